import type { FramePick, Shot } from '../../../shared/domain/frame.ts';
import type { VideoProbe } from '../../../shared/domain/media.ts';
import type { ResumePoint } from '../../../shared/domain/resumePoint.ts';
import type { TimedPicture } from './frameAt.ts';
import { type OpenVideo, openVideo } from './openVideo.ts';
import { ResumeMismatch } from './resumeTrail.ts';
import { SkimMismatch } from './skimmedPackets.ts';
import type { TinyPlane } from './tinyPlane.ts';
import type { DecodedFrame } from './videoDecoder.ts';
import { type PassOptions, VideoPass } from './videoPass.ts';

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
  if (resume === undefined) return await skimOrDecode(path, options);
  try {
    return await runPass(path, options);
  } catch (thrown) {
    if (!(thrown instanceof ResumeMismatch)) throw thrown;
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

/** Leaves out what need not be decoded as long as frames come as their packets announce; from there on decodes all. */
async function skimOrDecode(path: string, options: AnalyseVideoOptions): Promise<VideoAnalysis> {
  const done: Shot[] = [];
  let resume: ResumePoint | undefined;
  try {
    return await runPass(path, {
      ...options,
      onSkimEnd: (shots, point) => {
        done.push(...shots);
        resume = point;
      },
    });
  } catch (thrown) {
    if (!(thrown instanceof SkimMismatch)) throw thrown;
  }
  if (resume === undefined) return await runPass(path, options);
  const rest = await analyseVideo(path, { ...options, resume });
  return rest.shots[0]?.index === 0 ? rest : { ...rest, shots: [...done, ...rest.shots] };
}

async function runPass(path: string, options: PassOptions): Promise<VideoAnalysis> {
  const video = await openVideo(path);
  try {
    return await new VideoPass(video, options).run();
  } finally {
    await video.close();
  }
}
