import type { AVPixelFormat } from 'node-av/constants';
import { avImageGetBufferSize } from 'node-av/lib';
import { AppFailure } from '../../../shared/contract/appError.ts';
import { frameAt, type TimedPicture } from '../video/frameAt.ts';
import { frameTimeOf } from '../video/frameTimeOf.ts';
import { letOthersIn } from '../video/letOthersIn.ts';
import { type OpenVideo, openVideo } from '../video/openVideo.ts';
import { makePictureConverter, type PictureConverter } from '../video/pictureConverter.ts';
import {
  type PresentationIndex,
  positionAtOrBefore,
  readPresentationIndex,
} from '../video/presentationIndex.ts';
import { openDecoder, type VideoDecoder } from '../video/videoDecoder.ts';
import { HeldFrames } from './heldFrames.ts';

/** Frames that are decoded on the way rather than sought anew. */
const nearAhead = 32;

/** A video held open for going through it frame by frame. One request at a time; close when done. */
export interface FrameReader {
  /**
   * Exactly frame N, the same as {@link frameAt}; quick where a neighbour was asked for before.
   * @throws AppFailure as {@link frameAt}
   */
  read(frameIndex: number): Promise<TimedPicture>;
  close(): Promise<void>;
}

/**
 * Opens a video for stepping. Decoding goes on from where it stands; what was decoded on the way to a frame is
 * held, so that a step back costs nothing either, until a group of pictures is left and the next is decoded whole.
 * @throws AppFailure as `openVideo`
 */
export async function openFrameReader(path: string): Promise<FrameReader> {
  const video = await openVideo(path);
  let decoder: VideoDecoder | null = null;
  try {
    const index = await readPresentationIndex(video);
    decoder = await openDecoder(video);
    return new SteppingReader(video, index, decoder);
  } catch (thrown) {
    decoder?.close();
    await video.close();
    throw thrown;
  }
}

class SteppingReader implements FrameReader {
  readonly #video: OpenVideo;
  readonly #index: PresentationIndex;
  readonly #decoder: VideoDecoder;
  readonly #converter: PictureConverter;
  #held: HeldFrames | null = null;
  /** The number of the frame that the decoder gives next; null where that is not known. */
  #next: number | null = null;
  /** Set once decoding and the index did not agree: from then on every frame is fetched the slow, sure way. */
  #distrusted: boolean;

  constructor(video: OpenVideo, index: PresentationIndex, decoder: VideoDecoder) {
    this.#video = video;
    this.#index = index;
    this.#decoder = decoder;
    this.#converter = makePictureConverter(video);
    this.#distrusted = !index.trustworthy;
  }

  async read(frameIndex: number): Promise<TimedPicture> {
    if (!this.#distrusted) {
      if (frameIndex >= this.#index.ticks.length) {
        throw new AppFailure('frame-out-of-range', { fileName: this.#video.fileName });
      }
      const found = this.#held?.get(frameIndex) !== undefined || (await this.#decodeTo(frameIndex));
      const decoded = found ? this.#held?.get(frameIndex) : undefined;
      if (decoded !== undefined) {
        const time = frameTimeOf(this.#video, this.#index.ticks[0] ?? 0, decoded.ticks, frameIndex);
        return { time, pixels: await this.#converter.convert(decoded.frame) };
      }
      this.#distrusted = true;
      this.#held?.clear();
    }
    return frameAt(this.#video.path, { frameIndex });
  }

  async close(): Promise<void> {
    this.#held?.clear();
    await this.#converter.close();
    this.#decoder.close();
    await this.#video.close();
  }

  /** Decodes on, or from the key frame before; false where that does not lead there as the index says. */
  async #decodeTo(frameIndex: number): Promise<boolean> {
    const { keyPositions, ticks } = this.#index;
    const keyOrder = positionAtOrBefore(keyPositions, frameIndex);
    const key = keyPositions[keyOrder] ?? 0;
    const ahead = this.#next === null ? -1 : frameIndex - this.#next;
    if (ahead >= 0 && (ahead <= nearAhead || key <= (this.#next ?? 0))) {
      if (await this.#decodeOn(frameIndex, 0)) return true;
    }
    // A demuxer may land after the key frame it was asked for; then the one before is tried.
    for (let order = keyOrder; order >= 0 && order > keyOrder - 3; order -= 1) {
      const keyTicks = ticks[keyPositions[order] ?? 0] ?? 0;
      this.#next = null;
      if (!(await this.#decoder.seek(keyTicks))) return false;
      if (await this.#decodeOn(frameIndex, keyTicks)) return true;
    }
    return false;
  }

  /** @param fromTicks frames shown before this lean on pictures from before the seek and are left out unseen */
  async #decodeOn(frameIndex: number, fromTicks: number): Promise<boolean> {
    const { ticks } = this.#index;
    for (let count = 0; ; count += 1) {
      if (count % 4 === 3) await letOthersIn();
      const decoded = this.#decoder.next();
      if (decoded === null) {
        this.#next = null;
        return false;
      }
      if (this.#next === null && decoded.ticks < fromTicks) {
        decoded.frame.free();
        continue;
      }
      const position = positionAtOrBefore(ticks, decoded.ticks);
      const asIndexed = ticks[position] === decoded.ticks && (this.#next === null || position === this.#next);
      if (!asIndexed || position > frameIndex) {
        decoded.frame.free();
        this.#next = null;
        return false;
      }
      this.#held ??= new HeldFrames(frameBytes(decoded.frame));
      this.#held.add(position, decoded, frameIndex);
      this.#next = position + 1;
      if (position === frameIndex) return true;
    }
  }
}

function frameBytes(frame: { format: number; width: number; height: number }): number {
  return avImageGetBufferSize(frame.format as AVPixelFormat, frame.width, frame.height, 32);
}
