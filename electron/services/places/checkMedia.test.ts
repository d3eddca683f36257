import { mkdir, mkdtemp, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MediaId } from '../../../shared/domain/ids.ts';
import { fingerprintFile } from '../pictures/fingerprintFile.ts';
import { checkMedia, type SoughtMedia } from './checkMedia.ts';
import { type MediaPlaces, openMediaPlaces } from './mediaPlaces.ts';

let folder: string;
let places: MediaPlaces;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'check-'));
  places = await openMediaPlaces(join(folder, 'sources.json'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function importedFile(name: string, content: string): Promise<SoughtMedia & { path: string }> {
  const path = join(folder, name);
  await writeFile(path, content);
  const { mediaId, sizeBytes } = await fingerprintFile(path);
  await places.noteFile(mediaId, path);
  return { mediaId, sizeBytes, path };
}

const nothing = { missing: [], changed: [], unchecked: 0 };
const check = (media: SoughtMedia[], more: { homeFolders?: string[]; mostReadings?: number } = {}) =>
  checkMedia(media, { places, homeFolders: [], ...more });

describe('checkMedia', () => {
  it('tells present, missing and changed apart', async () => {
    const here = await importedFile('here.mp4', 'here');
    const gone = await importedFile('gone.mp4', 'gone');
    const other = await importedFile('other.mp4', 'before');
    await rm(gone.path);
    await writeFile(other.path, 'after!');
    await utimes(other.path, 1, 1);
    expect(await check([here, gone, other])).toEqual({
      missing: [gone.mediaId],
      changed: [other.mediaId],
      unchecked: 0,
    });
    await writeFile(gone.path, 'gone');
    expect((await check([gone])).missing).toEqual([]);
  });

  it('does not call a folder in the place of a file present', async () => {
    const file = await importedFile('film.mp4', 'film');
    await rm(file.path);
    await mkdir(file.path);
    expect((await check([file])).missing).toEqual([file.mediaId]);
  });

  it('reads a touched file once and then knows it again without reading', async () => {
    const file = await importedFile('film.mp4', 'film');
    await utimes(file.path, 1000, 1000);
    expect(await check([file])).toEqual(nothing);
    expect(await check([file], { mostReadings: 0 })).toEqual(nothing);
  });

  it('leaves what it may not read this time for the next', async () => {
    const files = await Promise.all([0, 1, 2].map((count) => importedFile(`${count}.mp4`, `film ${count}`)));
    await Promise.all(files.map(({ path }) => utimes(path, 1000, 1000)));
    expect((await check(files, { mostReadings: 2 })).unchecked).toBe(1);
    expect((await check(files, { mostReadings: 2 })).unchecked).toBe(0);
  });

  it('takes any of the places a media is known at', async () => {
    const file = await importedFile('film.mp4', 'film');
    const copy = join(folder, 'copy.mp4');
    await rename(file.path, copy);
    await places.noteFile(file.mediaId, copy);
    await places.noteFile(file.mediaId, file.path);
    expect(await check([file])).toEqual(nothing);
  });

  it('knows the content of a file that was taken in place of the original', async () => {
    const file = await importedFile('film.mp4', 'film');
    const encode = await importedFile('film small.mp4', 'encode');
    await rm(file.path);
    await places.noteFile(file.mediaId, encode.path, encode.mediaId);
    expect(await check([file])).toEqual(nothing);
    await writeFile(encode.path, 'encod2');
    await utimes(encode.path, 1, 1);
    expect((await check([file])).changed).toEqual([file.mediaId]);
  });

  it('trusts the size where an earlier version noted only the path', async () => {
    const file = await importedFile('film.mp4', 'film');
    places.note(file.mediaId, { path: file.path, sizeBytes: null, modifiedMs: null, standIn: null });
    expect(await check([file], { mostReadings: 0 })).toEqual(nothing);
    expect(places.of(file.mediaId)[0]?.sizeBytes).toBe(4);
  });

  it('finds files that moved with the app itself', async () => {
    const file = await importedFile('sample.jpg', 'sample');
    const home = join(folder, 'mounted elsewhere');
    await mkdir(home);
    await rename(file.path, join(home, 'sample.jpg'));
    expect((await check([file])).missing).toEqual([file.mediaId]);
    expect(await check([file], { homeFolders: [home] })).toEqual(nothing);
    expect(places.of(file.mediaId)[0]?.path).toBe(join(home, 'sample.jpg'));
  });

  it('calls a media that was never seen here missing', async () => {
    const mediaId = `m-${'0'.repeat(64)}` as MediaId;
    expect((await check([{ mediaId, sizeBytes: 4 }])).missing).toEqual([mediaId]);
  });
});
