import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { homageLinkSchema, momentSchema } from '../../shared/domain/homageLink.ts';
import { AfterimageDatabase } from './afterimageDatabase.ts';
import { removeMoment, saveMoment } from './momentEdits.ts';
import { work } from './testing/records.ts';

const moment = momentSchema.parse({
  id: 'moment',
  workId: 'film',
  mediaId: null,
  label: '복도에서 스치다',
  span: { inFrame: 24, outFrame: 49, inSec: 1.001, outSec: 2.043, frameRate: { num: 24000, den: 1001 } },
  sample: false,
});

let database: AfterimageDatabase;
beforeEach(async () => {
  database = new AfterimageDatabase(`moments-${crypto.randomUUID()}`);
  await database.works.add(work('film'));
});
afterEach(async () => await database.delete());

describe('moments', () => {
  it('are saved, removed and brought back exactly', async () => {
    await saveMoment(database, moment);
    const change = await removeMoment(database, moment.id);
    expect(await database.moments.count()).toBe(0);
    await change?.undo();
    expect(await database.moments.toArray()).toEqual([moment]);
  });

  it('stay while a link ends on them', async () => {
    await saveMoment(database, moment);
    await database.links.add(
      homageLinkSchema.parse({
        id: 'link',
        from: [{ type: 'frame', frameId: 'frame', workId: 'mv' }],
        to: [{ type: 'moment', momentId: 'moment', workId: 'film' }],
        relation: 'allusion',
        features: [],
        scope: 'shot',
        note: '',
        evidence: [],
        createdAt: '2026-01-01T00:00:00.000Z',
        updatedAt: '2026-01-01T00:00:00.000Z',
        sample: false,
      }),
    );
    expect(await removeMoment(database, moment.id)).toBeNull();
    expect(await database.moments.count()).toBe(1);
  });
});
