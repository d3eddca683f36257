import { z } from 'zod';
import { mediaIdSchema, sourceIdSchema } from '../domain/ids.ts';
import { appErrorSchema } from './appError.ts';
import { call, job } from './defineContract.ts';

const nothing = z.object({});

/** A media and the size its file had when it was imported, bytes: what finding it again begins with. */
const soughtMediaSchema = z.object({ mediaId: mediaIdSchema, sizeBytes: z.number().int().nonnegative() });

/** As many media as a library may hold. */
const mostMedia = 200_000;

/** What the window may know of where files lie: whether they are there, and how to find them again; never where. */
export const placeEntries = {
  /**
   * Looks whether the files of media are where they were last seen. Cheap: a file is only read again when its
   * size or its time of change is another. Media that are neither missing nor changed are present.
   */
  checkMedia: call('main', {
    input: z.object({ media: z.array(soughtMediaSchema).max(mostMedia) }),
    output: z.object({
      missing: z.array(mediaIdSchema),
      /** Something else lies where the file was. */
      changed: z.array(mediaIdSchema),
      /** Touched files that were left for the next check, so that this one stays short. */
      unchecked: z.number().int().nonnegative(),
      /** What happened to the list of places, in words for the user; null where nothing did. */
      problem: z.string().nullable(),
    }),
  }),
  /** Open dialog for the one file that holds a media; null when the user cancels. */
  chooseRelinkFile: call('main', {
    input: z.object({ mediaId: mediaIdSchema, fileName: z.string().max(1000) }),
    output: z
      .discriminatedUnion('outcome', [
        z.object({ outcome: z.literal('relinked') }),
        /** Another file; the id serves `probe` and `useAsReencode`. */
        z.object({ outcome: z.literal('differs'), sourceId: sourceIdSchema, fileName: z.string() }),
      ])
      .nullable(),
  }),
  /** Takes a chosen file in place of a media's own from now on. */
  useAsReencode: call('main', {
    input: z.object({ mediaId: mediaIdSchema, sourceId: sourceIdSchema }),
    output: nothing,
  }),
  /**
   * The very file of a media as something to import, for analysing it again; null where it is not where it was, or
   * only another file stands in for it.
   */
  sourceOfMedia: call('main', {
    input: z.object({ mediaId: mediaIdSchema }),
    output: z
      .object({
        sourceId: sourceIdSchema,
        fileName: z.string().max(1000),
        sizeBytes: z.number().int().nonnegative(),
      })
      .nullable(),
  }),
  /** Open dialog for a folder to look in; null when the user cancels. */
  chooseRelinkFolder: call('main', {
    input: nothing,
    output: z.object({ folderId: sourceIdSchema, folderName: z.string() }).nullable(),
  }),
  /** Looks for media in a folder and everything below it: by size first, then by fingerprint. */
  relinkFolder: job('main', {
    input: z.object({
      folderId: sourceIdSchema,
      media: z.array(soughtMediaSchema).min(1).max(mostMedia),
    }),
    event: z.object({
      type: z.literal('progress'),
      filesSeen: z.number().int().nonnegative(),
      found: z.number().int().nonnegative(),
      wanted: z.number().int().nonnegative(),
    }),
    output: z.object({
      found: z.array(mediaIdSchema),
      wanted: z.number().int().nonnegative(),
      filesSeen: z.number().int().nonnegative(),
      /** Folders that could not be read. */
      unreadableFolders: z.number().int().nonnegative(),
      cancelled: z.boolean(),
    }),
  }),
  /** Copies originals into the app's own folder, because the user asked to; they stay where they are, too. */
  copyIntoLibrary: job('main', {
    input: z.object({ mediaIds: z.array(mediaIdSchema).min(1).max(mostMedia) }),
    event: z.object({
      type: z.literal('progress'),
      fileName: z.string(),
      filesDone: z.number().int().nonnegative(),
      filesTotal: z.number().int().nonnegative(),
      fraction: z.number().min(0).max(1),
    }),
    output: z.object({
      copied: z.number().int().nonnegative(),
      alreadyThere: z.number().int().nonnegative(),
      failed: z.array(z.object({ mediaId: mediaIdSchema, error: appErrorSchema })),
      cancelled: z.boolean(),
    }),
  }),
} as const;
