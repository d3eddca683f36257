import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { measureStatistics } from '../../shared/colour/detectMoods.ts';
import { MOOD_RULES } from '../../shared/colour/moodRules.ts';
import { moodRulesKey } from '../../shared/colour/moodRulesInForce.ts';
import { oklabPlanes } from '../../shared/colour/oklabPlanes.ts';
import { statisticsText } from '../../shared/colour/packStatistics.ts';
import type { MoodDefinition } from '../../shared/domain/moodRule.ts';
import { type SceneName, scenePictures } from '../../tests/fixtures/pictures/scenePictures.ts';
import { AfterimageDatabase } from '../database/afterimageDatabase.ts';
import { deleteFrames, overrideMood } from '../database/frameEdits.ts';
import { mediaPeer } from '../database/testing/mediaPeer.ts';
import { analysedFrame, videoFile, work } from '../database/testing/records.ts';
import { writeImportedFrames } from '../database/writeImportedFrames.ts';
import { deleteMood, newMoodId, saveMood } from './moodEdits.ts';
import { retag } from './moodKeeper.ts';

const film = videoFile(1, 'film.mp4');
const target = work('film');
const now = '2026-01-01T00:00:00.000Z';
const scenes: SceneName[] = ['blueNeonRoom', 'nightStreet', 'snowfield', 'foliage'];

function packedOf(scene: SceneName): string {
  return statisticsText(measureStatistics(oklabPlanes(scenePictures[scene]())));
}
const packed = new Map(scenes.map((scene) => [scene, packedOf(scene)] as const));
function sceneOf(index: number): SceneName {
  return scenes[index % scenes.length] ?? 'foliage';
}

/** Frame n shows scene n, of four in turn; the media process measures them from their pictures' hashes. */
const frames = Array.from({ length: 200 }, (_, index) => analysedFrame(film, index, { moods: [] }));
const sceneOfHash = new Map(frames.map(({ picture }, index) => [picture.hash as string, sceneOf(index)]));
let measured = 0;
const client = mediaPeer({
  coloursOf: (hash) => {
    measured += 1;
    return packed.get(sceneOfHash.get(hash) ?? 'foliage') ?? null;
  },
}).connect();

let database: AfterimageDatabase;
beforeEach(async () => {
  measured = 0;
  database = new AfterimageDatabase(`keeper-${crypto.randomUUID()}`);
  await database.works.put(target);
});
afterEach(async () => await database.delete());

async function importAll(withStatistics: boolean): Promise<void> {
  await writeImportedFrames(
    database,
    {
      media: film,
      frames: frames.map((frame, index) => ({
        ...frame,
        ...(withStatistics ? { statistics: packed.get(sceneOf(index)) } : {}),
      })),
    },
    { workId: target.id, stillsWorkId: target.id, sample: false },
  );
}

async function countWith(mood: string): Promise<number> {
  return await database.frames.where('moodIds').equals(mood).count();
}

/** Blue of any kind. */
function blueMood(change: Partial<MoodDefinition> = {}): MoodDefinition {
  return {
    id: newMoodId(),
    label: 'Blue',
    hex: '#3366ff',
    rule: {
      windows: [{ hueFrom: 216, hueTo: 285 }],
      conditions: [
        { quantity: { of: 'mass', window: 0 }, words: 'blue', comparison: '>=', threshold: 0.6, full: 0.9 },
      ],
    },
    createdAt: now,
    removedAt: null,
    ...change,
  };
}

describe('import', () => {
  it('reads moods by the rules in force, own and edited ones', async () => {
    const blue = blueMood();
    const strict: MoodDefinition = {
      ...blueMood({ id: 'high-key' }),
      rule: {
        windows: [],
        conditions: [
          { quantity: { of: 'mean-lightness' }, words: 'mean lightness', comparison: '>=', threshold: 2 },
        ],
      },
    };
    await saveMood(database, blue);
    await saveMood(database, strict);
    await importAll(true);
    expect(await countWith(blue.id)).toBeGreaterThanOrEqual(50);
    expect(await countWith('high-key')).toBe(0);
    expect(await countWith('blue-neon')).toBe(50);
    const [row] = await database.frames.toArray();
    expect(row).not.toHaveProperty('statistics');
    expect(await database.frameStatistics.count()).toBe(frames.length);
  });
});

describe('retag', () => {
  it('measures a library of an earlier version once, and then never again', async () => {
    await importAll(false);
    expect(await countWith('blue-neon')).toBe(0);
    expect(await retag(database, client)).toBeGreaterThanOrEqual(150);
    expect(await countWith('blue-neon')).toBe(50);
    expect(measured).toBe(frames.length);
    expect(await retag(database, client)).toBe(0);
    expect(measured).toBe(frames.length);
  });

  it('asks every frame again when a rule changes, without their pictures', async () => {
    await importAll(true);
    await retag(database, client);
    const blue = blueMood();
    const saved = await saveMood(database, blue);
    await retag(database, client);
    expect(await countWith(blue.id)).toBeGreaterThanOrEqual(50);
    await saved.undo();
    await retag(database, client);
    expect(await countWith(blue.id)).toBe(0);
    expect(measured).toBe(0);
  });

  it("asks every frame again when the app's own rules are others than at the last start", async () => {
    await importAll(true);
    await retag(database, client);
    // As an earlier version left the library: asked by its rules, under its key.
    await database.settings.put({ key: 'moodsApplied', value: moodRulesKey(MOOD_RULES.slice(1)) });
    await database.frames.toCollection().modify({ moods: [], moodIds: [] });
    expect(await retag(database, client)).toBeGreaterThanOrEqual(150);
    expect(await countWith('blue-neon')).toBe(50);
    expect(measured).toBe(0);
    expect(await retag(database, client)).toBe(0);
  });

  it('never overrules what was set or removed by hand', async () => {
    await importAll(true);
    await retag(database, client);
    const neon = frames[0]?.id;
    const snow = frames[2]?.id;
    if (neon === undefined || snow === undefined) throw new Error('no frame');
    await overrideMood(database, [neon], 'blue-neon', 'off');
    await overrideMood(database, [snow], 'blue-neon', 'on');
    await saveMood(database, blueMood());
    await retag(database, client);
    expect((await database.frames.get(neon))?.moodIds).not.toContain('blue-neon');
    expect((await database.frames.get(snow))?.moodIds).toContain('blue-neon');
    expect(await countWith('blue-neon')).toBe(50);
  });

  it('goes on where it broke off, and not by rules that are no longer in force', async () => {
    await importAll(true);
    await retag(database, client);
    const blue = blueMood();
    await saveMood(database, blue);
    let pages = 0;
    await retag(database, client, () => {
      pages += 1;
      return pages > 2;
    });
    const half = await countWith(blue.id);
    expect(half).toBeGreaterThan(0);
    // What is done is not done again: a frame that lost the mood since keeps that until the run comes by.
    const [first] = await database.frames.where('moodIds').equals(blue.id).primaryKeys();
    if (first === undefined) throw new Error('no frame');
    await database.frames.update(first, { moods: [], moodIds: [] });
    await retag(database, client);
    expect(await countWith(blue.id)).toBeGreaterThan(half);
    expect((await database.frames.get(first))?.moodIds).toEqual([]);

    await saveMood(database, { ...blue, label: 'Deep blue' });
    await retag(database, client);
    expect((await database.frames.get(first))?.moodIds).toContain(blue.id);
    expect((await database.frames.get(first))?.moods.find(({ id }) => id === blue.id)?.label).toBe(
      'Deep blue',
    );
  });

  it('takes a deleted mood off, keeps what was set by hand for Undo', async () => {
    await importAll(true);
    const blue = blueMood();
    await saveMood(database, blue);
    await retag(database, client);
    const snow = frames[2]?.id;
    if (snow === undefined) throw new Error('no frame');
    await overrideMood(database, [snow], blue.id, 'on');
    const before = await countWith(blue.id);
    const deleted = await deleteMood(database, blue.id, now);
    await retag(database, client);
    expect((await database.frames.toArray()).flatMap(({ moods }) => moods.map(({ id }) => id))).not.toContain(
      blue.id,
    );
    await deleted.undo();
    await retag(database, client);
    expect(await countWith(blue.id)).toBe(before);
    expect((await database.frames.get(snow))?.moodIds).toContain(blue.id);
  });

  it('reads a frame that Undo brings back by the rules of now', async () => {
    await importAll(true);
    await retag(database, client);
    const neon = frames[0]?.id;
    if (neon === undefined) throw new Error('no frame');
    const gone = await deleteFrames(database, [neon]);
    const blue = blueMood();
    await saveMood(database, blue);
    await gone.undo();
    expect((await database.frames.get(neon))?.moodIds).toContain(blue.id);
  });

  it('passes over pictures that cannot be read, and clears away what belongs to no frame', async () => {
    await importAll(false);
    const blind = mediaPeer({ coloursOf: () => null }).connect();
    expect(await retag(database, blind)).toBe(0);
    const gone = frames[5]?.id;
    if (gone === undefined) throw new Error('no frame');
    await retag(database, client);
    await deleteFrames(database, [gone]);
    await retag(database, client);
    expect(await database.frameStatistics.get(gone)).toBeUndefined();
    expect(await database.frameStatistics.count()).toBe(frames.length - 1);
  });

  it('writes statistics only of frames that had none', async () => {
    await importAll(true);
    const [spared] = await database.frameStatistics.toCollection().primaryKeys();
    if (spared === undefined) throw new Error('nothing was measured');
    await database.frameStatistics.delete(spared);
    const written: string[] = [];
    database.frameStatistics.hook('creating', (frameId) => {
      written.push(frameId);
    });
    database.frameStatistics.hook('updating', (_change, frameId) => {
      written.push(frameId);
    });
    await retag(database, client);
    expect(written).toEqual([spared]);
    expect(await database.frameStatistics.count()).toBe(frames.length);
  });
});
