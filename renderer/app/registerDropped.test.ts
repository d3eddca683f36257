import { describe, expect, it } from 'vitest';
import { maximumFiles } from '../../shared/contract/bridge.ts';
import type { FoundSources, SourceRef } from '../../shared/contract/contract.ts';
import { sourceIdSchema } from '../../shared/domain/ids.ts';
import { registerDropped } from './registerDropped.ts';

const sourceOf = (name: string): SourceRef => ({
  sourceId: sourceIdSchema.parse(`s-${name}`),
  fileName: name,
  sizeBytes: 1,
});

/** As the main process answers: too many at once are refused, folders are walked up to the limit. */
function register(names: readonly string[]): Promise<Omit<FoundSources, 'moreId'>> {
  if (names.length > maximumFiles) return Promise.reject(new Error('too many'));
  const found = names.flatMap((name) =>
    name === 'disk' ? Array.from({ length: maximumFiles + 5 }, (_, index) => `in disk ${index}`) : [name],
  );
  const sources = found.slice(0, maximumFiles).map(sourceOf);
  return Promise.resolve({ sources, unsupported: 0, folderName: null });
}

describe('a drop of more files than are taken at once', () => {
  const names = Array.from({ length: maximumFiles * 2 + 1 }, (_, index) => `clip ${index}.mp4`);

  it('comes in whole, each file once and in order', async () => {
    const { sources, isCut } = await registerDropped([...names, 'clip 7.mp4'], register);
    expect(sources.map(({ fileName }) => fileName)).toEqual(names);
    expect(isCut).toBe(false);
  });

  it('tells when a folder holds more than is taken', async () => {
    expect((await registerDropped(['clip.mp4', 'disk'], register)).isCut).toBe(true);
  });
});
