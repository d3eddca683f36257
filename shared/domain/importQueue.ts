import { z } from 'zod';
import { appErrorSchema } from '../contract/appError.ts';
import { mediaIdSchema, sourceIdSchema, workIdSchema } from './ids.ts';

const idText = z.string().min(1).max(200);
export const importJobIdSchema = idText.brand<'ImportJobId'>();
export type ImportJobId = z.infer<typeof importJobIdSchema>;
export const importFileIdSchema = idText.brand<'ImportFileId'>();
export type ImportFileId = z.infer<typeof importFileIdSchema>;
/** Opaque name of a folder that main watches. */
export const watchedFolderIdSchema = idText.brand<'WatchedFolderId'>();
export type WatchedFolderId = z.infer<typeof watchedFolderIdSchema>;

/**
 * `waiting` also while it runs: which one runs is told by the window's memory, so that a job whose window, app or
 * machine went away is simply one that waits. `away`: the disk or folder its files are in is not there.
 */
export const importJobStateSchema = z.enum(['waiting', 'paused', 'away', 'done', 'cancelled']);
export type ImportJobState = z.infer<typeof importJobStateSchema>;

/** `known`: in the library already. */
export const importFileStateSchema = z.enum(['waiting', 'done', 'known', 'failed']);
export type ImportFileState = z.infer<typeof importFileStateSchema>;

/** Something the user gave to import at once: files, a folder, what came into a watched folder, the sample. */
export const importJobSchema = z.object({
  id: importJobIdSchema,
  /** `shots`: a video of the library whose shots are found again. */
  kind: z.enum(['files', 'folder', 'watch', 'sample', 'shots']),
  /** The folder's or the only file's name. */
  name: z.string().max(1000),
  /** Lower runs first. */
  order: z.number(),
  state: importJobStateSchema,
  /** The watched folder it comes from. */
  folderId: watchedFolderIdSchema.nullable(),
  /** The work that stills without a chosen one share. */
  stillsWorkId: workIdSchema,
  /** Marks works made by it as the sample library's. */
  sample: z.boolean(),
  total: z.number().int().nonnegative(),
  done: z.number().int().nonnegative(),
  known: z.number().int().nonnegative(),
  failed: z.number().int().nonnegative(),
  /** Of those done, the ones with a warning. */
  warned: z.number().int().nonnegative(),
  frames: z.number().int().nonnegative(),
  /** Files of a folder that are neither videos nor pictures. */
  unsupported: z.number().int().nonnegative(),
  /** What the files that wait weigh. */
  waitingVideoBytes: z.number().int(),
  waitingStillBytes: z.number().int(),
  waitingStills: z.number().int(),
  /** Share of the work that is behind, 0-1, as last written. */
  fraction: z.number().min(0).max(1),
  /** Disk or folder that is not there, while `away`. */
  awayPlace: z.string().max(1000).nullable(),
  /** What stopped the whole job, while `paused` by it. */
  error: appErrorSchema.nullable(),
  createdAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
});
export type ImportJob = z.infer<typeof importJobSchema>;

/** A file of a job. */
export const importFileSchema = z.object({
  /** `<jobId>/<position, six digits>`: keys rise in the order of the job. */
  id: importFileIdSchema,
  jobId: importJobIdSchema,
  /** `<jobId>/<state>`, or `<jobId>/warned` for a done one with a warning; indexed. */
  bucket: z.string(),
  sourceId: sourceIdSchema,
  fileName: z.string().max(1000),
  sizeBytes: z.number().int().nonnegative(),
  /** The work the user chose for it; null makes one. */
  workId: workIdSchema.nullable(),
  state: importFileStateSchema,
  mediaId: mediaIdSchema.nullable(),
  frames: z.number().int().nonnegative(),
  error: appErrorSchema.nullable(),
  warning: z.string().nullable(),
  /** How often decoding ended with this file under way. */
  crashes: z.number().int().nonnegative(),
});
export type ImportFile = z.infer<typeof importFileSchema>;

/** A folder whose new files are imported by themselves. Its path is known to main only. */
export const watchedFolderSchema = z.object({
  id: watchedFolderIdSchema,
  name: z.string().max(1000),
  isOn: z.boolean(),
  /** The work that its files go to; null makes one for each video. */
  workId: workIdSchema.nullable(),
  createdAt: z.iso.datetime(),
});
export type WatchedFolder = z.infer<typeof watchedFolderSchema>;

/** A job's file key; positions are below a million. */
export function importFileIdOf(jobId: ImportJobId, position: number): ImportFileId {
  return importFileIdSchema.parse(`${jobId}/${String(position).padStart(6, '0')}`);
}

/** What a file is found by beside its job: its state; `warned` for a done one with a warning. */
export type ImportFileBucket = ImportFileState | 'warned';

/** The value of the index for a bucket of a job. */
export function importBucketOf(jobId: ImportJobId, bucket: ImportFileBucket): string {
  return `${jobId}/${bucket}`;
}
