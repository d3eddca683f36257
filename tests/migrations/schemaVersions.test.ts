import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AfterimageDatabase } from '../../renderer/database/afterimageDatabase.ts';
import { openDatabase } from '../../renderer/database/openDatabase.ts';
import { schemaVersions } from '../../renderer/database/versions/schemaVersions.ts';
import { boardCameraSchema, boardItemSchema, boardSchema } from '../../shared/domain/board.ts';
import { keptApartSchema, mergedMediaSchema } from '../../shared/domain/duplicates.ts';
import { featureChunkSchema, frameChangeSchema } from '../../shared/domain/featureChunk.ts';
import { frameSchema } from '../../shared/domain/frame.ts';
import { frameCopyChunkSchema } from '../../shared/domain/frameCopyChunk.ts';
import { frameStatisticsSchema } from '../../shared/domain/frameStatistics.ts';
import { homageLinkSchema, momentSchema } from '../../shared/domain/homageLink.ts';
import { homageVerdictSchema } from '../../shared/domain/homageVerdict.ts';
import { importFileSchema, importJobSchema, watchedFolderSchema } from '../../shared/domain/importQueue.ts';
import { mediaSchema } from '../../shared/domain/media.ts';
import { moodDefinitionSchema } from '../../shared/domain/moodRule.ts';
import { mediaProgressSchema } from '../../shared/domain/resumePoint.ts';
import { savedSearchSchema } from '../../shared/domain/searchFilter.ts';
import { detectedShotsSchema, shotEditsSchema } from '../../shared/domain/shotEdits.ts';
import { workSchema } from '../../shared/domain/work.ts';
import { readStoredDatabase, type StoredDatabase, writeStoredDatabase } from './storedDatabase.ts';

/** What every row of today's tables must be; a table without an entry fails the suite. */
const rowSchemas: Readonly<Record<string, z.ZodType>> = {
  works: workSchema,
  media: mediaSchema,
  frames: frameSchema,
  moments: momentSchema,
  links: homageLinkSchema,
  boards: boardSchema,
  boardItems: boardItemSchema,
  boardCameras: boardCameraSchema,
  keptApart: keptApartSchema,
  mergedMedia: mergedMediaSchema,
  importJobs: importJobSchema,
  importFiles: importFileSchema,
  mediaProgress: mediaProgressSchema,
  watchedFolders: watchedFolderSchema,
  settings: z.object({ key: z.string(), value: z.unknown() }),
  detectedShots: detectedShotsSchema,
  shotEdits: shotEditsSchema,
  moods: moodDefinitionSchema,
  frameStatistics: frameStatisticsSchema,
  savedSearches: savedSearchSchema,
  homageVerdicts: homageVerdictSchema,
  featureChunks: featureChunkSchema,
  frameChanges: frameChangeSchema,
  frameCopies: frameCopyChunkSchema,
};

let database: AfterimageDatabase;
beforeEach(() => {
  database = new AfterimageDatabase(`migration-${crypto.randomUUID()}`);
});
afterEach(async () => await database.delete());

async function rowsOf(table: string): Promise<unknown[]> {
  return await database.table(table).toArray();
}

describe('the history of the database', () => {
  it('is numbered upwards without a gap', () => {
    expect(schemaVersions.map(({ version }) => version)).toEqual(schemaVersions.map((_, index) => index + 1));
  });

  it('has a schema for the rows of every table', () => {
    expect(Object.keys(rowSchemas).sort()).toEqual(database.tables.map(({ name }) => name).sort());
  });
});

describe.each(schemaVersions.map(({ version }) => version))('a library of version %d', (version) => {
  let stored: StoredDatabase;
  beforeEach(async () => {
    stored = await readStoredDatabase(version);
    await writeStoredDatabase(database.name, stored);
  });

  it('has rows in every table of its fixture', () => {
    expect(stored.version).toBe(version);
    for (const name of Object.keys(stored.stores)) expect(stored.rows[name]?.length, name).toBeGreaterThan(0);
  });

  it('opens in today’s schema with every row valid and none lost', async () => {
    expect(await openDatabase(database)).toBeNull();
    for (const [table, schema] of Object.entries(rowSchemas)) {
      const rows = await rowsOf(table);
      if (stored.rows[table] !== undefined) expect(rows, table).toHaveLength(stored.rows[table].length);
      for (const row of rows) expect(schema.safeParse(row).error, table).toBeUndefined();
    }
  });

  it('is found by today’s indexes', async () => {
    await openDatabase(database);
    for (const table of database.tables) {
      for (const { name } of table.schema.indexes) {
        const all = await table.toArray();
        const byIndex = await table.orderBy(name).distinct().toArray();
        const indexed = all.filter((row: Record<string, unknown>) => hasKey(row[name]));
        expect(new Set(byIndex.map(rowKey)), `${table.name}.${name}`).toEqual(new Set(indexed.map(rowKey)));
      }
    }
  });
});

describe('a library of version 1', () => {
  it('has its shots gathered from its frames', async () => {
    const stored = await readStoredDatabase(1);
    await writeStoredDatabase(database.name, stored);
    await openDatabase(database);
    const told = frameSchema.array().parse(stored.rows['frames']);
    const mediaIds = [...new Set(told.flatMap(({ mediaId, shot }) => (shot === null ? [] : [mediaId])))];
    expect(mediaIds.length).toBeGreaterThan(0);
    for (const mediaId of mediaIds) {
      const shots = told.flatMap((frame) => (frame.mediaId === mediaId && frame.shot ? [frame.shot] : []));
      shots.sort((a, b) => a.startFrame - b.startFrame);
      expect((await database.detectedShots.get(mediaId))?.shots).toEqual(shots);
    }
    expect(await database.detectedShots.count()).toBe(mediaIds.length);
  });
});

describe('a library from before features were kept', () => {
  it('is asked for the features of all its frames, once', async () => {
    await writeStoredDatabase(database.name, await readStoredDatabase(2));
    await openDatabase(database);
    expect((await database.frameChanges.toArray()).map(({ frameIds }) => frameIds)).toEqual([null]);
    expect(await database.featureChunks.count()).toBe(0);
  });
});

describe('a library from before copies of frames were kept', () => {
  it('is asked for them, once, and keeps its log', async () => {
    const stored = await readStoredDatabase(3);
    const named = (stored.rows['frameChanges'] ?? []).filter(({ frameIds }) => frameIds !== null);
    await writeStoredDatabase(database.name, {
      ...stored,
      rows: { ...stored.rows, frameChanges: named },
    });
    await openDatabase(database);
    const log = await database.frameChanges.toArray();
    expect(log.map(({ frameIds }) => frameIds)).toEqual([...named.map(({ frameIds }) => frameIds), null]);
    expect(await database.frameCopies.count()).toBe(0);
  });
});

describe('the fixture of the newest version', () => {
  it('comes back exactly as it was written', async () => {
    const newest = schemaVersions.at(-1)?.version ?? 0;
    const stored = await readStoredDatabase(newest);
    await writeStoredDatabase(database.name, stored);
    await openDatabase(database);
    for (const { name, schema } of database.tables) {
      const { keyPath } = schema.primKey;
      const byKey = (a: unknown, b: unknown): number => (keyOf(a, keyPath) < keyOf(b, keyPath) ? -1 : 1);
      expect(await rowsOf(name), name).toEqual([...(stored.rows[name] ?? [])].sort(byKey));
    }
  });
});

describe('a library of a newer version', () => {
  it('is refused with a clear message and left as it is', async () => {
    const stored = await readStoredDatabase(1);
    const newer = { ...stored, version: schemaVersions.length + 1 };
    await writeStoredDatabase(database.name, newer);
    const refusal = await openDatabase(database);
    expect(refusal?.reason).toBe('newer');
    expect(refusal?.text).toContain('made by a newer Afterimage');
    expect(database.isOpen()).toBe(false);
    const listed = (await indexedDB.databases()).find(({ name }) => name === database.name);
    expect(listed?.version).toBe(newer.version * 10);
  });
});

function hasKey(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null;
}

function rowKey(row: Record<string, unknown>): unknown {
  return row['id'] ?? row['boardId'] ?? row['mediaId'] ?? row['frameId'] ?? row['key'] ?? row['seq'];
}

function keyOf(row: unknown, keyPath: string | string[] | null | undefined): string {
  return String((row as Record<string, unknown>)[String(keyPath)]);
}
