import { maximumFiles } from '../../shared/contract/bridge.ts';
import type { FoundSources, SourceRef } from '../../shared/contract/contract.ts';

/** Half the limit, so that an answer as long as the limit means that folders held more. */
const filesAtOnce = maximumFiles / 2;

type FoundAtOnce = Omit<FoundSources, 'moreId'>;

/**
 * Tells the main process of dropped files in batches that it takes.
 * @param register hands over at most {@link maximumFiles} files or folders
 * @returns `isCut` where a folder held more files than are taken at once
 */
export async function registerDropped<FileHandle>(
  files: readonly FileHandle[],
  register: (files: readonly FileHandle[]) => Promise<FoundAtOnce>,
): Promise<FoundAtOnce & { isCut: boolean }> {
  const sources = new Map<string, SourceRef>();
  let isCut = false;
  let unsupported = 0;
  let folderName: string | null = null;
  for (let start = 0; start < files.length; start += filesAtOnce) {
    const found = await register(files.slice(start, start + filesAtOnce));
    isCut ||= found.sources.length >= maximumFiles;
    unsupported += found.unsupported;
    folderName = found.folderName;
    for (const source of found.sources) sources.set(source.sourceId, source);
  }
  return { sources: [...sources.values()], unsupported, folderName, isCut };
}
