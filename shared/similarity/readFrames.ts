import type { FrameId, MediaId } from '../domain/ids.ts';
import type { SignedFrames } from './findDuplicateFrames.ts';
import type { SignedShot } from './matchVideos.ts';
import { type PackedSignature, packedCells, readPackedSignature } from './pictureSignature.ts';

/** A frame as the library has it, as far as duplicates go. */
export interface FrameForDuplicates {
  readonly id: FrameId;
  readonly mediaId: MediaId;
  /** Null for a still. */
  readonly shot: { readonly index: number; readonly startSec: number; readonly endSec: number } | null;
  /** As a frame carries it; absent where it was not measured yet. */
  readonly signature?: string | undefined;
}

/** Numbers of a frame, in their places in a row. */
const number = { media: 0, shot: 1, startSec: 2, endSec: 3, contrast: 4, mark: 5 } as const;
const numbersAFrame = 6;
/** Stands where a frame is of no shot, or has no signature. */
const none = -1;

/**
 * Frames with their signatures read, in columns: a large library is held at once, and a hundred thousand objects take
 * three times as much.
 */
export class ReadFrames implements SignedFrames {
  readonly ids: FrameId[] = [];
  readonly #mediaIds: MediaId[] = [];
  readonly #mediaNumbers = new Map<MediaId, number>();
  #numbers = new Float64Array(0);
  #values = new Int8Array(0);

  add({ id, mediaId, shot, signature }: FrameForDuplicates): void {
    const at = this.ids.push(id) - 1;
    if (at * packedCells >= this.#values.length) this.#grow();
    const read = signature === undefined ? null : readPackedSignature(signature);
    let media = this.#mediaNumbers.get(mediaId);
    if (media === undefined) {
      media = this.#mediaIds.push(mediaId) - 1;
      this.#mediaNumbers.set(mediaId, media);
    }
    this.#numbers.set(
      [
        media,
        shot?.index ?? none,
        shot?.startSec ?? 0,
        shot?.endSec ?? 0,
        read?.contrast ?? none,
        markOf(`${id} ${signature ?? ''}`),
      ],
      at * numbersAFrame,
    );
    if (read !== null) this.#values.set(read.values, at * packedCells);
  }

  get count(): number {
    return this.ids.length;
  }

  mediaAt(place: number): number {
    return this.#numberAt(place, number.media);
  }

  mediaIdAt(place: number): MediaId | undefined {
    return this.#mediaIds[this.mediaAt(place)];
  }

  /** Of its id and its signature: tells a frame that was compared from a new one, or one that was measured anew. */
  markAt(place: number): number {
    return this.#numberAt(place, number.mark);
  }

  isSigned(place: number): boolean {
    return this.#numberAt(place, number.contrast) !== none;
  }

  signatureAt(place: number): PackedSignature | null {
    if (!this.isSigned(place)) return null;
    const contrast = this.#numberAt(place, number.contrast);
    return { contrast, values: this.#values.subarray(place * packedCells, (place + 1) * packedCells) };
  }

  /** The shots of each video in order of time, each with the first frame that stands for it. */
  shotsByMedia(): [MediaId, SignedShot[]][] {
    const placesOf = new Map<MediaId, Map<number, number>>();
    for (let place = 0; place < this.count; place += 1) {
      const shot = this.#numberAt(place, number.shot);
      const mediaId = this.mediaIdAt(place);
      if (shot === none || mediaId === undefined) continue;
      const places = placesOf.get(mediaId) ?? new Map<number, number>();
      if (!places.has(shot)) places.set(shot, place);
      placesOf.set(mediaId, places);
    }
    return [...placesOf].map(([mediaId, places]) => [
      mediaId,
      [...places.values()]
        .map((place) => ({
          startSec: this.#numberAt(place, number.startSec),
          endSec: this.#numberAt(place, number.endSec),
          signature: this.signatureAt(place),
        }))
        .sort((a, b) => a.startSec - b.startSec),
    ]);
  }

  #numberAt(place: number, which: number): number {
    return this.#numbers[place * numbersAFrame + which] ?? none;
  }

  #grow(): void {
    const room = Math.max(1024, 2 * (this.#values.length / packedCells));
    const numbers = new Float64Array(room * numbersAFrame);
    numbers.set(this.#numbers);
    this.#numbers = numbers;
    const values = new Int8Array(room * packedCells);
    values.set(this.#values);
    this.#values = values;
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
