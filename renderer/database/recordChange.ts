import { readMoods } from '../../shared/colour/evaluateMoods.ts';
import { moodRulesInForce } from '../../shared/colour/moodRulesInForce.ts';
import { statisticsOfText } from '../../shared/colour/packStatistics.ts';
import { AppFailure } from '../../shared/contract/appError.ts';
import type { Board, BoardCamera, BoardItem } from '../../shared/domain/board.ts';
import type { KeptApart, MergedMedia } from '../../shared/domain/duplicates.ts';
import { effectiveMoodIds, type Frame } from '../../shared/domain/frame.ts';
import type { HomageLink, Moment } from '../../shared/domain/homageLink.ts';
import type { HomageVerdict } from '../../shared/domain/homageVerdict.ts';
import type { WorkId } from '../../shared/domain/ids.ts';
import type { Media } from '../../shared/domain/media.ts';
import type { MoodDefinition } from '../../shared/domain/moodRule.ts';
import type { SavedSearch } from '../../shared/domain/searchFilter.ts';
import type { DetectedShots, ShotEdits } from '../../shared/domain/shotEdits.ts';
import type { Work } from '../../shared/domain/work.ts';
import type { AfterimageDatabase } from './afterimageDatabase.ts';
import { mergeBack } from './mergeBack.ts';
import { MissingFrames } from './missingFrames.ts';
import { stillNamed } from './stillNamed.ts';

interface RecordedRows {
  works: Work;
  media: Media;
  frames: Frame;
  moments: Moment;
  links: HomageLink;
  boards: Board;
  boardItems: BoardItem;
  boardCameras: BoardCamera;
  keptApart: KeptApart;
  mergedMedia: MergedMedia;
  detectedShots: DetectedShots;
  shotEdits: ShotEdits;
  moods: MoodDefinition;
  savedSearches: SavedSearch;
  homageVerdicts: HomageVerdict;
}
type RecordedTable = keyof RecordedRows;
type RecordedRow = RecordedRows[RecordedTable];
const recordedTables = [
  'works',
  'media',
  'frames',
  'moments',
  'links',
  'boards',
  'boardItems',
  'boardCameras',
  'keptApart',
  'mergedMedia',
  'detectedShots',
  'shotEdits',
  'moods',
  'savedSearches',
  'homageVerdicts',
] as const satisfies readonly RecordedTable[];

/** Rows by table and key; undefined for a row that is not there. */
type Images = { readonly [N in RecordedTable]: Map<string, RecordedRows[N] | undefined> };

/** What a user did, to be taken back or done again. */
export interface RecordedChange {
  /**
   * Puts back what the change touched. What was changed since stays: other fields of the same rows, and the
   * very fields where they say something else by now.
   * @returns how many rows keep something that was changed since in their place
   * @throws AppFailure undo-later-first where what would return stood in a work that was deleted since
   */
  undo(): Promise<number>;
  /** Makes the change again, with the same regard for what came later. */
  redo(): Promise<number>;
}

/**
 * Gathers what a change writes; it is written in one go at the change's end. (Writing from nested async
 * functions would lose Dexie's transaction: it follows native awaits only a few levels deep.)
 */
export class ChangeRecorder {
  readonly after = noImages();

  /** Rows to write; a row put twice is written as it was put last. */
  put<N extends RecordedTable>(name: N, rows: readonly RecordedRows[N][]): void {
    for (const row of rows) this.after[name].set(keyOf(row), row);
  }

  /** Rows to delete, by their keys. */
  remove(name: RecordedTable, keys: readonly string[]): void {
    for (const key of keys) this.after[name].set(key, undefined);
  }
}

/**
 * Runs a change in one transaction over the library's tables and returns how to take it back. When it throws,
 * nothing is written.
 * @param change reads the database and tells the recorder what to write
 */
export async function recordChange(
  database: AfterimageDatabase,
  change: (recorder: ChangeRecorder) => Promise<void> | void,
): Promise<RecordedChange> {
  const recorder = new ChangeRecorder();
  let before = noImages();
  await inTransaction(database, async () => {
    await change(recorder);
    before = await readImages(database, recorder.after);
    await putImages(database, recorder.after);
  });
  MissingFrames.of(database).note(before, recorder.after);
  return {
    undo: () => goBack(database, recorder.after, before),
    redo: () => goBack(database, before, recorder.after),
  };
}

/** Takes rows from one image to another, leaving what was changed since. */
async function goBack(database: AfterimageDatabase, from: Images, to: Images): Promise<number> {
  const missing = MissingFrames.of(database);
  let keptRows = 0;
  let written = noImages();
  let now = noImages();
  await inTransaction(database, async () => {
    keptRows = 0;
    written = noImages();
    now = await readImages(database, to);
    for (const name of recordedTables) {
      const target: Map<string, RecordedRow | undefined> = written[name];
      for (const [key, row] of to[name]) {
        const merged = mergeBack<RecordedRow>(from[name].get(key), row, now[name].get(key));
        target.set(key, merged.value);
        // Where a board was looked at is no edit.
        if (merged.kept && name !== 'boardCameras') keptRows += 1;
      }
    }
    for (const [key, frame] of written.frames) {
      if (frame === undefined) continue;
      const moods = now.frames.get(key) === undefined ? await moodsByNow(database, frame) : frame.moods;
      written.frames.set(key, { ...frame, moods, moodIds: effectiveMoodIds(moods, frame.moodOverrides) });
      // The file's record may have gone with the last of its other frames.
      const media = to.media.get(frame.mediaId);
      if (media !== undefined && written.media.get(frame.mediaId) === undefined) {
        written.media.set(frame.mediaId, media);
      }
    }
    await putImages(database, written);
    // What the change made may carry something by now that came later.
    for (const name of ['media', 'moments', 'works'] as const) {
      const target: Map<string, RecordedRow | undefined> = written[name];
      const gone = [...target].flatMap(([key, row]) => (row === undefined ? [key] : []));
      for (const key of await stillNamed(database, name, gone)) {
        const row = now[name].get(key);
        if (row === undefined) continue;
        target.set(key, row);
        keptRows += 1;
        await database.table<RecordedRow, string>(name).put(row);
      }
    }
    await database.media.bulkPut(await missing.correct(database, written.media));
    await refuseWithoutWork(database, now, written);
  });
  missing.note(now, written);
  return keptRows;
}

/** The rules may have changed while a frame was gone. */
async function moodsByNow(database: AfterimageDatabase, frame: Frame): Promise<Frame['moods']> {
  const packed = (await database.frameStatistics.get(frame.id))?.packed;
  const statistics = packed === undefined ? null : statisticsOfText(packed);
  if (statistics === null) return frame.moods;
  return readMoods(statistics, moodRulesInForce(await database.moods.toArray()));
}

/** Nothing returns to a work that was deleted since: that deletion is to be taken back first. */
async function refuseWithoutWork(database: AfterimageDatabase, now: Images, written: Images): Promise<void> {
  const workIds = new Set<WorkId>();
  for (const name of ['media', 'frames', 'moments'] as const) {
    for (const [key, row] of written[name]) {
      if (row !== undefined && now[name].get(key)?.workId !== row.workId) workIds.add(row.workId);
    }
  }
  const found = await database.works
    .where(':id')
    .anyOf([...workIds])
    .count();
  if (found < workIds.size) throw new AppFailure('undo-later-first');
}

/** The rows as they are whose keys another image has. */
async function readImages(database: AfterimageDatabase, keys: Images): Promise<Images> {
  const images = noImages();
  for (const name of recordedTables) {
    const target: Map<string, RecordedRow | undefined> = images[name];
    for (const some of inChunks([...keys[name].keys()])) {
      const rows = await database.table<RecordedRow, string>(name).bulkGet(some);
      some.forEach((key, index) => {
        target.set(key, rows[index]);
      });
    }
  }
  return images;
}

async function putImages(database: AfterimageDatabase, images: Images): Promise<void> {
  for (const name of recordedTables) {
    const table = database.table<RecordedRow, string>(name);
    for (const rows of inChunks<[string, RecordedRow | undefined]>([...images[name]])) {
      await table.bulkPut(rows.flatMap(([, row]) => (row === undefined ? [] : [row])));
      await table.bulkDelete(rows.flatMap(([key, row]) => (row === undefined ? [key] : [])));
    }
  }
}

function keyOf(row: RecordedRow): string {
  if ('id' in row) return row.id;
  return 'boardId' in row ? row.boardId : row.mediaId;
}

/** Rows handed to the database at a time, so that no single step holds up the window. */
const chunkSize = 250;

function inChunks<Value>(values: readonly Value[]): Value[][] {
  const chunks: Value[][] = [];
  for (let start = 0; start < values.length; start += chunkSize) {
    chunks.push(values.slice(start, start + chunkSize));
  }
  return chunks;
}

async function inTransaction(database: AfterimageDatabase, run: () => Promise<void>): Promise<void> {
  await database.transaction(
    'rw',
    [...recordedTables, 'frameStatistics'].map((name) => database.table(name)),
    run,
  );
}

function noImages(): Images {
  return {
    works: new Map(),
    media: new Map(),
    frames: new Map(),
    moments: new Map(),
    links: new Map(),
    boards: new Map(),
    boardItems: new Map(),
    boardCameras: new Map(),
    keptApart: new Map(),
    mergedMedia: new Map(),
    detectedShots: new Map(),
    shotEdits: new Map(),
    moods: new Map(),
    savedSearches: new Map(),
    homageVerdicts: new Map(),
  };
}
