import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { boardItemSchema } from '../../shared/domain/board.ts';
import { type Frame, frameSchema } from '../../shared/domain/frame.ts';
import { type HomageLink, homageLinkSchema, momentSchema } from '../../shared/domain/homageLink.ts';
import { AfterimageDatabase } from './afterimageDatabase.ts';
import {
  addTag,
  deleteFrames,
  moveFrames,
  overrideMood,
  removeTagEverywhere,
  renameTag,
} from './frameEdits.ts';
import type { RecordedChange } from './recordChange.ts';
import { analysedFrame, stillFile, videoFile, work } from './testing/records.ts';
import { truthTables } from './testing/truthTables.ts';
import { assignMedia, deleteWork, mergeWorks } from './workEdits.ts';
import { writeImportedFrames } from './writeImportedFrames.ts';

const mv = work('mv', { title: 'Hate that…' });
const film = work('film', { kind: 'film', title: '2046' });
const other = work('other', { kind: 'film', title: 'Fallen Angels' });
const mvMedia = videoFile(1, 'mv.mp4');
const filmMedia = videoFile(2, 'film.mp4');
const still = stillFile(3, 'still.png');

let database: AfterimageDatabase;
let mvFrames: Frame[];
let filmFrames: Frame[];
let link: HomageLink;

beforeEach(async () => {
  database = new AfterimageDatabase(`edits-${crypto.randomUUID()}`);
  await database.works.bulkAdd([mv, film, other]);
  for (const [media, target] of [
    [mvMedia, mv],
    [filmMedia, film],
    [still, film],
  ] as const) {
    const frames =
      media === still ? [analysedFrame(still, 0)] : [0, 1, 2].map((index) => analysedFrame(media, index));
    await writeImportedFrames(
      database,
      { media, frames },
      { workId: target.id, stillsWorkId: target.id, sample: false },
    );
  }
  mvFrames = await database.frames.where('mediaId').equals(mvMedia.id).toArray();
  filmFrames = await database.frames.where('mediaId').equals(filmMedia.id).toArray();
  const moment = momentSchema.parse({
    id: 'moment',
    workId: film.id,
    mediaId: null,
    label: 'Diner',
    span: null,
    sample: false,
  });
  await database.moments.add(moment);
  link = homageLinkSchema.parse({
    id: 'link',
    from: [{ type: 'frame', frameId: mvFrames[0]?.id, workId: mv.id }],
    to: [
      { type: 'frame', frameId: filmFrames[1]?.id, workId: film.id },
      { type: 'moment', momentId: 'moment', workId: film.id },
    ],
    relation: 'allusion',
    features: [],
    scope: 'shot',
    note: '',
    evidence: [],
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
    sample: false,
  });
  await database.links.add(link);
  const item = { boardId: 'board', x: 0, y: 0, width: 100, height: 50, rotation: 0, z: 1 };
  await database.boardItems.bulkAdd(
    [
      { ...item, id: 'i-frame', content: { kind: 'frame', frameId: filmFrames[1]?.id } },
      { ...item, id: 'i-work', content: { kind: 'work', workId: film.id } },
      { ...item, id: 'i-link', content: { kind: 'link', linkId: 'link' } },
      { ...item, id: 'i-note', content: { kind: 'note', text: 'stays' } },
    ].map((row) => boardItemSchema.parse(row)),
  );
});
afterEach(async () => await database.delete());

/** Every row of the library, to compare before and after. */
async function everything(): Promise<Record<string, unknown[]>> {
  const tables = await Promise.all(
    truthTables(database).map(async (table) => [table.name, await table.toArray()] as const),
  );
  return Object.fromEntries(tables);
}

/** Does a change, lets `check` look at it, and proves that undo and redo are exact. */
async function tryChange(change: () => Promise<RecordedChange>, check: () => Promise<void>): Promise<void> {
  const before = await everything();
  const recorded = await change();
  const after = await everything();
  await check();
  await recorded.undo();
  expect(await everything()).toEqual(before);
  await recorded.redo();
  expect(await everything()).toEqual(after);
  for (const row of await database.frames.toArray()) expect(frameSchema.safeParse(row).success).toBe(true);
  for (const row of await database.links.toArray())
    expect(homageLinkSchema.safeParse(row).success).toBe(true);
}

describe('deleteFrames', () => {
  it('keeps a link whose end was a deleted frame, as a moment at its time', async () => {
    const gone = filmFrames[1];
    if (gone === undefined) throw new Error('no frame');
    await tryChange(
      () => deleteFrames(database, [gone.id]),
      async () => {
        expect(await database.frames.get(gone.id)).toBeUndefined();
        const kept = await database.links.get(link.id);
        const end = kept?.to[0];
        expect(end?.type).toBe('moment');
        const moment = end?.type === 'moment' ? await database.moments.get(end.momentId) : undefined;
        expect(moment?.span?.inFrame).toBe(gone.time?.frameIndex);
        expect((await database.boardItems.toArray()).map(({ id }) => id).sort()).toEqual([
          'i-link',
          'i-note',
          'i-work',
        ]);
      },
    );
  });
});

describe('deleteWork', () => {
  it('takes its frames, moments, links without a side and board items, and nothing else', async () => {
    await tryChange(
      () => deleteWork(database, film.id),
      async () => {
        expect((await database.works.toArray()).map(({ id }) => id).sort()).toEqual([mv.id, other.id].sort());
        expect(await database.frames.count()).toBe(mvFrames.length);
        expect(await database.links.count()).toBe(0);
        expect(await database.moments.count()).toBe(0);
        expect((await database.boardItems.toArray()).map(({ id }) => id)).toEqual(['i-note']);
      },
    );
  });
});

describe('mergeWorks and assignMedia', () => {
  it('merges a work into another with its links and cards', async () => {
    await tryChange(
      () => mergeWorks(database, film.id, other.id),
      async () => {
        expect(await database.works.get(film.id)).toBeUndefined();
        expect(await database.frames.where('workId').equals(other.id).count()).toBe(filmFrames.length + 1);
        expect((await database.links.get(link.id))?.to.map((end) => end.workId)).toEqual([
          other.id,
          other.id,
        ]);
        expect((await database.boardItems.get('i-work' as never))?.content).toEqual({
          kind: 'work',
          workId: other.id,
        });
      },
    );
  });

  it('moves one file with its frames and the ends of links on them', async () => {
    await tryChange(
      () => assignMedia(database, [filmMedia.id], other.id),
      async () => {
        expect((await database.media.get(filmMedia.id))?.workId).toBe(other.id);
        expect(await database.frames.where('workId').equals(film.id).count()).toBe(1);
        expect((await database.links.get(link.id))?.to.map((end) => end.workId)).toEqual([other.id, film.id]);
      },
    );
  });

  it('moves single frames', async () => {
    const [frame] = mvFrames;
    if (frame === undefined) throw new Error('no frame');
    await tryChange(
      () => moveFrames(database, [frame.id], other.id),
      async () => {
        expect((await database.frames.get(frame.id))?.workId).toBe(other.id);
        expect((await database.links.get(link.id))?.from.map((end) => end.workId)).toEqual([other.id]);
      },
    );
  });
});

describe('tags and moods', () => {
  it('adds, renames into an existing one, and removes everywhere', async () => {
    const ids = mvFrames.map(({ id }) => id);
    await addTag(database, ids, '  둥근   창 ');
    await addTag(database, ids.slice(0, 1), 'round window');
    const tagsOf = async () => (await database.frames.bulkGet(ids)).map((frame) => frame?.tags);
    expect(await tagsOf()).toEqual([['둥근 창', 'round window'], ['둥근 창'], ['둥근 창']]);
    await tryChange(
      () => renameTag(database, '둥근 창', 'round window'),
      async () => expect(await tagsOf()).toEqual([['round window'], ['round window'], ['round window']]),
    );
    await tryChange(
      () => removeTagEverywhere(database, 'round window'),
      async () => expect(await tagsOf()).toEqual([[], [], []]),
    );
  });

  it('contradicts a measured mood, adds one, and goes back to the measurement', async () => {
    const [frame] = mvFrames;
    if (frame === undefined) throw new Error('no frame');
    const moods = async () => (await database.frames.get(frame.id))?.moodIds;
    await tryChange(
      () => overrideMood(database, [frame.id], 'orange-red-glow', 'off'),
      async () => expect(await moods()).toEqual([]),
    );
    await overrideMood(database, [frame.id], 'night', 'on');
    expect(await moods()).toEqual(['night']);
    await overrideMood(database, [frame.id], 'orange-red-glow', null);
    expect(await moods()).toEqual(['orange-red-glow', 'night']);
  });
});
