import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { mediaIdSchema } from '../../shared/domain/ids.ts';
import { standInKey } from '../services/jobs/mediaEnvelope.ts';
import { pathsBeside } from './pathsBeside.ts';
import { openSourceRegistry } from './sourceRegistry.ts';

const mediaId = mediaIdSchema.parse(`m-${'a'.repeat(64)}`);
const other = mediaIdSchema.parse(`m-${'b'.repeat(64)}`);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'paths-beside-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('gives the place of a media, and what stands in for it where the user chose another file', async () => {
  const registry = await openSourceRegistry(join(folder, 'sources.json'));
  const path = join(folder, 'film.mp4');
  await writeFile(path, 'abc');
  for (const method of ['openFootage', 'makeProxy', 'frameTimes', 'viewFrame', 'grabFrame'] as const) {
    expect(pathsBeside(method, { mediaId }, registry)).toEqual({});
  }
  await registry.places.noteFile(mediaId, path);
  expect(pathsBeside('openFootage', { mediaId }, registry)).toEqual({ [mediaId]: path });
  await registry.places.noteFile(mediaId, path, other);
  expect(pathsBeside('openFootage', { mediaId }, registry)).toEqual({
    [mediaId]: path,
    [standInKey(mediaId)]: other,
  });
  expect(pathsBeside('openFootage', { mediaId: other }, registry)).toEqual({});
  await registry.save();
});
