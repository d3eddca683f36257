import type { AVPixelFormat } from 'node-av/constants';
import { avImageGetBufferSize } from 'node-av/lib';
import { AppFailure } from '../../../shared/contract/appError.ts';
import type { FramePick, Shot } from '../../../shared/domain/frame.ts';
import type { VideoProbe } from '../../../shared/domain/media.ts';
import type { ResumePoint } from '../../../shared/domain/resumePoint.ts';
import { openSource } from '../pictures/openSource.ts';
import { BarEvidence } from './barEvidence.ts';
import { CandidateStore } from './candidateStore.ts';
import { frameAt, type TimedPicture } from './frameAt.ts';
import { frameTimeOf, secondsBetween } from './frameTimeOf.ts';
import { letOthersIn } from './letOthersIn.ts';
import { type OpenVideo, openVideo } from './openVideo.ts';
import { makePictureConverter } from './pictureConverter.ts';
import { makePlaneReader } from './planeReader.ts';
import { declaredStartTicks, describeVideo, lastFrameSec } from './probeVideo.ts';
import { ResumeMismatch, ResumeTrail, seekToResumePoint, shareBehind } from './resumeTrail.ts';
import { makeSharpnessMeter } from './sharpnessMeter.ts';
import { type Boundary, ShotDetector } from './shotDetector.ts';
import { ShotQueue } from './shotQueue.ts';
import { planeHeight, planeWidth, type TinyPlane } from './tinyPlane.ts';
import { uprightCells } from './uprightCells.ts';
import { type DecodedFrame, openDecoder, type VideoDecoder } from './videoDecoder.ts';

export interface AnalyseVideoOptions {
  readonly signal: AbortSignal;
  /** Goes on with a pass that broke off: shots before the point are not found, nor handed out, again. */
  readonly resume?: ResumePoint;
  /** 0-1 of the whole file, never falling. */
  onProgress(fraction: number): void;
  /**
   * Called with the frame that stands for a shot (pick 0) and then with up to two more of a long or changing shot
   * (picks 1 and 2), one at a time; decoding waits while two frames are under way. Shots come in order, but for one
   * of a frame or two of which none could be held in memory: that comes at the end.
   * @param resume where a later pass can go on after this shot, with the last of its frames; undefined where it cannot
   */
  onShot(shot: Shot, picture: TimedPicture, pick: FramePick, resume?: ResumePoint): Promise<void> | void;
  /** Gives something that looks at every frame in passing; the frames stay the pass's own. */
  readonly watch?: (video: OpenVideo) => FrameWatcher;
}

export interface FrameWatcher {
  add(decoded: DecodedFrame, frameIndex: number, plane: TinyPlane): void;
}

export interface VideoAnalysis {
  readonly probe: VideoProbe;
  readonly shots: Shot[];
  /** What went wrong without ending the work, in words for a person; null where nothing did. */
  readonly warning: string | null;
  /** True where the file broke off or Cancel came before its end. */
  readonly partial: boolean;
  /** Number of the first frame that was decoded; 0 but where an earlier pass was gone on with. */
  readonly decodedFrom: number;
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

/**
 * Finds a video's shots and hands out a representative frame of each, in one decode pass.
 *
 * Every frame is decoded once. Its tiny plane goes to the shot detector; references to a bounded number of frames
 * are held until their shot is known, and only the chosen one is converted to RGB. A damaged file gives what can
 * be decoded, with a warning. On Cancel the shots finished so far stay valid and the result is partial.
 * A pass that goes on from a resume point proves, before it hands out anything, that frames are still counted as
 * they were; where they are not it begins at the start.
 * @throws AppFailure as `openVideo` (also where the file goes away meanwhile), file-broken where no frame can be
 *   decoded; whatever `onShot` throws
 */
export async function analyseVideo(path: string, options: AnalyseVideoOptions): Promise<VideoAnalysis> {
  const { resume, ...fromStart } = options;
  try {
    return await runPass(path, options);
  } catch (thrown) {
    if (!(thrown instanceof ResumeMismatch) || resume === undefined) throw thrown;
  }
  try {
    // Entering the file elsewhere did not work out; counting from its start still leaves out what is finished.
    if (resume.key.frame > 0) {
      return await runPass(path, { ...options, resume: { ...resume, key: { frame: 0, ticks: 0 } } });
    }
  } catch (thrown) {
    if (!(thrown instanceof ResumeMismatch)) throw thrown;
  }
  return await runPass(path, fromStart);
}

async function runPass(path: string, options: AnalyseVideoOptions): Promise<VideoAnalysis> {
  const video = await openVideo(path);
  try {
    return await new VideoPass(video, options).run();
  } finally {
    await video.close();
  }
}

class VideoPass {
  readonly #video: OpenVideo;
  readonly #options: AnalyseVideoOptions;
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

  constructor(video: OpenVideo, options: AnalyseVideoOptions) {
    this.#video = video;
    this.#options = options;
    this.#watcher = options.watch?.(video);
    this.#resume = options.resume ?? null;
    this.#queue = new ShotQueue(makePictureConverter(video), (shot, picture, pick, resume) =>
      options.onShot(shot, picture, pick, resume),
    );
  }

  async run(): Promise<VideoAnalysis> {
    const decoder = await openDecoder(this.#video);
    const planes = makePlaneReader(this.#video.fileName);
    let last: DecodedFrame | null = null;
    try {
      let entered = await this.#enter(decoder);
      let turnStarted = performance.now();
      for (;;) {
        if (this.#options.signal.aborted) break;
        const decoded: DecodedFrame | null = entered ?? decoder.next();
        entered = null;
        if (decoded === null) break;
        last = decoded;
        this.#takeFrame(decoded, planes);
        if (this.#queue.isFull) await this.#queue.roomFor();
        if (performance.now() - turnStarted > turnMs) {
          this.#report(decoded.ticks);
          await letOthersIn();
          turnStarted = performance.now();
        }
      }
      this.#closeExtent(last);
      entered?.frame.free();
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
    } finally {
      this.#candidates?.clear();
      await this.#queue.close();
      planes.close();
      this.#sharpness.close();
      decoder.close();
    }
  }

  /** Goes to where an earlier pass broke off. @returns the first frame there; null at the start */
  async #enter(decoder: VideoDecoder): Promise<DecodedFrame | null> {
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

  #takeFrame(decoded: DecodedFrame, planes: ReturnType<typeof makePlaneReader>): void {
    const { frame } = decoded;
    const frameIndex = this.#ticks.length;
    if (this.#isAmiss(frameIndex, decoded.ticks)) {
      frame.free();
      throw new ResumeMismatch('frames are not counted as before');
    }
    const plane = planes.read(frame);
    this.#bars.push(plane.luma);
    this.#watcher?.add(decoded, frameIndex, plane);
    const boundaries = this.#detector.push(plane);
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
    const feature = this.#detector.latestFeature;
    if (feature !== null) {
      this.#candidates.add({ decoded, frameIndex, change: this.#detector.latestChange, feature });
    }
    for (const boundary of boundaries) this.#beginShot(boundary);
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
