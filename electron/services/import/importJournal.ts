import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { analysedFrameSchema } from '../../../shared/domain/frame.ts';
import { sourceIdSchema } from '../../../shared/domain/ids.ts';
import { mediaFileSchema } from '../../../shared/domain/media.ts';
import { resumePointSchema } from '../../../shared/domain/resumePoint.ts';
import { writeAtomically } from './writeAtomically.ts';

const journalBatchSchema = z.object({
  batchId: z.uuid(),
  /** Tells the queue which file of which job it was; absent in journals of Afterimage 0.1. */
  sourceId: sourceIdSchema.optional(),
  media: mediaFileSchema,
  frames: z.array(analysedFrameSchema),
  /** Where the import can go on once these are saved. */
  resume: resumePointSchema.optional(),
});

/** Frames that are in the store and on their way to the database. */
export type JournalBatch = z.infer<typeof journalBatchSchema>;

/** What was handed to the window and not yet acknowledged, on disk, one file a batch. */
export interface ImportJournal {
  /** @throws AppFailure disk-full | write-failed */
  write(batch: JournalBatch): Promise<void>;
  /** Ids that are not there (or are no batch ids) are ignored. */
  remove(batchIds: readonly string[]): Promise<void>;
  /** Every batch; a file that a dying disk damaged is left out. */
  readAll(): Promise<JournalBatch[]>;
}

export async function openImportJournal(folder: string): Promise<ImportJournal> {
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder)) {
    if (name.endsWith('.tmp')) await rm(join(folder, name), { force: true });
  }
  const pathOf = (batchId: string): string => join(folder, `${batchId}.json`);

  return {
    write: (batch) => writeAtomically(pathOf(batch.batchId), JSON.stringify(batch)),
    remove: async (batchIds) => {
      const valid = batchIds.filter((id) => z.uuid().safeParse(id).success);
      await Promise.all(valid.map((id) => rm(pathOf(id), { force: true })));
    },
    readAll: async () => {
      const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
      const batches = await Promise.all(names.map((name) => readBatch(join(folder, name))));
      return batches.filter((batch) => batch !== null);
    },
  };
}

async function readBatch(path: string): Promise<JournalBatch | null> {
  try {
    const parsed = journalBatchSchema.safeParse(JSON.parse(await readFile(path, 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
