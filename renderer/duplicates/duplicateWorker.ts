// A worker: comparing every frame with every other one must not hold up the window.
import {
  type ComparedFrames,
  type DuplicateGroup,
  DuplicateSearch,
  type FrameForDuplicates,
} from '../../shared/similarity/duplicateSearch.ts';

/** What the window asks. */
export interface DuplicateQuestion {
  readonly frames: readonly FrameForDuplicates[];
  readonly settled: ReadonlySet<string>;
  /** With the first question: what was compared when the library was open before; null where nothing was kept. */
  readonly kept: ComparedFrames | null;
}

export interface DuplicateAnswer {
  readonly groups: readonly DuplicateGroup[];
  /** To be kept for the next time that the library is opened; null where it is what was kept. */
  readonly compared: ComparedFrames | null;
}

let search: DuplicateSearch | null = null;

self.addEventListener('message', ({ data }: MessageEvent<DuplicateQuestion>) => {
  search ??= new DuplicateSearch(data.kept ?? undefined);
  const groups = search.look(data.frames, data.settled);
  const answer: DuplicateAnswer = { groups, compared: search.hasChanged ? search.compared : null };
  self.postMessage(answer);
});
