// A worker: comparing every frame with every other one must not hold up the window.
import { type FrameForDuplicates, groupDuplicates } from '../../shared/similarity/groupDuplicates.ts';

/** What the window asks; the answer is a list of groups. */
export interface DuplicateQuestion {
  readonly frames: readonly FrameForDuplicates[];
  readonly settled: ReadonlySet<string>;
}

self.addEventListener('message', ({ data }: MessageEvent<DuplicateQuestion>) => {
  self.postMessage(groupDuplicates(data.frames, data.settled));
});
