import { AV_LOG_QUIET } from 'node-av/constants';
import { Log } from 'node-av/lib';

/** Keeps FFmpeg's own messages off stdout and stderr; what matters comes back as return codes. */
export function quietFfmpeg(): void {
  Log.setLevel(AV_LOG_QUIET);
}
