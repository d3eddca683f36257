import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { measureStatistics } from '../../shared/colour/detectMoods.ts';
import { oklabPlanes } from '../../shared/colour/oklabPlanes.ts';
import { statisticsText } from '../../shared/colour/packStatistics.ts';
import { scenePictures } from '../../tests/fixtures/pictures/scenePictures.ts';
import { AfterimageDatabase } from '../database/afterimageDatabase.ts';
import { mediaPeer } from '../database/testing/mediaPeer.ts';
import { analysedFrame, videoFile, work } from '../database/testing/records.ts';
import { writeImportedFrames } from '../database/writeImportedFrames.ts';
import { goOnRetag, keepMoods, stopRetag, useMoodRetag } from './moodKeeper.ts';

const film = videoFile(1, 'film.mp4');
const target = work('film');
const packed = statisticsText(measureStatistics(oklabPlanes(scenePictures.blueNeonRoom())));

let database: AfterimageDatabase;
let end: () => void = () => {};
beforeEach(async () => {
  database = new AfterimageDatabase(`keeping-${crypto.randomUUID()}`);
  await database.works.put(target);
});
afterEach(async () => {
  end();
  useMoodRetag.setState({ state: 'idle', done: 0, total: 0 });
  await database.delete();
});

async function add(indices: readonly number[]): Promise<void> {
  await writeImportedFrames(
    database,
    { media: film, frames: indices.map((index) => analysedFrame(film, index, { moods: [] })) },
    { workId: target.id, stillsWorkId: target.id, sample: false },
  );
}
const measuredCount = () => database.frameStatistics.count();

describe('keepMoods', () => {
  it('measures a frame that comes while the others are measured, before the place it has come to', async () => {
    await add([2, 3]);
    let isAdded = false;
    const peer = mediaPeer({ coloursOf: () => packed }).connect();
    const client = {
      call: (async (...args: Parameters<typeof peer.call>) => {
        if (!isAdded && args[0] === 'measureColours') {
          isAdded = true;
          await add([0]);
        }
        return await peer.call(...args);
      }) as typeof peer.call,
    };
    end = keepMoods(database, client);
    await vi.waitFor(async () => expect(await measuredCount()).toBe(3), { timeout: 8000, interval: 50 });
  });

  it('tries again where the media process could not answer', async () => {
    await add([0, 1]);
    let failures = 1;
    const peer = mediaPeer({ coloursOf: () => packed }).connect();
    const client = {
      call: (async (...args: Parameters<typeof peer.call>) => {
        failures -= 1;
        if (failures >= 0) return { ok: false, error: { code: 'media-process-stopped' } };
        return await peer.call(...args);
      }) as typeof peer.call,
    };
    end = keepMoods(database, client);
    await vi.waitFor(async () => expect(await measuredCount()).toBe(2), { timeout: 8000, interval: 50 });
  });

  it('says nothing of a run that was stopped as it came to its end', async () => {
    await add([0, 1]);
    end = keepMoods(database, mediaPeer({ coloursOf: () => packed }).connect());
    await vi.waitFor(async () => expect(await measuredCount()).toBe(2), { timeout: 8000, interval: 50 });
    await vi.waitFor(async () => expect(await database.settings.get('moodRetag')).toBeUndefined());
    stopRetag();
    // Whatever the stop wrote is written before this is read.
    await database.settings.get('moodRetag');
    await database.transaction('rw', database.settings, async () => {});
    expect(useMoodRetag.getState().state).toBe('idle');
    goOnRetag();
  });
});
