import { z } from 'zod';
import { analysedFrameSchema, storedPictureSchema } from '../domain/frame.ts';
import {
  contentHashSchema,
  jobIdSchema,
  mediaIdSchema,
  sourceIdSchema,
  targetIdSchema,
} from '../domain/ids.ts';
import { watchedFolderIdSchema } from '../domain/importQueue.ts';
import { mediaFileSchema, stillProbeSchema, videoProbeSchema } from '../domain/media.ts';
import { paletteFileSchema, paletteFormatSchema } from '../domain/paletteFile.ts';
import { mediaProgressSchema, resumePointSchema } from '../domain/resumePoint.ts';
import { printDocumentSchema } from '../print/printDocument.ts';
import { appErrorSchema } from './appError.ts';
import { maximumFiles } from './bridge.ts';
import { call, job } from './defineContract.ts';
import { footageEntries } from './footageEntries.ts';
import { placeEntries } from './placeEntries.ts';

/** A file the user gave us, by opaque id; `fileName` has no folder. */
export const sourceRefSchema = z.object({
  sourceId: sourceIdSchema,
  fileName: z.string().max(1000),
  sizeBytes: z.number().int().nonnegative(),
});
export type SourceRef = z.infer<typeof sourceRefSchema>;

/** A piece of a long list: `moreId` asks for the next one with `moreSources`. */
const sourcePageSchema = z.object({
  sources: z.array(sourceRefSchema),
  moreId: z.string().max(100).nullable(),
});

/** Files that were found, in a folder or among what was dropped; the first piece of them. */
export const foundSourcesSchema = sourcePageSchema.extend({
  /** Files in folders that are neither videos nor pictures; hidden and system files do not count. */
  unsupported: z.number().int().nonnegative(),
  /** The folder's name where there was just one. */
  folderName: z.string().nullable(),
});
export type FoundSources = z.infer<typeof foundSourcesSchema>;

/** What an import says while it runs. Frames come in batches that the renderer acknowledges once saved. */
export const importEventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('progress'),
    sourcesDone: z.number().int().nonnegative(),
    sourcesTotal: z.number().int().nonnegative(),
    fileName: z.string(),
    framesDone: z.number().int().nonnegative(),
    /** 0-1 over the whole import, never falling. */
    fraction: z.number().min(0).max(1),
    /** Seconds left by the pace so far; null while unknown. */
    remainingSec: z.number().nonnegative().nullable(),
  }),
  /** Work on this source begins. */
  z.object({ type: z.literal('started'), sourceId: sourceIdSchema }),
  z.object({ type: z.literal('mediaFound'), sourceId: sourceIdSchema, media: mediaFileSchema }),
  z.object({
    type: z.literal('frames'),
    batchId: z.string(),
    sourceId: sourceIdSchema,
    media: mediaFileSchema,
    frames: z.array(analysedFrameSchema),
    /** Where the import can go on once these are saved; absent for stills. */
    resume: resumePointSchema.optional(),
  }),
  z.object({
    type: z.literal('mediaDone'),
    sourceId: sourceIdSchema,
    mediaId: mediaIdSchema,
    frameCount: z.number().int().nonnegative(),
    /** True where the file broke off or Cancel came before its end. */
    partial: z.boolean(),
    warning: z.string().nullable(),
    /** Number of the frame that decoding began with; above 0 where an earlier import was gone on with. */
    decodedFrom: z.number().int().nonnegative().optional(),
    /** The file as the pass over all of it found it to be; absent for stills and where there was no such pass. */
    media: mediaFileSchema.optional(),
  }),
  z.object({
    type: z.literal('skipped'),
    sourceId: sourceIdSchema,
    fileName: z.string(),
    mediaId: mediaIdSchema,
  }),
  z.object({
    type: z.literal('failed'),
    sourceId: sourceIdSchema,
    fileName: z.string(),
    error: appErrorSchema,
  }),
]);
export type ImportEvent = z.infer<typeof importEventSchema>;

export const importOutputSchema = z.object({
  imported: z.number().int().nonnegative(),
  skipped: z.number().int().nonnegative(),
  failed: z.number().int().nonnegative(),
  frames: z.number().int().nonnegative(),
  cancelled: z.boolean(),
});
export type ImportOutput = z.infer<typeof importOutputSchema>;

/** Work that is not given yet, by what its files weigh. */
const laterWorkSchema = z.object({
  videoBytes: z.number().int().nonnegative(),
  stillBytes: z.number().int().nonnegative(),
  stills: z.number().int().nonnegative(),
});
export type LaterWork = z.infer<typeof laterWorkSchema>;

const jobStateSchema = z.enum(['queued', 'running', 'succeeded', 'failed', 'cancelled']);

/** A job as `listJobs` tells it after the window was loaded again. */
export const jobSnapshotSchema = z.object({
  jobId: jobIdSchema,
  method: z.string(),
  state: jobStateSchema,
  lastEvent: z.unknown(),
  error: appErrorSchema.nullable(),
});
export type JobSnapshot = z.infer<typeof jobSnapshotSchema>;

const nothing = z.object({});

/** The whole boundary between the window and the rest; types, validation and clients are inferred from it. */
export const contract = {
  /** Versions and whether this is the development runtime. */
  appInfo: call('main', {
    input: nothing,
    output: z.object({
      version: z.string(),
      electron: z.string(),
      chrome: z.string(),
      node: z.string(),
      platform: z.string(),
      /** False for the runtime that ships; true for the one that the sources are run in. */
      isDevelopment: z.boolean(),
    }),
  }),
  /** Open dialog; empty when the user cancels. */
  chooseSources: call('main', { input: nothing, output: z.array(sourceRefSchema) }),
  /** Open dialog for a folder, looked through at any depth; null when the user cancels. */
  chooseFolderSources: call('main', { input: nothing, output: foundSourcesSchema.nullable() }),
  /** The next piece of a list of sources; empty for an id that is not known (any more). */
  moreSources: call('main', { input: z.object({ moreId: z.string().max(100) }), output: sourcePageSchema }),
  /**
   * Whether files can be reached: `missing` from its folder, or `away` with the disk or folder that `place` names.
   * Unknown ids are missing.
   */
  checkSources: call('main', {
    input: z.object({ sourceIds: z.array(sourceIdSchema).max(20_000) }),
    output: z.array(
      z.object({
        sourceId: sourceIdSchema,
        state: z.enum(['there', 'missing', 'away']),
        place: z.string().nullable(),
      }),
    ),
  }),
  /** Names every source that the queue may still want after a restart; main forgets the paths of all others. */
  keepSources: call('main', {
    input: z.object({ sourceIds: z.array(sourceIdSchema).max(1_000_000) }),
    output: nothing,
  }),
  /** Open dialog for a folder to watch; null when the user cancels. The same folder has the same id. */
  chooseWatchFolder: call('main', {
    input: nothing,
    output: z.object({ folderId: watchedFolderIdSchema, name: z.string() }).nullable(),
  }),
  /**
   * Watches folders until cancelled; ends at once where main knows none of them. `files` tells of files that are new or changed and have stopped growing; they
   * are told again at the next start until `settleWatched` names them. Deleted files are never told.
   */
  watchFolders: job('main', {
    input: z.object({ folderIds: z.array(watchedFolderIdSchema).max(200) }),
    event: z.discriminatedUnion('type', [
      z.object({
        type: z.literal('files'),
        folderId: watchedFolderIdSchema,
        sources: z.array(sourceRefSchema),
      }),
      z.object({
        type: z.literal('state'),
        folderId: watchedFolderIdSchema,
        state: z.enum(['watching', 'away', 'unknown']),
      }),
    ]),
    output: nothing,
  }),
  /** Files of watched folders that are in the queue now. */
  settleWatched: call('main', {
    input: z.object({ folderId: watchedFolderIdSchema, sourceIds: z.array(sourceIdSchema).max(20_000) }),
    output: nothing,
  }),
  /** Names every watched folder of the library; main forgets all others, and what it had seen there. */
  keepWatchedFolders: call('main', {
    input: z.object({ folderIds: z.array(watchedFolderIdSchema).max(200) }),
    output: nothing,
  }),
  /** Tells, until cancelled, when the machine goes to sleep and when it is back. */
  followPower: job('main', {
    input: nothing,
    event: z.object({ type: z.literal('power'), state: z.enum(['suspend', 'resume']) }),
    output: nothing,
  }),
  /** A bitmap from the clipboard, kept as a file of the app's own. At most 256 MiB. */
  addPastedPicture: call('main', {
    input: z.object({
      fileName: z.string().max(200),
      bytes: z.instanceof(Uint8Array).refine((bytes) => bytes.byteLength <= 268_435_456, 'at most 256 MiB'),
    }),
    output: sourceRefSchema,
  }),
  /** The sample library's own pictures and clips; `fileName`s are those of shared/sample. */
  listSampleSources: call('main', { input: nothing, output: z.array(sourceRefSchema) }),
  /** Save dialog; null when the user cancels. */
  chooseSaveTarget: call('main', {
    input: z.object({
      suggestedName: z.string().max(200),
      format: z.enum(['pdf', ...paletteFormatSchema.options]),
    }),
    output: z.object({ targetId: targetIdSchema, fileName: z.string() }).nullable(),
  }),
  /** Shows a written file in the system's file manager. */
  revealTarget: call('main', { input: z.object({ targetId: targetIdSchema }), output: nothing }),
  /** Opens a web page in the system's browser after asking; only https. */
  openExternal: call('main', {
    input: z.object({ url: z.string().max(2000) }),
    output: z.object({ opened: z.boolean() }),
  }),
  /**
   * Imports files: one decode pass each, frames into the store, batches to the window.
   * `knownMediaIds` are those already complete in the library; they are skipped. `resume` tells of media that came
   * in part how far they came: they go on there.
   */
  importMedia: job('media', {
    input: z.object({
      sources: z.array(sourceRefSchema).min(1).max(maximumFiles),
      knownMediaIds: z.array(mediaIdSchema),
      resume: z.array(mediaProgressSchema).default([]),
      /** What is to be imported after these, for a progress and a remaining time that tell of all. */
      later: laterWorkSchema.default({ videoBytes: 0, stillBytes: 0, stills: 0 }),
    }),
    event: importEventSchema,
    output: importOutputSchema,
  }),
  /**
   * Tells that batches are in the database; their journal entries may go. `sourceIds`: what was told of these
   * sources is saved and need not be told again.
   */
  acknowledgeFrames: call('media', {
    input: z.object({ batchIds: z.array(z.string()), sourceIds: z.array(sourceIdSchema).default([]) }),
    output: nothing,
  }),
  /** What reached the frame store in an earlier run but was never acknowledged. */
  recoverFrames: call('media', {
    input: nothing,
    output: z.array(
      z.object({
        batchId: z.string(),
        sourceId: sourceIdSchema.optional(),
        media: mediaFileSchema,
        frames: z.array(analysedFrameSchema),
        resume: resumePointSchema.optional(),
      }),
    ),
  }),
  /**
   * Deletes stored pictures that nothing names and that are older than 24 h. Only to be called once the
   * database has opened; `keep` is every hash that a row or an undo stack names. Where `keepMediaIds` names every
   * media of the library, strips and proxies of others that are as old go too.
   */
  pruneFrames: call('media', {
    input: z.object({
      keep: z.array(contentHashSchema),
      keepMediaIds: z.array(mediaIdSchema).optional(),
    }),
    output: z.object({ removed: z.number().int().nonnegative() }),
  }),
  /** What a file says of itself: how a file that was chosen for a missing one differs from it. */
  probe: call('media', {
    input: z.object({ sourceId: sourceIdSchema }),
    output: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('video'), probe: videoProbeSchema }),
      z.object({ kind: z.literal('still'), probe: stillProbeSchema }),
    ]),
  }),
  /**
   * Measures pictures of the frame store again: what they look like from afar, as an import does for its own.
   * Null where a picture cannot be read.
   */
  measureSignatures: call('media', {
    input: z.object({ pictures: z.array(storedPictureSchema).max(64) }),
    output: z.object({ signatures: z.array(z.string().nullable()) }),
  }),
  /** What the moods of stored pictures are read from, in order; null where a picture cannot be read. */
  measureColours: call('media', {
    input: z.object({ pictures: z.array(storedPictureSchema).max(64) }),
    output: z.object({ statistics: z.array(z.string().nullable()) }),
  }),
  /** Draws a board's PDF; no half file is left on failure or Cancel. */
  exportPdf: job('media', {
    input: z.object({ targetId: targetIdSchema, document: printDocumentSchema }),
    event: z.object({ pagesDone: z.number().int(), pagesTotal: z.number().int() }),
    output: z.object({ pages: z.number().int(), bytes: z.number().int() }),
  }),
  /** Writes a palette to a file; no half file is left on failure. */
  exportPalette: call('media', {
    input: z.object({ targetId: targetIdSchema, format: paletteFormatSchema, palette: paletteFileSchema }),
    output: z.object({ bytes: z.number().int() }),
  }),
  ...footageEntries,
  /** Where the originals are, and finding them again. */
  ...placeEntries,
  /** Jobs known to the media process, newest last. */
  listJobs: call('media', { input: nothing, output: z.array(jobSnapshotSchema) }),
} as const;

export type Contract = typeof contract;
export type MethodName = keyof Contract;
export type CallName = { [K in MethodName]: Contract[K]['kind'] extends 'call' ? K : never }[MethodName];
export type JobName = { [K in MethodName]: Contract[K]['kind'] extends 'job' ? K : never }[MethodName];
export type Input<K extends MethodName> = z.input<Contract[K]['input']>;
export type Output<K extends MethodName> = z.output<Contract[K]['output']>;
export type JobEvent<K extends JobName> = z.output<Contract[K]['event']>;
export type Result<T> = { ok: true; value: T } | { ok: false; error: z.infer<typeof appErrorSchema> };
