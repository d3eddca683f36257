import { maximumFiles } from '../../shared/contract/bridge.ts';
import type { SourceRef } from '../../shared/contract/contract.ts';

/** Half the limit, so that an answer as long as the limit means that folders held more. */
const filesAtOnce = maximumFiles / 2;

/**
 * Tells the main process of dropped files in batches that it takes.
 * @param register hands over at most {@link maximumFiles} files or folders
 * @returns `isCut` where a folder held more files than are taken at once
 */
export async function registerDropped<FileHandle>(
  files: readonly FileHandle[],
  register: (files: readonly FileHandle[]) => Promise<SourceRef[]>,
): Promise<{ sources: SourceRef[]; isCut: boolean }> {
  const sources = new Map<string, SourceRef>();
  let isCut = false;
  for (let start = 0; start < files.length; start += filesAtOnce) {
    const found = await register(files.slice(start, start + filesAtOnce));
    isCut ||= found.length >= maximumFiles;
    for (const source of found) sources.set(source.sourceId, source);
  }
  return { sources: [...sources.values()], isCut };
}

/** Sources as imports take them, at most {@link maximumFiles} each. */
export function importBatches(sources: readonly SourceRef[]): SourceRef[][] {
  const batches: SourceRef[][] = [];
  for (let start = 0; start < sources.length; start += maximumFiles) {
    batches.push(sources.slice(start, start + maximumFiles));
  }
  return batches;
}
