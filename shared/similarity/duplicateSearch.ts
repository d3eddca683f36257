import type { FrameId, MediaId } from '../domain/ids.ts';
import { findDuplicateFrames } from './findDuplicateFrames.ts';
import { matchVideos } from './matchVideos.ts';
import type { ReadFrames } from './readFrames.ts';

/** What may be the same: several videos, or several frames. */
export type DuplicateGroup =
  | { readonly kind: 'videos'; readonly mediaIds: readonly MediaId[] }
  | { readonly kind: 'frames'; readonly frameIds: readonly FrameId[] };

/** One answer for two things, whichever is named first. */
export function pairKey(a: string, b: string): string {
  return a < b ? `${a}|${b}` : `${b}|${a}`;
}

/** What a search has compared, to be kept for the next one. */
export interface ComparedFrames {
  /** Grows with every change of what counts as the same picture: what was found before is looked for again. */
  readonly version: number;
  /** A mark of each compared frame, by its id and its signature. */
  readonly marks: Float64Array<ArrayBuffer>;
  /** Frames that show the same picture. */
  readonly pairs: readonly (readonly [FrameId, FrameId])[];
}

const comparedVersion = 1;

/** Whether something that was kept says what this version compared. */
export function isComparedFrames(kept: unknown): kept is ComparedFrames {
  if (typeof kept !== 'object' || kept === null) return false;
  const { version, marks, pairs } = kept as Partial<ComparedFrames>;
  if (version !== comparedVersion || !(marks instanceof Float64Array) || !Array.isArray(pairs)) return false;
  return pairs.every((pair: unknown) => Array.isArray(pair) && pair.length === 2);
}

/** Finds what may be in a library twice. It remembers which frames it has compared: a later look takes only new ones. */
export class DuplicateSearch {
  #compared = new Set<number>();
  #pairs: (readonly [FrameId, FrameId])[] = [];

  /** @param kept what an earlier search compared; frames measured anew since are compared again */
  constructor(kept?: ComparedFrames) {
    if (kept === undefined) return;
    this.#compared = new Set(kept.marks);
    this.#pairs = [...kept.pairs];
  }

  /** What was compared so far. */
  get compared(): ComparedFrames {
    return { version: comparedVersion, marks: Float64Array.from(this.#compared), pairs: this.#pairs };
  }

  /**
   * Everything that may be there twice, in the order of its first member.
   * @param settled pairs ({@link pairKey} of two media or two frames) that the user said to keep apart
   */
  look(frames: ReadFrames, settled: ReadonlySet<string>): DuplicateGroup[] {
    const oneVideo = joinVideos(frames, settled);
    this.#compareNew(frames);
    const paired = new Set(this.#pairs.flat());
    const mediaOf = new Map<FrameId, MediaId | undefined>();
    for (const [place, id] of frames.ids.entries()) {
      if (paired.has(id)) mediaOf.set(id, frames.mediaIdAt(place));
    }
    const oneFrame = new Union<FrameId>();
    for (const [a, b] of this.#pairs) {
      const [mediaA, mediaB] = [mediaOf.get(a), mediaOf.get(b)];
      if (mediaA === undefined || mediaB === undefined || settled.has(pairKey(a, b))) continue;
      // Asked about as videos, or kept apart as videos: not asked about again shot by shot.
      if (settled.has(pairKey(mediaA, mediaB)) || oneVideo.areJoined(mediaA, mediaB)) continue;
      oneFrame.join(a, b);
    }
    return [
      ...oneVideo.groups().map((mediaIds): DuplicateGroup => ({ kind: 'videos', mediaIds })),
      ...oneFrame.groups().map((frameIds): DuplicateGroup => ({ kind: 'frames', frameIds })),
    ];
  }

  #compareNew(frames: ReadFrames): void {
    const isFresh = new Uint8Array(frames.count);
    const known = new Set<FrameId>();
    const marks = new Set<number>();
    let fresh = 0;
    for (const [place, id] of frames.ids.entries()) {
      if (!frames.isSigned(place)) continue;
      const mark = frames.markAt(place);
      marks.add(mark);
      if (this.#compared.has(mark)) {
        known.add(id);
        continue;
      }
      isFresh[place] = 1;
      fresh += 1;
    }
    const found = fresh === 0 ? [] : findDuplicateFrames(frames, isFresh);
    this.#pairs = [
      ...this.#pairs.filter(([a, b]) => known.has(a) && known.has(b)),
      ...found.flatMap(([first, second]): (readonly [FrameId, FrameId])[] => {
        const [a, b] = [frames.ids[first], frames.ids[second]];
        return a === undefined || b === undefined ? [] : [[a, b]];
      }),
    ];
    this.#compared = marks;
  }
}

function joinVideos(frames: ReadFrames, settled: ReadonlySet<string>): Union<MediaId> {
  const videos = frames.shotsByMedia();
  const oneVideo = new Union<MediaId>();
  videos.forEach(([a, shotsA], index) => {
    for (const [b, shotsB] of videos.slice(index + 1)) {
      if (!settled.has(pairKey(a, b)) && matchVideos(shotsA, shotsB) !== null) oneVideo.join(a, b);
    }
  });
  return oneVideo;
}

/** Things joined into groups, in the order they came. */
class Union<Id> {
  readonly #groupOf = new Map<Id, Set<Id>>();

  join(a: Id, b: Id): void {
    const [groupA, groupB] = [this.#groupOf.get(a) ?? new Set([a]), this.#groupOf.get(b) ?? new Set([b])];
    for (const member of groupB) groupA.add(member);
    for (const member of groupA) this.#groupOf.set(member, groupA);
  }

  areJoined(a: Id, b: Id): boolean {
    return this.#groupOf.get(a)?.has(b) === true;
  }

  groups(): Id[][] {
    return [...new Set(this.#groupOf.values())].map((group) => [...group]);
  }
}
