import { z } from 'zod';
import { analysedFrameSchema, storedPictureSchema } from '../domain/frame.ts';
import {
  contentHashSchema,
  jobIdSchema,
  mediaIdSchema,
  sourceIdSchema,
  targetIdSchema,
} from '../domain/ids.ts';
import { mediaFileSchema, stillProbeSchema, videoProbeSchema } from '../domain/media.ts';
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
  z.object({ type: z.literal('mediaFound'), sourceId: sourceIdSchema, media: mediaFileSchema }),
  z.object({
    type: z.literal('frames'),
    batchId: z.string(),
    sourceId: sourceIdSchema,
    media: mediaFileSchema,
    frames: z.array(analysedFrameSchema),
  }),
  z.object({
    type: z.literal('mediaDone'),
    sourceId: sourceIdSchema,
    mediaId: mediaIdSchema,
    frameCount: z.number().int().nonnegative(),
    /** True where the file broke off or Cancel came before its end. */
    partial: z.boolean(),
    warning: z.string().nullable(),
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
    input: z.object({ suggestedName: z.string().max(200), format: z.enum(['pdf']) }),
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
   * `knownMediaIds` are those already complete in the library; they are skipped.
   */
  importMedia: job('media', {
    input: z.object({
      sources: z.array(sourceRefSchema).min(1).max(maximumFiles),
      knownMediaIds: z.array(mediaIdSchema),
    }),
    event: importEventSchema,
    output: importOutputSchema,
  }),
  /** Tells that batches are in the database; their journal entries may go. */
  acknowledgeFrames: call('media', { input: z.object({ batchIds: z.array(z.string()) }), output: nothing }),
  /** What reached the frame store in an earlier run but was never acknowledged. */
  recoverFrames: call('media', {
    input: nothing,
    output: z.array(
      z.object({ batchId: z.string(), media: mediaFileSchema, frames: z.array(analysedFrameSchema) }),
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
  /** Draws a board's PDF; no half file is left on failure or Cancel. */
  exportPdf: job('media', {
    input: z.object({ targetId: targetIdSchema, document: printDocumentSchema }),
    event: z.object({ pagesDone: z.number().int(), pagesTotal: z.number().int() }),
    output: z.object({ pages: z.number().int(), bytes: z.number().int() }),
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
