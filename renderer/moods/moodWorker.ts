// A worker: trying a rule on every frame must not hold up the window while a slider moves.
import type { FrameId } from '../../shared/domain/ids.ts';
import { AfterimageDatabase } from '../database/afterimageDatabase.ts';
import { MoodPreview } from './moodPreview.ts';
import { serveMoods } from './serveMoods.ts';

const pageSize = 500;

/** Reads what every frame measured, once: the worker lives as long as the dialog. */
async function load(): Promise<MoodPreview> {
  const preview = new MoodPreview();
  const database = new AfterimageDatabase();
  try {
    await readAll(database, preview);
  } finally {
    database.close();
  }
  return preview;
}

async function readAll(database: AfterimageDatabase, preview: MoodPreview): Promise<void> {
  let last: FrameId | undefined;
  for (;;) {
    const from =
      last === undefined
        ? database.frameStatistics.toCollection()
        : database.frameStatistics.where(':id').above(last);
    const rows = await from.limit(pageSize).toArray();
    const frames = await database.frames.bulkGet(rows.map(({ frameId }) => frameId));
    preview.add(
      rows.flatMap(({ packed }, at) => {
        const frame = frames[at];
        if (frame === undefined) return [];
        return [{ id: frame.id, packed, moodOverrides: frame.moodOverrides }];
      }),
    );
    last = rows.at(-1)?.frameId;
    if (rows.length < pageSize || last === undefined) break;
  }
}

serveMoods(self, load);
