import type { Board, BoardItem } from '../../shared/domain/board.ts';
import type { Frame } from '../../shared/domain/frame.ts';
import type { HomageLink, Moment } from '../../shared/domain/homageLink.ts';
import type { Media } from '../../shared/domain/media.ts';
import type { DetectedShots, ShotEdits } from '../../shared/domain/shotEdits.ts';
import type { Work } from '../../shared/domain/work.ts';
import type { AfterimageDatabase } from './afterimageDatabase.ts';

interface RecordedRows {
  works: Work;
  media: Media;
  frames: Frame;
  moments: Moment;
  links: HomageLink;
  boards: Board;
  boardItems: BoardItem;
  detectedShots: DetectedShots;
  shotEdits: ShotEdits;
}
type RecordedTable = keyof RecordedRows;
const recordedTables = [
  'works',
  'media',
  'frames',
  'moments',
  'links',
  'boards',
  'boardItems',
  'detectedShots',
  'shotEdits',
] as const;

/** Rows by table and primary key; undefined for a row that is not there. */
type Images = { readonly [N in RecordedTable]: Map<string, RecordedRows[N] | undefined> };

/** What a user did, to be taken back or done again exactly. */
export interface RecordedChange {
  /** Puts every touched row back as it was. */
  undo(): Promise<void>;
  /** Puts every touched row as the change left it. */
  redo(): Promise<void>;
}

/**
 * Gathers what a change writes; it is written in one go at the change's end. (Writing from nested async
 * functions would lose Dexie's transaction: it follows native awaits only a few levels deep.)
 */
export class ChangeRecorder {
  readonly after = noImages();

  /** Rows to write; a row put twice is written as it was put last. */
  put<N extends RecordedTable>(name: N, rows: readonly RecordedRows[N][]): void {
    for (const row of rows) this.after[name].set('id' in row ? row.id : row.mediaId, row);
  }

  /** Rows to delete. */
  remove(name: RecordedTable, ids: readonly string[]): void {
    for (const id of ids) this.after[name].set(id, undefined);
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
  const before = noImages();
  await inTransaction(database, async () => {
    await change(recorder);
    for (const name of recordedTables) {
      const ids = [...recorder.after[name].keys()];
      if (ids.length === 0) continue;
      for (const some of inChunks(ids)) {
        const rows = await database.table<never, string>(name).bulkGet(some);
        some.forEach((id, index) => {
          before[name].set(id, rows[index]);
        });
      }
    }
    await putImages(database, recorder.after);
  });
  return {
    undo: () => inTransaction(database, () => putImages(database, before)),
    redo: () => inTransaction(database, () => putImages(database, recorder.after)),
  };
}

async function putImages(database: AfterimageDatabase, images: Images): Promise<void> {
  for (const name of recordedTables) {
    const table = database.table<RecordedRows[typeof name], string>(name);
    for (const rows of inChunks([...images[name]])) {
      await table.bulkPut(rows.flatMap(([, row]) => (row === undefined ? [] : [row])));
      await table.bulkDelete(rows.flatMap(([id, row]) => (row === undefined ? [id] : [])));
    }
  }
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
    recordedTables.map((name) => database.table(name)),
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
    detectedShots: new Map(),
    shotEdits: new Map(),
  };
}
