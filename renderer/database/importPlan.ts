import { z } from 'zod';
import { sourceIdSchema, type WorkId, workIdSchema } from '../../shared/domain/ids.ts';
import type { AfterimageDatabase } from './afterimageDatabase.ts';

/** Which work each source of a running import goes to; kept so that a reloaded window can go on writing. */
const importPlanSchema = z.object({
  workIds: z.record(sourceIdSchema, workIdSchema),
  stillsWorkId: workIdSchema,
  sample: z.boolean(),
});
export type ImportPlan = z.infer<typeof importPlanSchema>;

const keyOf = (jobId: string): string => `importPlan:${jobId}`;

export async function saveImportPlan(
  database: AfterimageDatabase,
  jobId: string,
  plan: ImportPlan,
): Promise<void> {
  await database.settings.put({ key: keyOf(jobId), value: plan });
}

/** @returns the plan of a job, or one that chooses nothing when none was saved */
export async function readImportPlan(
  database: AfterimageDatabase,
  jobId: string,
  stillsWorkId: WorkId,
): Promise<ImportPlan> {
  const row = await database.settings.get(keyOf(jobId));
  const parsed = importPlanSchema.safeParse(row?.value);
  return parsed.success ? parsed.data : { workIds: {}, stillsWorkId, sample: false };
}

/** Whether a job's import was not yet written to its end by any window. */
export async function hasImportPlan(database: AfterimageDatabase, jobId: string): Promise<boolean> {
  return (await database.settings.get(keyOf(jobId))) !== undefined;
}

/** Forgets the plans of every job but those named. */
export async function dropImportPlans(
  database: AfterimageDatabase,
  running: readonly string[],
): Promise<void> {
  const kept = new Set(running.map(keyOf));
  await database.settings
    .where('key')
    .startsWith(keyOf(''))
    .filter((row) => !kept.has(row.key))
    .delete();
}

/** Forgets the plan of a job that ended. */
export async function dropImportPlan(database: AfterimageDatabase, jobId: string): Promise<void> {
  await database.settings.delete(keyOf(jobId));
}
