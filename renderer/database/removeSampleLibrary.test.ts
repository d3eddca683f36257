import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it } from 'vitest';
import { type HomageLink, homageLinkSchema } from '../../shared/domain/homageLink.ts';
import { boardIdSchema, boardItemIdSchema, linkIdSchema } from '../../shared/domain/ids.ts';
import { sampleLibrary } from '../../shared/sample/sampleLibrary.ts';
import { sampleWorkId } from '../../shared/sample/sampleWorks.ts';
import { AfterimageDatabase } from './afterimageDatabase.ts';
import { importIntoLibrary } from './importIntoLibrary.ts';
import { loadSampleLibrary } from './loadSampleLibrary.ts';
import { removeSampleLibrary, restoreSampleLibrary } from './removeSampleLibrary.ts';
import { analysedFrame, stillFile, work } from './testing/records.ts';
import { samplePeer } from './testing/samplePeer.ts';
import { truthTables } from './testing/truthTables.ts';
import { writeImportedFrames } from './writeImportedFrames.ts';

const opened: AfterimageDatabase[] = [];
afterEach(async () => {
  for (const database of opened.splice(0)) await database.delete();
});

async function loadedDatabase(): Promise<AfterimageDatabase> {
  const database = new AfterimageDatabase(`test-${crypto.randomUUID()}`);
  opened.push(database);
  const client = samplePeer().client();
  const loaded = await loadSampleLibrary({ database, client, importSources: importIntoLibrary });
  expect(loaded.ok).toBe(true);
  return database;
}

async function everything(database: AfterimageDatabase) {
  return Object.fromEntries(
    await Promise.all(
      truthTables(database).map(async (table) => [table.name, await table.toArray()] as const),
    ),
  );
}

const library = sampleLibrary('2026-01-01T00:00:00.000Z');
const now = '2026-02-02T00:00:00.000Z';

/** A person's own link, from their own work to the first end of a sample link's film side. */
async function addOwnLink(database: AfterimageDatabase): Promise<HomageLink> {
  const own = work('own-work');
  await database.works.add(own);
  const media = stillFile(77, 'own.png');
  const placement = { workId: own.id, stillsWorkId: own.id, sample: false };
  await writeImportedFrames(database, { media, frames: [analysedFrame(media, 0)] }, placement);
  const frameId = analysedFrame(media, 0).id;
  const sampleLink = await database.links.get(linkIdSchema.parse('sample-link-lmly-fallen-angels-ride'));
  const link = homageLinkSchema.parse({
    id: 'own-link',
    from: [{ type: 'frame', frameId, workId: own.id }],
    to: sampleLink?.to,
    relation: 'uncertain',
    features: [],
    scope: 'shot',
    note: '',
    evidence: [],
    createdAt: now,
    updatedAt: now,
    sample: false,
  });
  await database.links.add(link);
  return link;
}

describe('removeSampleLibrary', () => {
  it('leaves nothing behind when a person added nothing', async () => {
    const database = await loadedDatabase();
    await removeSampleLibrary(database);
    for (const table of truthTables(database))
      expect([table.name, await table.count()]).toEqual([table.name, 0]);
  });

  it('puts all of it back', async () => {
    const database = await loadedDatabase();
    const before = await everything(database);
    await restoreSampleLibrary(database, await removeSampleLibrary(database));
    expect(await everything(database)).toEqual(before);
  });

  it('keeps a person’s link and every row it stands on, and nothing else of the sample', async () => {
    const database = await loadedDatabase();
    const link = await addOwnLink(database);
    await removeSampleLibrary(database);
    expect(await database.links.toArray()).toEqual([link]);
    for (const end of [...link.from, ...link.to]) {
      expect(await database.works.get(end.workId)).toBeDefined();
      if (end.type === 'moment') expect(await database.moments.get(end.momentId)).toBeDefined();
      else {
        const frame = await database.frames.get(end.frameId);
        expect(await database.media.get(frame?.mediaId ?? ('' as never))).toBeDefined();
      }
    }
    expect((await database.works.toArray()).map(({ id }) => id).sort()).toEqual(
      ['own-work', sampleWorkId.fallenAngels].sort(),
    );
    expect(await database.frames.count()).toBe(2);
  });

  it('keeps what a person put on a board of their own, edges and their ends included', async () => {
    const database = await loadedDatabase();
    const boardId = boardIdSchema.parse('own-board');
    const linkId = linkIdSchema.parse('sample-link-hate-that-2046-glow');
    await database.boards.add({ id: boardId, title: 'Mine', createdAt: now, updatedAt: now, sample: false });
    await database.boardItems.add({
      id: boardItemIdSchema.parse('own-item'),
      boardId,
      x: 0,
      y: 0,
      width: 1,
      height: 1,
      rotation: 0,
      z: 0,
      content: { kind: 'link', linkId },
    });
    await removeSampleLibrary(database);
    const link = await database.links.get(linkId);
    expect(await database.links.count()).toBe(1);
    for (const end of [...(link?.from ?? []), ...(link?.to ?? [])]) {
      if (end.type === 'frame') expect(await database.frames.get(end.frameId)).toBeDefined();
    }
    expect(await database.boards.toArray()).toHaveLength(1);
    expect(await database.boardItems.toArray()).toHaveLength(1);
  });

  it('keeps a person’s own file in a sample work', async () => {
    const database = await loadedDatabase();
    const media = stillFile(88, 'behind-the-scenes.png');
    const placement = { workId: sampleWorkId.lmly, stillsWorkId: sampleWorkId.lmly, sample: false };
    await writeImportedFrames(database, { media, frames: [analysedFrame(media, 0)] }, placement);
    await removeSampleLibrary(database);
    expect((await database.media.toArray()).map(({ id }) => id)).toEqual([media.id]);
    expect((await database.works.toArray()).map(({ id }) => id)).toEqual([sampleWorkId.lmly]);
    expect(await database.frames.count()).toBe(1);
  });

  it('can be loaded whole again afterwards', async () => {
    const database = await loadedDatabase();
    await addOwnLink(database);
    await removeSampleLibrary(database);
    const client = samplePeer().client();
    await loadSampleLibrary({ database, client, importSources: importIntoLibrary });
    expect(await database.media.count()).toBe(library.files.length + 1);
    expect(await database.links.count()).toBe(library.links.length + 1);
  });
});
