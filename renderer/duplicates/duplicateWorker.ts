// A worker: comparing every frame with every other one must not hold up the window.
import { DuplicateSearch, type FrameForDuplicates } from '../../shared/similarity/duplicateSearch.ts';

/** What the window asks; the answer is a list of groups. */
export interface DuplicateQuestion {
  readonly frames: readonly FrameForDuplicates[];
  readonly settled: ReadonlySet<string>;
}

const search = new DuplicateSearch();

self.addEventListener('message', ({ data }: MessageEvent<DuplicateQuestion>) => {
  self.postMessage(search.look(data.frames, data.settled));
});
