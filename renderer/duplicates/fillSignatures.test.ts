import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeSignature } from '../../shared/similarity/pictureSignature.ts';
import { AfterimageDatabase } from '../database/afterimageDatabase.ts';
import { mergeAnalysedFrame } from '../database/mergeAnalysedFrame.ts';
import { mediaPeer } from '../database/testing/mediaPeer.ts';
import { analysedFrame, videoFile, work } from '../database/testing/records.ts';
import { fillSignatures } from './fillSignatures.ts';

let database: AfterimageDatabase;
const film = videoFile(1, 'film.mp4');
const hadOne = writeSignature({
  contrast: 0.1,
  layout: new Float32Array(256),
  chroma: new Float32Array(32),
  mean: 0.5,
  structure: new Float32Array(144),
});
const now = '2026-01-01T00:00:00.000Z';
beforeEach(async () => {
  database = new AfterimageDatabase(`fill-${crypto.randomUUID()}`);
  const target = work('film');
  await database.works.put(target);
  await database.frames.bulkPut(
    Array.from({ length: 70 }, (_, index) => ({
      ...mergeAnalysedFrame(analysedFrame(film, index), undefined, target.id, now),
      tags: ['mine'],
    })),
  );
});
afterEach(async () => await database.delete());

describe('fillSignatures', () => {
  it('measures every frame without one, and nothing else of it', async () => {
    const [first] = await database.frames.toArray();
    if (first === undefined) throw new Error('no frame');
    await database.frames.update(first.id, { signature: hadOne });
    const client = mediaPeer({ signatureOf: (hash) => `of ${hash}` }).connect();
    expect(await fillSignatures(database, client)).toBe(69);
    for (const frame of await database.frames.toArray()) {
      expect(frame.signature).toBe(frame.id === first.id ? hadOne : `of ${frame.picture.hash}`);
      expect(frame.tags).toEqual(['mine']);
    }
  });

  it('measures again what an earlier making measured, and then no more', async () => {
    const earlier = writeSignature({
      contrast: 0.1,
      layout: new Float32Array(256),
      chroma: new Float32Array(32),
      mean: null,
      structure: null,
    });
    await database.frames.toCollection().modify({ signature: earlier });
    const client = mediaPeer({ signatureOf: () => hadOne }).connect();
    expect(await fillSignatures(database, client)).toBe(70);
    expect(await fillSignatures(database, client)).toBe(0);
  });

  it('keeps what is done when it breaks off, and passes over pictures that cannot be read', async () => {
    const client = mediaPeer({ signatureOf: (hash) => (hash.startsWith('0001') ? null : 's') }).connect();
    let asked = 0;
    const stopAfterOne = (): boolean => {
      asked += 1;
      return asked > 1;
    };
    expect(await fillSignatures(database, client, stopAfterOne)).toBe(31);
    const left = (await database.frames.toArray()).filter(({ signature }) => signature === undefined);
    expect(left).toHaveLength(39);
  });
});
