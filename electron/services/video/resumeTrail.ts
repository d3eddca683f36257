import type { ResumePoint } from '../../../shared/domain/resumePoint.ts';
import { secondsBetween } from './frameTimeOf.ts';
import type { OpenVideo } from './openVideo.ts';
import type { Boundary } from './shotDetector.ts';
import type { DecodedFrame, VideoDecoder } from './videoDecoder.ts';

/**
 * Frames decoded before the first unfinished shot when an import goes on: more than shots are judged by (the
 * detector looks 80 frames back and 26 ahead, a fade takes 60), so that they come out as in one run.
 */
const warmUpFrames = 240;

interface Place {
  readonly frame: number;
  readonly ticks: number;
}

/** Notes the key frames of a pass, and makes of a shot's end the point where an import can go on later. */
export class ResumeTrail {
  #keys: Place[] = [];
  /** A shot that waits for the end of the pass would be lost by going on after it. */
  #stopped = false;

  /** To be told of every frame, in order. */
  note({ frame, ticks }: DecodedFrame, frameIndex: number): void {
    if (frameIndex === 0 || frame.keyFrame === 1) this.#keys.push({ frame: frameIndex, ticks });
  }

  /** No more points: something before them stays unfinished until the pass ends. */
  stop(): void {
    this.#stopped = true;
  }

  /** @returns undefined where an import could not go on there */
  pointAt(boundary: Boundary, shotsDone: number, ticks: readonly number[]): ResumePoint | undefined {
    const nextTicks = ticks[boundary.frame];
    const firstTicks = ticks[0];
    const last = this.#keys.findLastIndex((key) => key.frame <= boundary.frame - warmUpFrames);
    // Without a key frame far enough back it goes on from the start, and leaves out what is finished.
    const key = last < 0 ? { frame: 0, ticks: firstTicks ?? 0 } : this.#keys[last];
    if (last > 0) this.#keys = this.#keys.slice(last);
    if (this.#stopped || nextTicks === undefined || firstTicks === undefined || key === undefined) {
      return undefined;
    }
    const { frame, transition, mixedTo } = boundary;
    return { shotsDone, next: { frame, ticks: nextTicks, transition, mixedTo }, key, firstTicks };
  }
}

/** Decoding does not arrive where the earlier pass had counted to: the point is not to be trusted. */
export class ResumeMismatch extends Error {}

/**
 * Goes to a resume point's key frame.
 * @returns that frame, the first to analyse; null where the pass has to begin at the start
 * @throws ResumeMismatch where the file cannot be entered there
 */
export async function seekToResumePoint(
  decoder: VideoDecoder,
  { key }: ResumePoint,
): Promise<DecodedFrame | null> {
  if (key.frame === 0) return null;
  if (!(await decoder.seek(key.ticks))) throw new ResumeMismatch('the file cannot be sought in');
  for (;;) {
    const decoded = decoder.next();
    if (decoded === null) throw new ResumeMismatch('nothing decodes there');
    if (decoded.ticks === key.ticks) return decoded;
    decoded.frame.free();
    if (decoded.ticks > key.ticks) throw new ResumeMismatch('the key frame is not met');
  }
}

/** Share of the video that is behind at a resume point, by its declared length; 0 where that is not known. */
export function shareBehind(video: OpenVideo, point: ResumePoint): number {
  const duration = video.declaredDurationSec;
  if (duration === null || duration <= 0) return 0;
  return Math.min(0.999, Math.max(0, secondsBetween(point.firstTicks, point.next.ticks, video) / duration));
}
