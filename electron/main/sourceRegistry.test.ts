import { appendFile, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mediaIdSchema } from '../../shared/domain/ids.ts';
import { deviceOf, sourcePlace } from './sourcePlace.ts';
import { openSourceRegistry } from './sourceRegistry.ts';

let folder: string;
let placesPath: string;
let queuedPath: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sources-'));
  placesPath = join(folder, 'data', 'sources.json');
  queuedPath = join(folder, 'data', 'queued.jsonl');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const mediaId = mediaIdSchema.parse(`m-${'a'.repeat(64)}`);

describe('the source registry', () => {
  it('gives a file an id that tells nothing of its folder', async () => {
    const path = join(folder, 'film.mp4');
    await writeFile(path, 'abc');
    const registry = await openSourceRegistry(placesPath, queuedPath);
    const source = await registry.addSource(path);
    expect(source).toMatchObject({ fileName: 'film.mp4', sizeBytes: 3 });
    expect(JSON.stringify(source)).not.toContain(folder);
    expect(registry.sourcePath(source.sourceId)).toBe(path);
    expect(await registry.addSource(path)).toEqual(source);
  });

  it('never takes a source for a target, or a target for a source', async () => {
    const registry = await openSourceRegistry(placesPath, queuedPath);
    const { sourceId } = await registry.addSource(join(folder, 'film.mp4'));
    const targetId = registry.addTarget(join(folder, 'board.pdf'));
    expect(registry.targetPath(sourceId as unknown as typeof targetId)).toBeUndefined();
    expect(registry.sourcePath(targetId as unknown as typeof sourceId)).toBeUndefined();
    expect(registry.targetPath(targetId)).toBe(join(folder, 'board.pdf'));
  });

  it('remembers over restarts where a media was seen', async () => {
    await writeFile(join(folder, 'film.mp4'), 'abc');
    const first = await openSourceRegistry(placesPath, queuedPath);
    const { sourceId } = await first.addSource(join(folder, 'film.mp4'));
    first.noteMedia(sourceId, mediaId);
    await expect.poll(() => first.mediaPath(mediaId)).toBe(join(folder, 'film.mp4'));
    await first.save();

    const second = await openSourceRegistry(placesPath, queuedPath);
    expect(second.mediaPath(mediaId)).toBe(join(folder, 'film.mp4'));
  });

  it('knows the place of a media in this session and the next, and of no other', async () => {
    const path = join(folder, 'film.mp4');
    await writeFile(path, 'abc');
    const registry = await openSourceRegistry(placesPath, queuedPath);
    expect(registry.mediaPath(mediaId)).toBeUndefined();
    const { sourceId } = await registry.addSource(path);
    registry.noteMedia(sourceId, mediaId);
    await registry.save();
    expect(registry.mediaPath(mediaId)).toBe(path);
    const later = await openSourceRegistry(placesPath, queuedPath);
    expect(later.mediaPath(mediaId)).toBe(path);
    expect(later.mediaPath(mediaIdSchema.parse(`m-${'b'.repeat(64)}`))).toBeUndefined();
  });

  it('gives a file the same id after a restart, until the queue lets go of it', async () => {
    const film = join(folder, 'film.mp4');
    await writeFile(film, 'abc');
    const first = await openSourceRegistry(placesPath, queuedPath);
    const [kept, left] = await first.addSources([film, join(folder, 'gone.mp4')]);
    if (kept === undefined || left === undefined) throw new Error('not added');

    const second = await openSourceRegistry(placesPath, queuedPath);
    expect(second.sourcePath(kept.sourceId)).toBe(film);
    expect(await second.addSource(film)).toEqual(kept);
    const fresh = await second.addSource(join(folder, 'fresh.mp4'));
    await second.keepSources(new Set([kept.sourceId]));

    const third = await openSourceRegistry(placesPath, queuedPath);
    expect(third.sourcePath(kept.sourceId)).toBe(film);
    expect(third.sourcePath(fresh.sourceId)).toBe(join(folder, 'fresh.mp4'));
    expect(third.sourcePath(left.sourceId)).toBeUndefined();
  });

  it('loses nothing but the line that a crash cut off', async () => {
    const first = await openSourceRegistry(placesPath, queuedPath);
    const before = await first.addSource(join(folder, 'a.mp4'));
    await appendFile(queuedPath, '{"id":"s-half","pa');
    const second = await openSourceRegistry(placesPath, queuedPath);
    const after = await second.addSource(join(folder, 'b.mp4'));
    const third = await openSourceRegistry(placesPath, queuedPath);
    expect(third.sourcePath(before.sourceId)).toBe(join(folder, 'a.mp4'));
    expect(third.sourcePath(after.sourceId)).toBe(join(folder, 'b.mp4'));
  });

  it('tells a deleted file from a disk that is away', async () => {
    const disk = join(folder, 'LaCie');
    await mkdir(join(disk, 'reels'), { recursive: true });
    await writeFile(join(disk, 'reels', 'a.mp4'), 'abc');
    const registry = await openSourceRegistry(placesPath, queuedPath);
    const { sourceId } = await registry.addSource(join(disk, 'reels', 'a.mp4'));
    expect(await registry.checkSource(sourceId)).toEqual({ state: 'there', place: null });
    await rename(disk, `${disk} away`);
    expect(await registry.checkSource(sourceId)).toEqual({ state: 'away', place: 'LaCie' });
    await rename(`${disk} away`, disk);
    await rm(join(disk, 'reels', 'a.mp4'));
    expect(await registry.checkSource(sourceId)).toEqual({ state: 'missing', place: null });
  });

  it('knows an empty mount point from the disk that was there', async () => {
    const path = join(folder, 'mnt', 'a.mp4');
    await mkdir(join(folder, 'mnt'));
    const otherDisk = (await deviceOf(folder)) ?? 0;
    expect(await sourcePlace(path, otherDisk + 1)).toEqual({ state: 'away', place: 'mnt' });
    expect(await sourcePlace(path, otherDisk)).toEqual({ state: 'missing', place: null });
  });
});
