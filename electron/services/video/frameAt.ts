import { AppFailure } from '../../../shared/contract/appError.ts';
import type { FrameTime, Rect } from '../../../shared/domain/frame.ts';
import type { RgbPicture } from '../pictures/rgbPicture.ts';
import { frameTimeOf, secondsBetween } from './frameTimeOf.ts';
import { letOthersIn } from './letOthersIn.ts';
import { type OpenVideo, openVideo } from './openVideo.ts';
import { makePictureConverter } from './pictureConverter.ts';
import { type PresentationIndex, positionAtOrBefore } from './presentationIndex.ts';
import { presentationIndexOf } from './presentationIndexOf.ts';
import { lastFrameSec } from './probeVideo.ts';
import { type DecodedFrame, openDecoder, type VideoDecoder } from './videoDecoder.ts';

/** A picture and when it is shown. */
export interface TimedPicture {
  readonly time: FrameTime;
  readonly pixels: RgbPicture;
  /** The picture between bars as the whole shot shows it, in pixels of `pixels`; absent where only the frame is known. */
  readonly area?: Rect;
}

/** Seconds from the first frame, or presentation order with the first frame #0. */
export type FrameWanted = { readonly timeSec: number } | { readonly frameIndex: number };

/**
 * Fetches one frame exactly: the one shown at a time (the last that begins at or before it), or frame #N.
 *
 * The packets' presentation times tell which frame that is and which key frame to decode from; every frame on
 * the way is checked against them. Where a file's packets cannot be trusted for that (no times, fields in
 * packets of their own, leading pictures that cannot be decoded) it is decoded from its start and counted.
 * @throws AppFailure frame-out-of-range, and as `openVideo`
 */
export async function frameAt(path: string, wanted: FrameWanted): Promise<TimedPicture> {
  const video = await openVideo(path);
  try {
    const index = await presentationIndexOf(video);
    const decoder = await openDecoder(video);
    try {
      const sought = index.trustworthy ? await seekFrame(video, decoder, index, wanted) : null;
      return sought ?? (await countToFrame(path, wanted));
    } finally {
      decoder.close();
    }
  } finally {
    await video.close();
  }
}

/** By the index, from the nearest key frame; null where decoding does not agree with the index. */
async function seekFrame(
  video: OpenVideo,
  decoder: VideoDecoder,
  index: PresentationIndex,
  wanted: FrameWanted,
): Promise<TimedPicture | null> {
  const position = positionOf(video, index, wanted);
  const wantedTicks = index.ticks[position];
  const firstTicks = index.ticks[0];
  if (wantedTicks === undefined || firstTicks === undefined) {
    throw new AppFailure('frame-out-of-range', { fileName: video.fileName });
  }
  const keyOrder = positionAtOrBefore(index.keyPositions, position);
  // A demuxer may land after the key frame it was asked for; then the one before is tried.
  for (let order = keyOrder; order >= 0 && order > keyOrder - 3; order -= 1) {
    const keyTicks = index.ticks[index.keyPositions[order] ?? 0] ?? firstTicks;
    if (!(await decoder.seek(keyTicks))) return null;
    const found = await decodeTo(decoder, index, keyTicks, wantedTicks);
    if (found === 'landed-late') continue;
    return found && convertAndFree(video, found, frameTimeOf(video, firstTicks, wantedTicks, position));
  }
  return null;
}

function positionOf(video: OpenVideo, index: PresentationIndex, wanted: FrameWanted): number {
  if ('frameIndex' in wanted) return wanted.frameIndex;
  const firstTicks = index.ticks[0] ?? 0;
  const startsSec = index.ticks.map((ticks) => secondsBetween(firstTicks, ticks, video));
  const last = startsSec[startsSec.length - 1] ?? 0;
  const endSec = last + lastFrameSec(video, index.lastDurationTicks);
  return wanted.timeSec < endSec ? positionAtOrBefore(startsSec, wanted.timeSec) : -1;
}

/**
 * Decodes on to a frame, checking that each one from the key frame on is the index's next. (Those shown before
 * the key frame lean on pictures from before the seek; they are left out unseen.)
 */
async function decodeTo(
  decoder: VideoDecoder,
  index: PresentationIndex,
  keyTicks: number,
  wantedTicks: number,
): Promise<DecodedFrame | 'landed-late' | null> {
  let expected: number | null = null;
  for (let count = 0; ; count += 1) {
    if (count % 8 === 7) await letOthersIn();
    const decoded = decoder.next();
    if (decoded === null) return null;
    const { ticks } = decoded;
    const position = positionAtOrBefore(index.ticks, ticks);
    const asIndexed = index.ticks[position] === ticks && (expected === null || position === expected);
    if (ticks === wantedTicks && asIndexed) return decoded;
    decoded.frame.free();
    if (ticks > wantedTicks) return expected === null ? 'landed-late' : null;
    if (ticks < keyTicks) continue;
    if (!asIndexed) return null;
    expected = position + 1;
  }
}

/** From the start, frame by frame; always right, never fast. */
async function countToFrame(path: string, wanted: FrameWanted): Promise<TimedPicture> {
  const video = await openVideo(path);
  const decoder = await openDecoder(video);
  let held: DecodedFrame | null = null;
  try {
    const outOfRange = (): AppFailure => new AppFailure('frame-out-of-range', { fileName: video.fileName });
    let firstTicks = 0;
    let heldIndex = -1;
    let othersFollow = false;
    for (let frameIndex = 0; !othersFollow; frameIndex += 1) {
      if (frameIndex % 8 === 7) await letOthersIn();
      const decoded = decoder.next();
      if (decoded === null) break;
      if (frameIndex === 0) firstTicks = decoded.ticks;
      othersFollow = isPast(wanted, frameIndex, secondsBetween(firstTicks, decoded.ticks, video));
      if (othersFollow) {
        decoded.frame.free();
      } else {
        held?.frame.free();
        held = decoded;
        heldIndex = frameIndex;
      }
    }
    if (held === null) {
      if (decoder.damagedPackets > 0) throw new AppFailure('file-broken', { fileName: video.fileName });
      throw outOfRange();
    }
    const time = frameTimeOf(video, firstTicks, held.ticks, heldIndex);
    const endSec = othersFollow
      ? Number.POSITIVE_INFINITY
      : time.timeSec + lastFrameSec(video, held.durationTicks);
    const missed = 'frameIndex' in wanted ? heldIndex !== wanted.frameIndex : wanted.timeSec >= endSec;
    if (missed) throw outOfRange();
    const found = held;
    held = null;
    return await convertAndFree(video, found, time);
  } finally {
    held?.frame.free();
    decoder.close();
    await video.close();
  }
}

function isPast(wanted: FrameWanted, frameIndex: number, timeSec: number): boolean {
  return 'frameIndex' in wanted ? frameIndex > wanted.frameIndex : timeSec > wanted.timeSec;
}

async function convertAndFree(
  video: OpenVideo,
  decoded: DecodedFrame,
  time: FrameTime,
): Promise<TimedPicture> {
  const converter = makePictureConverter(video);
  try {
    return { time, pixels: await converter.convert(decoded.frame) };
  } finally {
    decoded.frame.free();
    await converter.close();
  }
}
