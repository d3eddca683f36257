import { describeAppError, toAppError } from '../../../shared/contract/appError.ts';
import type { FramePick, Shot } from '../../../shared/domain/frame.ts';
import type { MediaFile } from '../../../shared/domain/media.ts';
import type { ResumePoint } from '../../../shared/domain/resumePoint.ts';
import { makeImportStrip } from '../footage/importStrip.ts';
import { packPicture } from '../pictures/packPicture.ts';
import { analyseVideo, type VideoAnalysis } from '../video/analyseVideo.ts';
import type { TimedPicture } from '../video/frameAt.ts';
import { probeVideoHeader } from '../video/probeVideo.ts';
import { makeFrameBatcher } from './frameBatcher.ts';
import type { ImportSource, SourceTools } from './importSource.ts';
import { storeFrame } from './storeFrame.ts';
import { videoWork } from './workPace.ts';

/** Frames being packed while decoding goes on; more would only hold more full-size pictures in memory. */
const packedAtOnce = 2;
/** Pictures larger than this are packed one by one, pixels. */
const largePicture = 4_000_000;

/**
 * Imports a video by one decode pass: a frame a shot, up to three of a long or changing one. It is told at once by
 * what its header says; the pass counts and measures. After Cancel, or where writing or decoding broke off, the frames finished so far stay and the media is told as partial.
 * @returns how many frames it brought
 * @throws AppFailure what is wrong with the file, or with writing; Cancel throws nothing
 */
export async function importVideo(source: ImportSource, tools: SourceTools): Promise<number> {
  const { sourceId, mediaId, fileName, sizeBytes } = source;
  const probe = await probeVideoHeader(source.path, tools.signal);
  const media: MediaFile = { id: mediaId, fileName, sizeBytes, content: { kind: 'video', probe } };
  const behind = (source.resume?.next.frame ?? 0) / Math.max(1, probe.frameCount);
  tools.onExtent(videoWork(probe.frameCount, probe.width, probe.height), behind);
  tools.emit({ type: 'mediaFound', sourceId, media });
  const batcher = makeFrameBatcher({ sourceId, media, journal: tools.journal, emit: tools.emit });
  const strip = makeImportStrip(tools.strips, mediaId);
  const writing = new AbortController();
  const packing = new Set<Promise<void>>();
  const mostPacked = probe.width * probe.height > largePicture ? 1 : packedAtOnce;
  const failures: unknown[] = [];
  let lastKept: Promise<void> = Promise.resolve();

  const keep = async (
    of: { readonly shot: Shot; readonly pick: FramePick },
    { time, pixels, area }: TimedPicture,
    resume: ResumePoint | undefined,
    earlier: Promise<void>,
  ): Promise<void> => {
    try {
      const picture = await packPicture(pixels, area);
      const frame = await storeFrame(tools.frameStore, picture, { mediaId, video: { time, ...of } });
      // In the order of the film: what an import that broke off has brought is its beginning, without gaps.
      await earlier;
      if (failures.length > 0) return;
      batcher.add(frame, resume);
      tools.onFrame();
    } catch (thrown) {
      failures.push(thrown);
      writing.abort();
    }
  };
  const rethrow = (): void => {
    if (failures.length > 0) throw failures[0];
  };
  const finish = (partial: boolean, warning: string | null, analysis?: VideoAnalysis): void => {
    // The header's word counted until now.
    const found =
      analysis === undefined || tools.signal.aborted
        ? {}
        : { media: { ...media, content: { kind: 'video', probe: analysis.probe } } as const };
    const from = analysis === undefined ? {} : { decodedFrom: analysis.decodedFrom };
    const facts = { frameCount: batcher.sent, partial, warning, ...from, ...found };
    tools.emit({ type: 'mediaDone', sourceId, mediaId, ...facts });
  };

  try {
    const analysis = await analyseVideo(source.path, {
      signal: AbortSignal.any([tools.signal, writing.signal]),
      onProgress: tools.onProgress,
      watch: strip.watch,
      ...(source.resume === undefined ? {} : { resume: source.resume }),
      onShot: async (shot, picture, pick, resume) => {
        rethrow();
        const kept = keep({ shot, pick }, picture, resume, lastKept).finally(() => packing.delete(kept));
        lastKept = kept;
        packing.add(kept);
        if (packing.size >= mostPacked) await Promise.race(packing);
      },
    });
    await Promise.all(packing);
    rethrow();
    await batcher.flush();
    // A pass that went on where an earlier one broke off has not seen it all; the strip is made when it is missed.
    if (!tools.signal.aborted && analysis.decodedFrom === 0) await strip.finish(analysis.probe);
    finish(analysis.partial, analysis.warning, analysis);
  } catch (thrown) {
    await Promise.all(packing);
    // A second failure here has the same cause as the first, which is the one to tell.
    await batcher.flush().catch(() => undefined);
    const cancelled = tools.signal.aborted && failures.length === 0;
    const cause = failures[0] ?? thrown;
    const warning = cancelled ? null : describeAppError(toAppError(cause, fileName));
    const cameInPart = batcher.sent > 0 || source.resume !== undefined;
    if (cancelled || cameInPart) finish(true, warning);
    if (!cancelled) throw cause;
  } finally {
    strip.close();
  }
  return batcher.sent;
}
