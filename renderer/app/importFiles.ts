import { describeAppError } from '../../shared/contract/appError.ts';
import { maximumFiles } from '../../shared/contract/bridge.ts';
import type { FoundSources, SourceRef } from '../../shared/contract/contract.ts';
import type { WorkId } from '../../shared/domain/ids.ts';
import { mediaKindOfName } from '../../shared/domain/mediaFileNames.ts';
import { counted } from '../library/counted.ts';
import { useGallery } from '../library/galleryStore.ts';
import { showToast } from '../ui/toasts.ts';
import { client } from './connect.ts';
import { queueImport } from './importJobs.ts';
import { goTo } from './navigation.ts';
import { registerDropped } from './registerDropped.ts';

/** The work that the library is narrowed to, if it is just one. */
export function chosenWorkId(): WorkId | null {
  const { workIds } = useGallery.getState().filter;
  return workIds.length === 1 ? (workIds[0] ?? null) : null;
}

/** Asks for files and imports them: videos as works of their own, stills into the chosen work. */
export async function importFromDialog(): Promise<void> {
  const answer = await client.call('chooseSources', {});
  if (!answer.ok) showToast(describeAppError(answer.error), { tone: 'error' });
  else if (answer.value.length > 0) await importFound(onlyFiles(answer.value), null);
}

/** Asks for a folder and imports what is in it at any depth. */
export async function importFolderFromDialog(): Promise<void> {
  const answer = await client.call('chooseFolderSources', {});
  if (!answer.ok) showToast(describeAppError(answer.error), { tone: 'error' });
  else if (answer.value !== null) await importFound(answer.value, null);
}

/**
 * Imports files and folders that were dropped or pasted.
 * @param workId the work that all of them go to; null as {@link importFromDialog} does
 */
export async function importDropped(files: readonly File[], workId: WorkId | null): Promise<void> {
  const found = await registerDropped(files, async (some) => {
    const first = await window.afterimage.registerFiles(some);
    return { ...first, sources: await allSources(first) };
  });
  if (found.isCut) {
    const most = maximumFiles.toLocaleString('en-GB');
    showToast(`Of a folder with very many files the first ${most} were taken. Drop its parts one by one.`, {
      tone: 'error',
    });
  }
  await importFound({ ...found, moreId: null }, workId);
}

/** Imports a bitmap that was pasted and has no file of its own. */
export async function importPastedPicture(picture: File): Promise<void> {
  const bytes = new Uint8Array(await picture.arrayBuffer());
  const fileName = pastedName(new Date(), picture.type);
  const answer = await client.call('addPastedPicture', { fileName, bytes });
  if (answer.ok) await importFound(onlyFiles([answer.value]), null);
  else showToast(describeAppError(answer.error), { tone: 'error' });
}

/** "Pasted 2026-11-22 14.05.09.png", in local time. */
function pastedName(now: Date, mimeType: string): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join('-');
  const time = [now.getHours(), now.getMinutes(), now.getSeconds()].map(two).join('.');
  const extension = mimeType === 'image/jpeg' ? 'jpg' : (mimeType.split('/')[1] ?? 'png');
  return `Pasted ${day} ${time}.${extension}`;
}

function onlyFiles(sources: FoundSources['sources']): FoundSources {
  return { sources, moreId: null, unsupported: 0, folderName: null };
}

/** A long list comes piece by piece, so that the window is never held up by it. */
async function allSources(found: FoundSources): Promise<SourceRef[]> {
  const sources = [...found.sources];
  for (let { moreId } = found; moreId !== null; ) {
    const answer = await client.call('moreSources', { moreId });
    if (!answer.ok) break;
    sources.push(...answer.value.sources);
    moreId = answer.value.moreId;
  }
  return sources;
}

/** Puts what was found in the import queue, or says why there is nothing to import. */
async function importFound(found: FoundSources, workId: WorkId | null): Promise<void> {
  const { unsupported, folderName } = found;
  const sources = await allSources(found);
  const [first] = sources;
  if (first === undefined) {
    const others = unsupported === 0 ? '' : ` ${counted(unsupported, 'other file')} left out.`;
    if (folderName !== null) showToast(`There is no video and no picture in “${folderName}”.${others}`);
    else showToast('There was no file to import in that.', { tone: 'error' });
    return;
  }
  goTo('library');
  const chosen = chosenWorkId();
  const name = folderName ?? (sources.length === 1 ? first.fileName : counted(sources.length, 'file'));
  await queueImport({
    kind: folderName === null ? 'files' : 'folder',
    name,
    sources,
    unsupported,
    workIdFor: ({ fileName }) => workId ?? (mediaKindOfName(fileName) === 'still' ? chosen : null),
  });
}
