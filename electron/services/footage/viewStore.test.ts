import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { viewUrl } from '../../../shared/domain/footage.ts';
import { mediaIdSchema } from '../../../shared/domain/ids.ts';
import { encodeView } from './encodeView.ts';
import { openViewStore } from './viewStore.ts';

const mediaId = mediaIdSchema.parse(`m-${'a'.repeat(64)}`);

let folder: string;
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'views-')), 'views');
});
afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }));

const grey = (width: number, height: number) =>
  encodeView({ width, height, data: Buffer.alloc(width * height * 3, 90) });

it('keeps what was looked at last, within its bounds', async () => {
  const view = await grey(64, 36);
  const store = await openViewStore(folder, view.bytes.byteLength * 2 + 10);
  expect(store.find(mediaId, 0)).toBeNull();
  const kept = { url: viewUrl(mediaId, 0), width: 64, height: 36 };
  expect(await store.keep(mediaId, 0, view)).toEqual(kept);
  await store.keep(mediaId, 1, view);
  expect(store.find(mediaId, 0)).toEqual(kept);
  await store.keep(mediaId, 2, view);
  expect(store.find(mediaId, 1)).toBeNull();
  expect((await readdir(folder)).sort()).toEqual([`${mediaId}-0.jpg`, `${mediaId}-2.jpg`]);
});

it('begins every session empty', async () => {
  const view = await grey(8, 8);
  await (await openViewStore(folder)).keep(mediaId, 0, view);
  expect((await openViewStore(folder)).find(mediaId, 0)).toBeNull();
  expect(await readdir(folder)).toEqual([]);
});

it('makes no picture larger than a screen', async () => {
  expect(await grey(4000, 30)).toMatchObject({ width: 3840, height: 29 });
  expect(await grey(300, 200)).toMatchObject({ width: 300, height: 200 });
});
