import type { FrameId, MediaId } from '../domain/ids.ts';
import { findDuplicateFrames, type SignedFrame } from './findDuplicateFrames.ts';
import { matchVideos, type SignedShot } from './matchVideos.ts';
import { type PackedSignature, readPackedSignature } from './pictureSignature.ts';

/** A frame as the library has it, as far as duplicates go. */
export interface FrameForDuplicates {
  readonly id: FrameId;
  readonly mediaId: MediaId;
  /** Null for a still. */
  readonly shot: { readonly index: number; readonly startSec: number; readonly endSec: number } | null;
  /** As a frame carries it; absent where it was not measured yet. */
  readonly signature?: string | undefined;
}

/** A frame with its signature read: as little as comparing takes, since a large library is held at once. */
export interface ReadFrame extends Omit<FrameForDuplicates, 'signature'> {
  readonly read: PackedSignature | null;
  /** Of its id and its signature, see {@link ComparedFrames}. */
  readonly mark: number;
}

export function readForDuplicates({ id, mediaId, shot, signature }: FrameForDuplicates): ReadFrame {
  return {
    id,
    mediaId,
    shot: shot === null ? null : { index: shot.index, startSec: shot.startSec, endSec: shot.endSec },
    read: signature === undefined ? null : readPackedSignature(signature),
    mark: markOf(`${id} ${signature ?? ''}`),
  };
}

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
  look(frames: readonly FrameForDuplicates[], settled: ReadonlySet<string>): DuplicateGroup[] {
    return this.lookAt(frames.map(readForDuplicates), settled);
  }

  /** {@link look} at frames that were read before. */
  lookAt(frames: readonly ReadFrame[], settled: ReadonlySet<string>): DuplicateGroup[] {
    const oneVideo = joinVideos(frames, settled);
    this.#compareNew(
      frames.flatMap(({ id, mediaId, read, mark }) =>
        read === null ? [] : [{ id, mediaId, signature: read, mark }],
      ),
    );
    const mediaOf = new Map(frames.map(({ id, mediaId }) => [id, mediaId]));
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

  #compareNew(frames: readonly (SignedFrame<FrameId, MediaId> & { readonly mark: number })[]): void {
    const fresh = new Set(frames.filter(({ mark }) => !this.#compared.has(mark)).map(({ id }) => id));
    const known = new Set(frames.filter(({ mark }) => this.#compared.has(mark)).map(({ id }) => id));
    const found = fresh.size === 0 ? [] : findDuplicateFrames(frames, fresh);
    this.#pairs = [...this.#pairs.filter(([a, b]) => known.has(a) && known.has(b)), ...found];
    this.#compared = new Set(frames.map(({ mark }) => mark));
  }
}

/** A number of 53 bits that two texts hardly share: two runs of Knuth's multiplicative hashing, mixed at the end. */
function markOf(text: string): number {
  let high = 0x9e3779b1;
  let low = 0x85ebca6b;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, 0x9e3779b1);
    low = Math.imul(low ^ code, 0x5f356495);
  }
  high = Math.imul(high ^ (high >>> 16) ^ (low >>> 13), 0x85ebca6b);
  low = Math.imul(low ^ (low >>> 16) ^ (high >>> 13), 0xc2b2ae35);
  return (high >>> 11) * 0x1_0000_0000 + (low >>> 0);
}

function joinVideos(frames: readonly ReadFrame[], settled: ReadonlySet<string>): Union<MediaId> {
  const shotsOf = new Map<MediaId, Map<number, SignedShot>>();
  for (const { mediaId, shot, read } of frames) {
    if (shot === null) continue;
    const shots = shotsOf.get(mediaId) ?? new Map<number, SignedShot>();
    // Several frames may stand for a shot; the first one does here.
    if (!shots.has(shot.index)) shots.set(shot.index, { ...shot, signature: read });
    shotsOf.set(mediaId, shots);
  }
  const videos = [...shotsOf].map(
    ([mediaId, shots]) => [mediaId, [...shots.values()].sort((a, b) => a.startSec - b.startSec)] as const,
  );
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
