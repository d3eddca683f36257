import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mediaIdSchema } from '../../shared/domain/ids.ts';
import { openSourceRegistry } from './sourceRegistry.ts';

let folder: string;
let placesPath: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sources-'));
  placesPath = join(folder, 'data', 'sources.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const mediaId = mediaIdSchema.parse(`m-${'a'.repeat(64)}`);

describe('the source registry', () => {
  it('gives a file an id that tells nothing of its folder', async () => {
    const path = join(folder, 'film.mp4');
    await writeFile(path, 'abc');
    const registry = await openSourceRegistry(placesPath);
    const source = await registry.addSource(path);
    expect(source).toMatchObject({ fileName: 'film.mp4', sizeBytes: 3 });
    expect(JSON.stringify(source)).not.toContain(folder);
    expect(registry.sourcePath(source.sourceId)).toBe(path);
    expect(await registry.addSource(path)).toEqual(source);
  });

  it('never takes a source for a target, or a target for a source', async () => {
    const registry = await openSourceRegistry(placesPath);
    const { sourceId } = await registry.addSource(join(folder, 'film.mp4'));
    const targetId = registry.addTarget(join(folder, 'board.pdf'));
    expect(registry.targetPath(sourceId as unknown as typeof targetId)).toBeUndefined();
    expect(registry.sourcePath(targetId as unknown as typeof sourceId)).toBeUndefined();
    expect(registry.targetPath(targetId)).toBe(join(folder, 'board.pdf'));
  });

  it('remembers over restarts where a media was seen', async () => {
    await writeFile(join(folder, 'film.mp4'), 'abc');
    const first = await openSourceRegistry(placesPath);
    const { sourceId } = await first.addSource(join(folder, 'film.mp4'));
    first.noteMedia(sourceId, mediaId);
    await expect.poll(() => first.mediaPath(mediaId)).toBe(join(folder, 'film.mp4'));
    await first.save();

    const second = await openSourceRegistry(placesPath);
    expect(second.mediaPath(mediaId)).toBe(join(folder, 'film.mp4'));
  });

  it('knows the place of a media in this session and the next, and of no other', async () => {
    const path = join(folder, 'film.mp4');
    await writeFile(path, 'abc');
    const registry = await openSourceRegistry(placesPath);
    expect(registry.mediaPath(mediaId)).toBeUndefined();
    const { sourceId } = await registry.addSource(path);
    registry.noteMedia(sourceId, mediaId);
    await registry.save();
    expect(registry.mediaPath(mediaId)).toBe(path);
    const later = await openSourceRegistry(placesPath);
    expect(later.mediaPath(mediaId)).toBe(path);
    expect(later.mediaPath(mediaIdSchema.parse(`m-${'b'.repeat(64)}`))).toBeUndefined();
  });
});
