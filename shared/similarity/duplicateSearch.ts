import type { FrameId, MediaId } from '../domain/ids.ts';
import { findDuplicateFrames, type SignedFrame } from './findDuplicateFrames.ts';
import { matchVideos, type SignedShot } from './matchVideos.ts';
import { type PictureSignature, readSignature } from './pictureSignature.ts';

/** A frame as the library has it, as far as duplicates go. */
export interface FrameForDuplicates {
  readonly id: FrameId;
  readonly mediaId: MediaId;
  /** Null for a still. */
  readonly shot: { readonly index: number; readonly startSec: number; readonly endSec: number } | null;
  /** As a frame carries it; absent where it was not measured yet. */
  readonly signature?: string | undefined;
}

/** What may be the same: several videos, or several frames. */
export type DuplicateGroup =
  | { readonly kind: 'videos'; readonly mediaIds: readonly MediaId[] }
  | { readonly kind: 'frames'; readonly frameIds: readonly FrameId[] };

/** One answer for two things, whichever is named first. */
export function pairKey(a: string, b: string): string {
  return a < b ? `${a}|${b}` : `${b}|${a}`;
}

/** Finds what may be in a library twice. It remembers which frames it has compared: a later look takes only new ones. */
export class DuplicateSearch {
  #compared = new Set<FrameId>();
  #pairs: (readonly [FrameId, FrameId])[] = [];

  /**
   * Everything that may be there twice, in the order of its first member.
   * @param settled pairs ({@link pairKey} of two media or two frames) that the user said to keep apart
   */
  look(frames: readonly FrameForDuplicates[], settled: ReadonlySet<string>): DuplicateGroup[] {
    const signed = frames.map((frame) => ({
      ...frame,
      read: frame.signature === undefined ? null : readSignature(frame.signature),
    }));
    const oneVideo = joinVideos(signed, settled);
    this.#compareNew(
      signed.flatMap(({ id, mediaId, read }) => (read === null ? [] : [{ id, mediaId, signature: read }])),
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

  #compareNew(frames: readonly SignedFrame<FrameId, MediaId>[]): void {
    const present = new Set(frames.map(({ id }) => id));
    const fresh = new Set(frames.filter(({ id }) => !this.#compared.has(id)).map(({ id }) => id));
    const found = fresh.size === 0 ? [] : findDuplicateFrames(frames, fresh);
    this.#pairs = [...this.#pairs.filter(([a, b]) => present.has(a) && present.has(b)), ...found];
    this.#compared = present;
  }
}

function joinVideos(
  frames: readonly (FrameForDuplicates & { readonly read: PictureSignature | null })[],
  settled: ReadonlySet<string>,
): Union<MediaId> {
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
