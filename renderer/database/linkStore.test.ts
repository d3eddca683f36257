import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { boardItemSchema } from '../../shared/domain/board.ts';
import { homageLinkSchema, momentSchema } from '../../shared/domain/homageLink.ts';
import { AfterimageDatabase } from './afterimageDatabase.ts';
import { removeLink, saveLink, workIdsOfLink } from './linkStore.ts';
import { work } from './testing/records.ts';

const now = '2026-11-22T10:00:00.000Z';

const moment = momentSchema.parse({
  id: 'moment-diner',
  workId: 'work-film',
  mediaId: null,
  label: '夜の食堂: eats noodles while a fight goes on',
  span: null,
  sample: false,
});

const link = homageLinkSchema.parse({
  id: 'link-1',
  from: [
    { type: 'frame', frameId: 'm-1:0', workId: 'work-mv' },
    { type: 'frame', frameId: 'm-1:50', workId: 'work-mv' },
  ],
  to: [{ type: 'moment', momentId: moment.id, workId: 'work-film' }],
  relation: 'allusion',
  features: [{ id: 'blocking-gesture', detail: 'lipstick amid commotion' }],
  scope: 'shot',
  note: '수지',
  evidence: [],
  createdAt: now,
  updatedAt: now,
  sample: false,
});

const edge = boardItemSchema.parse({
  id: 'item-1',
  boardId: 'board-1',
  x: 0,
  y: 0,
  width: 1,
  height: 1,
  rotation: 0,
  z: 3,
  content: { kind: 'link', linkId: link.id },
});
const heading = boardItemSchema.parse({ ...edge, id: 'item-2', content: { kind: 'heading', text: 'Diner' } });

describe('linkStore', () => {
  let database: AfterimageDatabase;
  beforeEach(() => {
    database = new AfterimageDatabase(`links-${crypto.randomUUID()}`);
  });
  afterEach(async () => {
    await database.delete();
  });

  it('saves a link with its moments in one step', async () => {
    await saveLink(database, link, [moment]);
    expect(await database.links.toArray()).toEqual([link]);
    expect(await database.moments.toArray()).toEqual([moment]);
  });

  it('saves neither when the moments cannot be written', async () => {
    const unwritable = { ...moment, label: (() => 'no structured clone') as unknown as string };
    await expect(saveLink(database, link, [unwritable])).rejects.toThrow();
    expect(await database.links.count()).toBe(0);
    expect(await database.moments.count()).toBe(0);
  });

  it('removes a link with its drawn edges only, and puts all of it back exactly', async () => {
    await saveLink(database, link, [moment]);
    await database.boardItems.bulkPut([edge, heading]);
    const removed = await removeLink(database, link.id);
    expect(await database.links.count()).toBe(0);
    expect(await database.boardItems.toArray()).toEqual([heading]);
    await removed.undo();
    expect(await database.links.toArray()).toEqual([link]);
    expect(await database.boardItems.toArray()).toEqual([edge, heading]);
  });

  it('takes a new link back with its moments', async () => {
    await database.works.bulkAdd([work('work-mv'), work('work-film')]);
    const change = await saveLink(database, link, [moment]);
    await change.undo();
    expect([await database.links.count(), await database.moments.count()]).toEqual([0, 0]);
    await change.redo();
    expect(await database.links.toArray()).toEqual([link]);
  });

  it('takes an edit back and leaves a later one of another field', async () => {
    await saveLink(database, link, [moment]);
    const change = await saveLink(
      database,
      { ...link, relation: 'quotation', updatedAt: '2026-11-23T10:00:00.000Z' },
      [],
    );
    await database.links.update(link.id, { note: 'later', updatedAt: '2026-11-24T10:00:00.000Z' });
    expect(await change.undo()).toBe(0);
    expect(await database.links.get(link.id)).toMatchObject({ relation: 'allusion', note: 'later' });
  });

  it('names each work of a side once', () => {
    expect(workIdsOfLink(link)).toEqual({ from: ['work-mv'], to: ['work-film'] });
  });
});
