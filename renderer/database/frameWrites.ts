import type { AfterimageDatabase } from './afterimageDatabase.ts';

/** Setting: the last entry that was taken out of the log of changes. */
const takenSetting = 'frameChangesTaken';

/**
 * A number that grows with every transaction that writes frames, whether the log still names it or not: while it stays,
 * so do the frames.
 */
export async function frameWrites(database: AfterimageDatabase): Promise<number> {
  const { frameChanges, settings } = database;
  return await database.transaction('r', [frameChanges, settings], async () => {
    const last = await frameChanges.orderBy(':id').last();
    return Math.max(last?.seq ?? 0, await takenUpTo(database));
  });
}

/** Takes entries out of the log of changes; called in a transaction over the log and the settings. */
export async function takeFrameChanges(database: AfterimageDatabase, upTo: number): Promise<void> {
  const { frameChanges, settings } = database;
  await frameChanges.where(':id').belowOrEqual(upTo).delete();
  const taken = await takenUpTo(database);
  if (upTo > taken) await settings.put({ key: takenSetting, value: upTo });
}

async function takenUpTo({ settings }: AfterimageDatabase): Promise<number> {
  const value: unknown = (await settings.get(takenSetting))?.value;
  return typeof value === 'number' ? value : 0;
}
