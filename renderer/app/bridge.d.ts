import type { AfterimageBridge } from '../../shared/contract/bridge.ts';

declare global {
  interface Window {
    /** Exposed by the preload. */
    readonly afterimage: AfterimageBridge<File>;
  }
}
