import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RgbPixels } from '../../shared/colour/rgbPixels.ts';
import { scenePictures } from '../../tests/fixtures/pictures/scenePictures.ts';
import { AfterimageDatabase } from '../database/afterimageDatabase.ts';
import { IndexKeeper } from './indexKeeper.ts';
import { openSearchClient } from './openSearchClient.ts';
import { defaultEchoWeights, type SearchClient } from './searchClient.ts';
import { serveSearch } from './serveSearch.ts';
import { frameOf, workIdOf } from './testing/lookRecords.ts';

const scenes = Object.values(scenePictures).map((draw) => draw() as RgbPixels);
const mirrored = ({ width, height, data }: RgbPixels): RgbPixels => ({
  width,
  height,
  data: data.map((_, at) => {
    const pixel = Math.floor(at / 3);
    const x = pixel % width;
    return data[(pixel - x + (width - 1 - x)) * 3 + (at % 3)] ?? 0;
  }),
});

let database: AfterimageDatabase;
let keeper: IndexKeeper;
let client: SearchClient;
let ports: MessageChannel;
beforeEach(() => {
  database = new AfterimageDatabase(`search-${crypto.randomUUID()}`);
  keeper = new IndexKeeper(database, 1);
  ports = new MessageChannel();
  // Node takes a thousand messages of one port before it looks at another.
  serveSearch(ports.port1, keeper, () => new Promise((resolve) => setTimeout(resolve, 0)));
  client = openSearchClient(ports.port2);
  ports.port1.start();
  ports.port2.start();
});
afterEach(async () => {
  keeper.close();
  ports.port1.close();
  ports.port2.close();
  await database.delete();
});

describe('the search over a line', () => {
  it('finds frames written after it was opened, by colour and by look, mirrored ones marked', async () => {
    const frames = scenes.map((pixels, seed) => frameOf(seed + 1, pixels));
    await database.frames.bulkPut(frames);
    const store = scenePictures.tubeLitStore() as RgbPixels;
    const copy = frameOf(900, mirrored(store), { workId: workIdOf('film') });
    await database.frames.put(copy);
    const asked =
      frames[scenes.findIndex((each) => each.data.every((value, at) => value === store.data[at]))];
    if (asked === undefined) throw new Error('no such scene');
    const hits = await client.echoes(
      {
        frameIds: [asked.id],
        weights: defaultEchoWeights,
        mirrored: true,
        amongWorkIds: null,
        exceptWorkIds: [],
      },
      5,
    );
    expect(hits[0]).toMatchObject({ frameId: copy.id, ofFrameId: asked.id, mirrored: true });
    expect(hits[0]?.score).toBeGreaterThan(0.95);
    const colours = await client.byColours(
      { colours: [{ oklab: [0.68, 0.067, 0.099], weight: 1 }], tolerance: 0.06 },
      null,
      5,
    );
    expect(colours.length).toBeGreaterThan(0);
  });

  it('leaves a long question that nobody waits for any more, and answers the next', async () => {
    const frames = scenes.map((pixels, seed) => frameOf(seed + 1, pixels));
    await database.frames.bulkPut(frames);
    let questions = 0;
    const current = keeper.current.bind(keeper);
    /** Counts how many frames were asked about. */
    keeper.current = async () => {
      const index = await current();
      const featuresOf = index.featuresOf.bind(index);
      index.featuresOf = (id) => {
        questions += 1;
        return featuresOf(id);
      };
      return index;
    };
    const query = {
      frameIds: frames.map(({ id }) => id),
      weights: defaultEchoWeights,
      mirrored: true,
      amongWorkIds: null,
      exceptWorkIds: [],
    };
    const controller = new AbortController();
    const given = client.echoes(query, 5, controller.signal);
    await expect.poll(() => questions, { interval: 1 }).toBeGreaterThan(0);
    controller.abort();
    await expect(given).rejects.toThrow('given up');
    await client.byColours({ colours: [], tolerance: 0.1 }, null, 5);
    expect(questions).toBeLessThan(frames.length);
    expect(await client.echoes({ ...query, frameIds: query.frameIds.slice(0, 1) }, 5)).not.toEqual([]);
  });
});
