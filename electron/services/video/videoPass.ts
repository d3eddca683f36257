import type { AVPixelFormat } from 'node-av/constants';
import { avImageGetBufferSize } from 'node-av/lib';
import { AppFailure } from '../../../shared/contract/appError.ts';
import type { FramePick, Shot } from '../../../shared/domain/frame.ts';
import type { ResumePoint } from '../../../shared/domain/resumePoint.ts';
import { openSource } from '../pictures/openSource.ts';
import type { AnalyseVideoOptions, FrameWatcher, VideoAnalysis } from './analyseVideo.ts';
import { BarEvidence } from './barEvidence.ts';
import { CandidateStore } from './candidateStore.ts';
import { frameAt } from './frameAt.ts';
import { frameTimeOf, secondsBetween } from './frameTimeOf.ts';
import { letOthersIn } from './letOthersIn.ts';
import type { OpenVideo } from './openVideo.ts';
import { type AbsentFrame, type PassFrame, PassFrames } from './passFrames.ts';
import { makePictureConverter } from './pictureConverter.ts';
import { makePlaneReader } from './planeReader.ts';
import { declaredStartTicks, describeVideo, lastFrameSec } from './probeVideo.ts';
import { ResumeMismatch, ResumeTrail, seekToResumePoint, shareBehind } from './resumeTrail.ts';
import { makeSharpnessMeter } from './sharpnessMeter.ts';
import { type Boundary, ShotDetector } from './shotDetector.ts';
import { ShotQueue } from './shotQueue.ts';
import { SkimMismatch, SkimmedPackets } from './skimmedPackets.ts';
import { planeHeight, planeWidth, type TinyPlane } from './tinyPlane.ts';
import { uprightCells } from './uprightCells.ts';
import { type DecodedFrame, openDecoder } from './videoDecoder.ts';
import { checkDuration, checkPictureSize } from './videoLimits.ts';

export interface PassOptions extends AnalyseVideoOptions {
  /**
   * Allows for frames to be left out, and is told where that ends because they do not come as announced: what was
   * finished until then, and the point to go on from.
   */
  readonly onSkimEnd?: (shots: readonly Shot[], resume: ResumePoint | undefined) => void;
}

const framePicks = [0, 1, 2] as const satisfies readonly FramePick[];
/** How long decoding may hold the event loop, ms. */
const turnMs = 12;
/**
 * A file may end this much before its header says before it counts as broken off: a share, and of a short clip a
 * larger share, but no more than so many seconds.
 */
const missingSec = 1;
const missingShare = 0.03;
const missingShareOfShort = 0.1;

/** One decode pass over a video. */
export class VideoPass {
  readonly #video: OpenVideo;
  readonly #options: PassOptions;
  readonly #detector = new ShotDetector();
  readonly #bars = new BarEvidence(planeWidth, planeHeight);
  readonly #trail = new ResumeTrail();
  readonly #resume: ResumePoint | null;
  readonly #queue: ShotQueue;
  readonly #sharpness = makeSharpnessMeter();
  readonly #shots: Shot[] = [];
  /** Presentation times of all frames so far. */
  readonly #ticks: number[] = [];
  readonly #watcher: FrameWatcher | undefined;
  #candidates: CandidateStore | null = null;
  #open: Boundary | null = null;
  /** Shots so short among so large frames that none of theirs was held. */
  readonly #frameless: Shot[] = [];
  #endSec = 0;
  #reported = 0;
  /** Number of the first frame that this pass decodes. */
  #decodedFrom = 0;

  constructor(video: OpenVideo, options: PassOptions) {
    this.#video = video;
    this.#options = options;
    this.#watcher = options.watch?.(video);
    this.#resume = options.resume ?? null;
    this.#queue = new ShotQueue(makePictureConverter(video), (shot, picture, pick, resume) =>
      options.onShot(shot, picture, pick, resume),
    );
  }

  async run(): Promise<VideoAnalysis> {
    const skim = this.#options.onSkimEnd === undefined ? null : SkimmedPackets.of(this.#video);
    const decoder = await openDecoder(this.#video, skim ?? undefined);
    const planes = makePlaneReader(this.#video.fileName);
    const frames = new PassFrames(decoder, planes, skim);
    try {
      const last = await this.#takeAll(frames, await this.#enter(decoder));
      this.#closeExtent(last);
      const cancelled = this.#options.signal.aborted;
      if (!cancelled) {
        await this.#proveWhole();
        if (last === null) {
          throw new AppFailure('file-broken', { fileName: this.#video.fileName, reason: 'no frame decodes' });
        }
        for (const boundary of this.#detector.finish()) this.#beginShot(boundary);
        this.#closeShot(this.#ticks.length, this.#ticks.length, this.#endSec, this.#ticks.length);
      }
      await this.#queue.done();
      if (!cancelled) await this.#fetchFrameless();
      return this.#result(decoder.damagedPackets, cancelled);
    } catch (thrown) {
      if (thrown instanceof SkimMismatch) await this.#endSkim();
      throw thrown;
    } finally {
      this.#candidates?.clear();
      await this.#queue.close();
      planes.close();
      this.#sharpness.close();
      decoder.close();
      skim?.close();
    }
  }

  /** @returns the last frame */
  async #takeAll(frames: PassFrames, entered: DecodedFrame | null): Promise<DecodedFrame | null> {
    const { signal } = this.#options;
    let next = entered === null || signal.aborted ? null : frames.take(entered);
    if (next === null) entered?.frame.free();
    let last: DecodedFrame | null = null;
    let turnStarted = performance.now();
    while (!signal.aborted) {
      next ??= await frames.next();
      if (next === null) break;
      last = next.decoded;
      this.#takeFrame(next);
      next = null;
      if (this.#queue.isFull) await this.#queue.roomFor();
      if (performance.now() - turnStarted > turnMs) {
        this.#report(last.ticks);
        await letOthersIn();
        turnStarted = performance.now();
      }
    }
    return last;
  }

  /** Hands out what is finished and tells where to go on: at the start, leaving that out. */
  async #endSkim(): Promise<void> {
    await this.#queue.done();
    await this.#fetchFrameless();
    const open = this.#open;
    const firstTicks = this.#ticks[0];
    const ticks = open === null ? undefined : this.#ticks[open.frame];
    if (open === null || firstTicks === undefined || ticks === undefined) {
      this.#options.onSkimEnd?.([], undefined);
      return;
    }
    this.#options.onSkimEnd?.(this.#shots, {
      shotsDone: this.#shots.length,
      next: { frame: open.frame, ticks, transition: open.transition, mixedTo: open.mixedTo },
      key: { frame: 0, ticks: firstTicks },
      firstTicks,
    });
  }

  /** Goes to where an earlier pass broke off. @returns the first frame there; null at the start */
  async #enter(decoder: Parameters<typeof seekToResumePoint>[0]): Promise<DecodedFrame | null> {
    const point = this.#resume;
    if (point === null) return null;
    this.#reported = shareBehind(this.#video, point);
    const { frame, transition, mixedTo } = point.next;
    this.#open = { frame, transition, mixedFrom: frame, mixedTo };
    const entered = await seekToResumePoint(decoder, point);
    if (entered === null) return null;
    this.#decodedFrom = point.key.frame;
    // Times of frames before the key frame are never asked for, but for the first.
    for (let index = 0; index < point.key.frame; index += 1) this.#ticks.push(point.firstTicks);
    return entered;
  }

  /** A file that breaks off because it, or its disk, went away has not ended: its last shot is not finished. */
  async #proveWhole(): Promise<void> {
    const point = this.#resume;
    if (point !== null && this.#ticks.length <= point.next.frame) {
      throw new ResumeMismatch('the file ends before the point');
    }
    if (!this.#breaksOff) return;
    const { file } = await openSource(this.#video.path);
    await file.close();
  }

  get #declaredSec(): number | null {
    return longest(this.#video.pictureDurationSec, countedDurationSec(this.#video));
  }

  get #breaksOff(): boolean {
    const declared = this.#declaredSec;
    if (declared === null) return false;
    const missing = Math.max(declared * missingShare, Math.min(missingSec, declared * missingShareOfShort));
    return declared - this.#endSec > missing;
  }

  #takeFrame(seen: PassFrame): void {
    const { decoded, plane, feature, assumed } = seen;
    const { frame } = decoded;
    this.#checkLimits(decoded);
    for (const absent of seen.absent) this.#takeAbsent(absent, plane);
    const frameIndex = this.#ticks.length;
    if (this.#isAmiss(frameIndex, decoded.ticks)) {
      frame.free();
      throw new ResumeMismatch('frames are not counted as before');
    }
    this.#bars.push(plane.luma);
    this.#watcher?.add(decoded, frameIndex, plane);
    const boundaries = this.#detector.pushFeature(feature, assumed);
    this.#trail.note(decoded, frameIndex);
    this.#ticks.push(decoded.ticks);
    if (frameIndex < (this.#resume?.next.frame ?? 0)) {
      frame.free();
      return;
    }
    this.#candidates ??= new CandidateStore(
      avImageGetBufferSize(frame.format as AVPixelFormat, frame.width, frame.height, 32),
      (candidate) => this.#sharpness.measure(candidate.decoded.frame),
    );
    this.#candidates.add({ decoded, frameIndex, change: this.#detector.latestChange, feature });
    for (const boundary of boundaries) this.#beginShot(boundary);
  }

  /** A frame in which nothing happens that those around it do not show. */
  #takeAbsent({ ticks, feature, assumed }: AbsentFrame, { luma }: TinyPlane): void {
    this.#bars.push(luma);
    const boundaries = this.#detector.pushFeature(feature, assumed);
    this.#ticks.push(ticks);
    for (const boundary of boundaries) this.#beginShot(boundary);
  }

  /** What a header keeps silent about shows only as frames come. */
  #checkLimits({ frame, ticks }: DecodedFrame): void {
    const { fileName } = this.#video;
    try {
      checkPictureSize(fileName, frame.width, frame.height);
      checkDuration(fileName, secondsBetween(this.#ticks[0] ?? ticks, ticks, this.#video));
    } catch (thrown) {
      frame.free();
      throw thrown;
    }
  }

  #isAmiss(frameIndex: number, ticks: number): boolean {
    const point = this.#resume;
    if (point === null) return false;
    if (frameIndex === 0 && ticks !== point.firstTicks) return true;
    return frameIndex === point.next.frame && ticks !== point.next.ticks;
  }

  /** @param found its frames counted from the first that this pass decoded */
  #beginShot(found: Boundary): void {
    const from = this.#decodedFrom;
    const boundary: Boundary = {
      transition: found.transition,
      frame: found.frame + from,
      mixedFrom: found.mixedFrom + from,
      mixedTo: found.mixedTo + from,
    };
    // What an earlier pass has finished, and the boundary at which it broke off.
    if (boundary.frame <= (this.#resume?.next.frame ?? 0)) return;
    this.#closeShot(
      boundary.mixedFrom,
      boundary.frame,
      this.#secondsAt(boundary.frame),
      boundary.mixedTo,
      boundary,
    );
    this.#open = boundary;
  }

  /** Ends the open shot and queues the frames that stand for it. */
  #closeShot(settledTo: number, endFrame: number, endSec: number, nextFrom: number, next?: Boundary): void {
    const startFrame = this.#open?.frame ?? 0;
    const shot: Shot = {
      index: (this.#resume?.shotsDone ?? 0) + this.#shots.length,
      startFrame,
      endFrame,
      startSec: this.#secondsAt(startFrame),
      endSec,
      transition: this.#open?.transition ?? 'start',
    };
    this.#shots.push(shot);
    const settledFrom = this.#open?.mixedTo ?? 0;
    // Bars count the frames of this pass.
    const from = this.#decodedFrom;
    const cells = this.#bars.take(settledFrom - from, settledTo - from, nextFrom - from);
    const { geometry, cropping, stream, frameRate } = this.#video;
    const framesPerSec = frameRate.num / frameRate.den;
    const picks = this.#candidates?.takePicks({ settledFrom, settledTo, end: endFrame, framesPerSec });
    if (picks === undefined || picks.length === 0) {
      this.#frameless.push(shot);
      this.#trail.stop();
      return;
    }
    const resume = next && this.#trail.pointAt(next, shot.index + 1, this.#ticks);
    const upright = cells === null ? null : uprightCells(cells, geometry, cropping, stream.codecpar);
    for (const [rank, chosen] of picks.entries()) {
      const time = frameTimeOf(this.#video, this.#ticks[0] ?? 0, chosen.decoded.ticks, chosen.frameIndex);
      this.#queue.add({
        shot,
        pick: framePicks[rank] ?? 0,
        time,
        decoded: chosen.decoded,
        cells: upright,
        resume: rank === picks.length - 1 ? resume : undefined,
      });
    }
  }

  async #fetchFrameless(): Promise<void> {
    for (const shot of this.#frameless) {
      const middle = Math.floor((shot.startFrame + shot.endFrame - 1) / 2);
      await this.#options.onShot(shot, await frameAt(this.#video.path, { frameIndex: middle }), 0);
    }
  }

  #secondsAt(frameIndex: number): number {
    const first = this.#ticks[0] ?? 0;
    return secondsBetween(first, this.#ticks[frameIndex] ?? first, this.#video);
  }

  #closeExtent(last: DecodedFrame | null): void {
    if (last === null) return;
    const lastSec = secondsBetween(this.#ticks[0] ?? 0, last.ticks, this.#video);
    this.#endSec = lastSec + lastFrameSec(this.#video, last.durationTicks);
  }

  #report(ticks: number): void {
    const duration = this.#video.declaredDurationSec;
    if (duration === null || duration <= 0) return;
    const elapsed = secondsBetween(this.#ticks[0] ?? 0, ticks, this.#video);
    this.#reported = Math.max(this.#reported, Math.min(0.999, elapsed / duration));
    this.#options.onProgress(this.#reported);
  }

  #result(damagedPackets: number, cancelled: boolean): VideoAnalysis {
    const declared = this.#declaredSec;
    const brokeOff = !cancelled && this.#breaksOff;
    if (!cancelled) this.#options.onProgress(1);
    const startTicks = this.#ticks[0] ?? declaredStartTicks(this.#video);
    return {
      probe: describeVideo(this.#video, {
        frameCount: this.#ticks.length,
        durationSec: cancelled ? (this.#video.declaredDurationSec ?? this.#endSec) : this.#endSec,
        startTicks,
      }),
      shots: this.#shots,
      warning: brokeOff
        ? `The file breaks off after ${this.#endSec.toFixed(1)} s of ${(declared ?? 0).toFixed(1)} s.`
        : damagedPackets > 0
          ? `${damagedPackets} damaged ${damagedPackets === 1 ? 'piece was' : 'pieces were'} left out.`
          : null,
      partial: cancelled || brokeOff,
      decodedFrom: this.#decodedFrom,
    };
  }
}

/** What an AVI's header counts in frames: its demuxer takes the duration from what is left of the file. */
function countedDurationSec({ format, stream, frameRate }: OpenVideo): number | null {
  const count = Number(stream.nbFrames);
  return format.iformat?.name === 'avi' && count > 0 ? (count * frameRate.den) / frameRate.num : null;
}

function longest(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b);
}
