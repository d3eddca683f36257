import { basename } from 'node:path';
import { type AppError, AppFailure, toAppError } from '../../../shared/contract/appError.ts';
import type { ImportEvent, ImportOutput, LaterWork, SourceRef } from '../../../shared/contract/contract.ts';
import { hideFolders } from '../../../shared/contract/hideFolders.ts';
import type { MediaId, SourceId } from '../../../shared/domain/ids.ts';
import { mediaKindOfName } from '../../../shared/domain/mediaFileNames.ts';
import type { MediaProgress } from '../../../shared/domain/resumePoint.ts';
import type { StripStore } from '../footage/stripStore.ts';
import type { FrameStore } from '../frame-store/frameStore.ts';
import { workOn } from '../jobs/filesUnderWork.ts';
import { giveUpWhenStuck, noteStep } from '../jobs/giveUpWhenStuck.ts';
import { fingerprintFile } from '../pictures/fingerprintFile.ts';
import { identifyFile } from '../pictures/identifyFile.ts';
import type { ImportJournal } from './importJournal.ts';
import { makeImportProgress } from './importProgress.ts';
import { importStill } from './importStill.ts';
import { importVideo } from './importVideo.ts';
import { surveyVideos } from './surveyVideos.ts';

/** Sources at once: two stills, or a still beside a video. A video's decoder takes the other cores by itself. */
const lanes = 2;

export interface ImportOptions {
  readonly frameStore: Pick<FrameStore, 'put'>;
  readonly journal: Pick<ImportJournal, 'write'>;
  readonly strips: Pick<StripStore, 'put'>;
  readonly signal: AbortSignal;
  readonly emit: (event: ImportEvent) => void;
  /** @returns undefined where the id stands for nothing */
  readonly pathOf: (sourceId: SourceId) => string | undefined;
  /** Told of every source that could be fingerprinted, imported or not. */
  readonly onMediaSeen: (sourceId: SourceId, mediaId: MediaId) => void;
}

type Outcome =
  | { state: 'imported'; frames: number }
  | { state: 'skipped' }
  /** Cancel came before its turn. */
  | { state: 'unstarted' }
  | { state: 'failed'; error: AppError };

/**
 * Imports files into the frame store and tells what it finds. A file that fails is told and the rest goes on;
 * a file whose content is known, or came earlier in the same batch, is skipped; one that came in part goes on where
 * it broke off. Cancel keeps finished frames.
 */
export async function importMedia(
  input: {
    readonly sources: readonly SourceRef[];
    readonly knownMediaIds: readonly MediaId[];
    readonly resume?: readonly MediaProgress[];
    readonly later?: LaterWork;
  },
  options: ImportOptions,
): Promise<ImportOutput> {
  const { frameStore, journal, strips, signal, emit, pathOf, onMediaSeen } = options;
  const known = new Set(input.knownMediaIds);
  const resumePoints = new Map((input.resume ?? []).map(({ mediaId, point }) => [mediaId, point]));
  const progress = makeImportProgress({
    sources: input.sources,
    later: input.later,
    isVideo: (fileName) => mediaKindOfName(fileName) !== 'still',
    emit,
    nowMs: () => performance.now(),
  });
  /** What became, or is becoming, of each content met in this batch. */
  const claims = new Map<MediaId, Promise<Outcome>>();
  let videoTurn: Promise<unknown> = Promise.resolve();

  const importNew = async (
    index: number,
    sourceId: SourceId,
    path: string,
    mediaId: MediaId,
    sizeBytes: number,
  ): Promise<Outcome> => {
    const fileName = basename(path);
    const resume = resumePoints.get(mediaId);
    const source = {
      sourceId,
      path,
      fileName,
      mediaId,
      sizeBytes,
      ...(resume === undefined ? {} : { resume }),
    };
    let isGivenUp = false;
    const tools = {
      frameStore,
      journal,
      strips,
      signal,
      // What was given up and comes back to life after all has no more to say.
      emit: (event: ImportEvent) => {
        if (!isGivenUp) emit(event);
      },
      onExtent: (pixels: number, behind: number) => progress.weighVideo(index, pixels, behind),
      onProgress: (fraction: number) => {
        noteStep();
        if (!isGivenUp) progress.advance(index, fraction);
      },
      onFrame: () => {
        noteStep();
        progress.addFrames(1);
      },
    };
    const guarded = <T>(work: (stop: AbortSignal) => Promise<T>): Promise<T> =>
      workOn(fileName, () => giveUpWhenStuck(fileName, work));
    try {
      const kind = await guarded(() => identifyFile(path));
      if (kind === 'still') {
        return { state: 'imported', frames: await guarded(() => importStill(source, tools)) };
      }
      const turn = videoTurn.then(async (): Promise<Outcome> => {
        if (signal.aborted) return { state: 'unstarted' };
        const frames = await guarded((stop) =>
          importVideo(source, { ...tools, signal: AbortSignal.any([signal, stop]) }),
        );
        return { state: 'imported', frames };
      });
      videoTurn = turn.catch(() => undefined);
      return await turn;
    } catch (thrown) {
      isGivenUp = true;
      if (signal.aborted && thrown instanceof AppFailure && thrown.appError.code === 'cancelled') {
        return { state: 'unstarted' };
      }
      return { state: 'failed', error: namedError(thrown, fileName) };
    }
  };

  const importOne = async (index: number, { sourceId, fileName }: SourceRef): Promise<Outcome> => {
    const path = pathOf(sourceId);
    if (path === undefined) {
      const error = namedError(new AppFailure('source-unknown'), fileName);
      emit({ type: 'failed', sourceId, fileName, error });
      return { state: 'failed', error };
    }
    const name = basename(path);
    const tell = (outcome: Outcome, mediaId: MediaId): Outcome => {
      if (outcome.state === 'failed')
        emit({ type: 'failed', sourceId, fileName: name, error: outcome.error });
      if (outcome.state === 'skipped') emit({ type: 'skipped', sourceId, fileName: name, mediaId });
      return outcome;
    };
    try {
      const { mediaId, sizeBytes } = await fingerprintFile(path);
      onMediaSeen(sourceId, mediaId);
      if (known.has(mediaId)) return tell({ state: 'skipped' }, mediaId);
      const earlier = claims.get(mediaId);
      if (earlier !== undefined) {
        const outcome = await earlier;
        if (outcome.state !== 'failed') return tell({ state: 'skipped' }, mediaId);
        const error = { ...outcome.error, details: { ...outcome.error.details, fileName: name } };
        return tell({ state: 'failed', error }, mediaId);
      }
      const claim = importNew(index, sourceId, path, mediaId, sizeBytes);
      claims.set(mediaId, claim);
      return tell(await claim, mediaId);
    } catch (thrown) {
      const error = namedError(thrown, name);
      emit({ type: 'failed', sourceId, fileName: name, error });
      return { state: 'failed', error };
    }
  };

  const begun = new Set<number>();
  const total: ImportOutput = { imported: 0, skipped: 0, failed: 0, frames: 0, cancelled: false };
  const queue = [...input.sources.entries()];
  const isVideo = ({ fileName }: SourceRef): boolean => mediaKindOfName(fileName) !== 'still';
  let videosUnderWay = 0;
  /** The next in order; beside a video a still, which also tells early what stills cost. */
  const takeNext = (): [number, SourceRef] | undefined => {
    const at = videosUnderWay === 0 ? 0 : queue.findIndex(([, source]) => !isVideo(source));
    return at < 0 ? undefined : queue.splice(at, 1)[0];
  };
  const runLane = async (): Promise<void> => {
    for (let next = takeNext(); next !== undefined; next = takeNext()) {
      const [index, source] = next;
      if (signal.aborted) return;
      begun.add(index);
      emit({ type: 'started', sourceId: source.sourceId });
      progress.advance(index, 0);
      if (isVideo(source)) videosUnderWay += 1;
      const outcome = await importOne(index, source);
      if (isVideo(source)) videosUnderWay -= 1;
      if (outcome.state === 'unstarted') return;
      total[outcome.state] += 1;
      if (outcome.state === 'imported') total.frames += outcome.frames;
      progress.finish(index, outcome.state === 'imported');
    }
  };
  const isWanted = (index: number): boolean => !signal.aborted && !begun.has(index);
  const surveyed = surveyVideos(videosOf(input.sources, pathOf), isWanted, progress.weighVideo);
  await Promise.all([surveyed, ...Array.from({ length: lanes }, runLane)]);
  return { ...total, cancelled: signal.aborted };
}

/** The videos after the first, which is weighed when it is opened. */
function videosOf(sources: readonly SourceRef[], pathOf: ImportOptions['pathOf']) {
  return sources
    .flatMap(({ sourceId, fileName }, index) => {
      const path = mediaKindOfName(fileName) === 'still' ? undefined : pathOf(sourceId);
      return path === undefined ? [] : [{ index, path }];
    })
    .slice(1);
}

function namedError(thrown: unknown, fileName: string): AppError {
  const error = toAppError(thrown, fileName);
  const { reason } = error.details;
  return reason === undefined
    ? error
    : { ...error, details: { ...error.details, reason: hideFolders(reason) } };
}
