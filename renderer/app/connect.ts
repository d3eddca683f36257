import { portMessage } from '../../shared/contract/bridge.ts';
import { type ContractClient, makeContractClient } from '../../shared/contract/contractClient.ts';
import type { Channel, RequestMessage, ResponseMessage } from '../../shared/contract/messages.ts';

/**
 * The window's end of the line to the main process. It connects at the first message; what is sent before the
 * port has come waits for it.
 */
function openPortChannel(): Channel<RequestMessage, ResponseMessage> {
  const listeners = new Set<(message: ResponseMessage) => void>();
  let port: MessagePort | null = null;
  let asked = false;
  let waiting: RequestMessage[] = [];

  const takePort = (event: MessageEvent<unknown>): void => {
    const [given] = event.ports;
    if (event.source !== window || event.data !== portMessage || given === undefined) return;
    window.removeEventListener('message', takePort);
    port = given;
    port.addEventListener('message', ({ data }: MessageEvent<ResponseMessage>) => {
      for (const listener of listeners) listener(data);
    });
    port.start();
    for (const message of waiting) port.postMessage(message);
    waiting = [];
  };

  return {
    send: (message) => {
      if (port !== null) {
        port.postMessage(message);
        return;
      }
      waiting.push(message);
      if (asked) return;
      asked = true;
      window.addEventListener('message', takePort);
      window.afterimage.connect();
    },
    onMessage: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Typed requests to the main and the media process. */
export const client: ContractClient = makeContractClient(openPortChannel(), () => crypto.randomUUID());
