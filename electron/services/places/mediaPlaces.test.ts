import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mediaIdSchema } from '../../../shared/domain/ids.ts';
import { openMediaPlaces } from './mediaPlaces.ts';

let folder: string;
let listPath: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'places-'));
  listPath = join(folder, 'data', 'sources.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const a = mediaIdSchema.parse(`m-${'a'.repeat(64)}`);
const b = mediaIdSchema.parse(`m-${'b'.repeat(64)}`);

describe('the list of places', () => {
  it('keeps several places of a media, the newest first, over restarts', async () => {
    const film = join(folder, 'film.mp4');
    await writeFile(film, 'abc');
    const first = await openMediaPlaces(listPath);
    await first.noteFile(a, '/mnt/old disk/film.mp4');
    await first.noteFile(a, film);
    await first.noteFile(b, film, a);
    await first.save();

    const second = await openMediaPlaces(listPath);
    expect(second.of(a).map(({ path }) => path)).toEqual([film, '/mnt/old disk/film.mp4']);
    expect(second.of(a)[0]).toMatchObject({ sizeBytes: 3, standIn: null });
    expect(second.of(b)[0]).toMatchObject({ standIn: a });
    expect(second.problem).toBeNull();
    expect(await readdir(join(folder, 'data'))).toEqual(['sources.json']);
  });

  it('keeps a path once, and forgets the oldest of many', async () => {
    const places = await openMediaPlaces(listPath);
    for (let count = 0; count < 12; count += 1) await places.noteFile(a, `/disk ${count}/film.mp4`);
    await places.noteFile(a, '/disk 9/film.mp4');
    const paths = places.of(a).map(({ path }) => path);
    expect(paths[0]).toBe('/disk 9/film.mp4');
    expect(new Set(paths).size).toBe(paths.length);
    expect(paths).toHaveLength(8);
  });

  it('reads the plain list of the first version', async () => {
    await mkdir(join(folder, 'data'));
    await writeFile(listPath, JSON.stringify({ [a]: '/films/a.mp4', nonsense: '/x' }));
    const places = await openMediaPlaces(listPath);
    expect(places.of(a)).toEqual([
      { path: '/films/a.mp4', sizeBytes: null, modifiedMs: null, standIn: null },
    ]);
    expect(places.problem).toBeNull();
  });

  it('loses only the damaged entry of a list', async () => {
    await mkdir(join(folder, 'data'));
    const good = { path: '/films/a.mp4', sizeBytes: 3, modifiedMs: 5, standIn: null };
    const content = { version: 2, places: { [a]: [good, { path: 7 }], [b]: 'x'.repeat(3).length } };
    await writeFile(listPath, JSON.stringify(content));
    const places = await openMediaPlaces(listPath);
    expect(places.of(a)).toEqual([good]);
    expect(places.of(b)).toEqual([]);
  });

  it('puts a damaged list aside, says so and begins anew', async () => {
    await mkdir(join(folder, 'data'));
    await writeFile(listPath, '{"version":2,"places":{"m-');
    const places = await openMediaPlaces(listPath);
    expect(places.problem).toContain('put aside');
    await places.noteFile(a, '/films/a.mp4');
    await places.save();
    const names = await readdir(join(folder, 'data'));
    expect(names.filter((name) => name.startsWith('sources.json.damaged-'))).toHaveLength(1);
    expect((await openMediaPlaces(listPath)).of(a)).toHaveLength(1);
  });

  it('writes nothing over a list that cannot be read, and says so', async () => {
    // A folder in its place: unreadable as a file even for root.
    await mkdir(listPath, { recursive: true });
    const places = await openMediaPlaces(listPath);
    expect(places.problem).toContain('cannot be read');
    await places.noteFile(a, '/films/a.mp4');
    await places.save();
    expect(await readdir(listPath)).toEqual([]);
    expect(places.of(a)).toHaveLength(1);
  });

  it('is never half-written while notes keep coming', async () => {
    const places = await openMediaPlaces(listPath);
    for (let count = 0; count < 50; count += 1) {
      await places.noteFile(a, `/disk ${count}/film.mp4`);
      const saved = places.save();
      await places.noteFile(b, `/disk ${count}/other.mp4`);
      await saved;
      JSON.parse(await readFile(listPath, 'utf8'));
    }
    await places.save();
    expect((await openMediaPlaces(listPath)).of(b)[0]?.path).toBe('/disk 49/other.mp4');
  });
});
