import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it } from 'vitest';
import { boardItemSchema } from '../../shared/domain/board.ts';
import { homageLinkSchema } from '../../shared/domain/homageLink.ts';
import { sampleBoard, sampleLibrary } from '../../shared/sample/sampleLibrary.ts';
import { AfterimageDatabase } from './afterimageDatabase.ts';
import { importIntoLibrary } from './importIntoLibrary.ts';
import { loadSampleLibrary } from './loadSampleLibrary.ts';
import { type SamplePeer, samplePeer } from './testing/samplePeer.ts';
import { truthTables } from './testing/truthTables.ts';

const opened: AfterimageDatabase[] = [];
function freshDatabase(): AfterimageDatabase {
  const database = new AfterimageDatabase(`test-${crypto.randomUUID()}`);
  opened.push(database);
  return database;
}
afterEach(async () => {
  for (const database of opened.splice(0)) await database.delete();
});

const load = (database: AfterimageDatabase, peer: SamplePeer = samplePeer()) =>
  loadSampleLibrary({ database, client: peer.client(), importSources: importIntoLibrary });

async function everything(database: AfterimageDatabase) {
  return Object.fromEntries(
    await Promise.all(
      truthTables(database).map(async (table) => [table.name, await table.toArray()] as const),
    ),
  );
}

const library = sampleLibrary('2026-01-01T00:00:00.000Z');

describe('loadSampleLibrary', () => {
  it('brings every work, file and link, all valid and marked as sample', async () => {
    const database = freshDatabase();
    const loaded = await load(database);
    expect(loaded).toEqual({
      ok: true,
      value: { boardId: sampleBoard.id, linkCount: library.links.length, missingFiles: [] },
    });
    expect(await database.works.count()).toBe(library.works.length);
    expect(await database.media.count()).toBe(library.files.length);
    const links = await database.links.toArray();
    expect(links.map(({ id }) => id).sort()).toEqual(library.links.map(({ id }) => id).sort());
    for (const link of links) expect(homageLinkSchema.parse(link).sample).toBe(true);
  });

  it('joins frames of their own works, for a clip the one whose shot runs at the time', async () => {
    const database = freshDatabase();
    await load(database);
    for (const recipe of library.links) {
      const link = await database.links.get(recipe.id);
      const ends = [...(link?.from ?? []), ...(link?.to ?? [])];
      const wanted = [...recipe.from, ...recipe.to];
      expect(ends).toHaveLength(wanted.length);
      for (const [index, end] of ends.entries()) {
        const want = wanted[index];
        if (end.type === 'moment' || want === undefined || 'momentId' in want) continue;
        const frame = await database.frames.get(end.frameId);
        expect(frame?.workId).toBe(end.workId);
        expect((await database.media.get(frame?.mediaId ?? ('' as never)))?.fileName).toBe(want.fileName);
        if (want.atSec === undefined) continue;
        expect(frame?.shot?.startSec).toBeLessThanOrEqual(want.atSec);
        expect(frame?.shot?.endSec).toBeGreaterThan(want.atSec);
      }
    }
  });

  it('lays out one board with every link and every linked frame', async () => {
    const database = freshDatabase();
    await load(database);
    const items = await database.boardItems.where('boardId').equals(sampleBoard.id).toArray();
    for (const item of items) boardItemSchema.parse(item);
    const shown = (kind: string) => items.filter(({ content }) => content.kind === kind).length;
    expect(shown('link')).toBe(library.links.length);
    const ends = (await database.links.toArray()).flatMap(({ from, to }) => [...from, ...to]);
    const frameIds = new Set(ends.flatMap((end) => (end.type === 'frame' ? [end.frameId] : [])));
    expect(shown('frame')).toBe(frameIds.size);
  });

  it('describes every frame', async () => {
    const database = freshDatabase();
    await load(database);
    for (const frame of await database.frames.toArray()) {
      expect(frame.altText).not.toBe('');
      expect(frame.tags.length).toBeGreaterThan(0);
    }
  });

  it('changes nothing when it is loaded again', async () => {
    const database = freshDatabase();
    const peer = samplePeer();
    await load(database, peer);
    const before = await everything(database);
    expect((await load(database, peer)).ok).toBe(true);
    expect(await everything(database)).toEqual(before);
  });

  it('brings back what was deleted and keeps what a person changed', async () => {
    const database = freshDatabase();
    await load(database);
    const [first, second] = library.links;
    if (first === undefined || second === undefined) throw new Error('two links are needed');
    await database.links.delete(first.id);
    await database.links.update(second.id, { note: 'Mine' });
    await load(database);
    expect(await database.links.get(first.id)).toBeDefined();
    expect((await database.links.get(second.id))?.note).toBe('Mine');
  });

  it('does without a file that is not there and names it', async () => {
    const database = freshDatabase();
    const absent = 'fallen-angels-tunnel-ride.jpg';
    const loaded = await load(database, samplePeer([absent]));
    expect(loaded.ok && loaded.value.missingFiles).toEqual([absent]);
    expect(loaded.ok && loaded.value.linkCount).toBe(library.links.length);
  });

  it('tells when no file is there at all', async () => {
    const loaded = await load(freshDatabase(), samplePeer(library.files.map(({ fileName }) => fileName)));
    expect(loaded.ok ? null : loaded.error.code).toBe('file-not-found');
  });
});
