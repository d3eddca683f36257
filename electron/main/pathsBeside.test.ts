import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mediaIdSchema, sourceIdSchema, targetIdSchema } from '../../shared/domain/ids.ts';
import { halfWrittenKey, standInKey } from '../services/jobs/mediaEnvelope.ts';
import { pathsBeside } from './pathsBeside.ts';
import { openSourceRegistry } from './sourceRegistry.ts';

const source = sourceIdSchema.parse('s-1');
const target = targetIdSchema.parse('t-1');
const mediaId = mediaIdSchema.parse(`m-${'a'.repeat(64)}`);
const other = mediaIdSchema.parse(`m-${'b'.repeat(64)}`);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'paths-beside-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const ids = {
  sourcePath: (id: string) => (id === source ? '/footage/ride.mp4' : undefined),
  targetPath: (id: string) => (id === target ? '/boards/밤.pdf' : undefined),
  mediaPath: () => undefined,
  mediaStandIn: () => undefined,
};

describe('pathsBeside', () => {
  it.each(['exportPdf', 'exportPalette'] as const)(
    'names the target and, beside it, the one file that may be left half-written: %s',
    (method) => {
      const paths = pathsBeside(method, { targetId: target }, ids);
      expect(Object.keys(paths).sort()).toEqual([halfWrittenKey, target].sort());
      expect(paths[target]).toBe('/boards/밤.pdf');
      expect(paths[halfWrittenKey]).toMatch(/^\/boards\/\.afterimage-[0-9a-f]{8}\.part$/);
    },
  );

  it('names nothing for ids that stand for nothing, nor a source as a target', () => {
    expect(pathsBeside('exportPdf', { targetId: source }, ids)).toEqual({});
    expect(pathsBeside('exportPdf', { targetId: halfWrittenKey }, ids)).toEqual({});
    const sources = [{ sourceId: target, fileName: 'ride.mp4', sizeBytes: 1 }];
    expect(pathsBeside('importMedia', { sources, knownMediaIds: [] }, ids)).toEqual({});
  });

  it('gives the place of a media, and what stands in for it where the user chose another file', async () => {
    const registry = await openSourceRegistry(join(folder, 'sources.json'), join(folder, 'queued.jsonl'));
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
});
