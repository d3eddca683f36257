import { describeAppError } from '../../shared/contract/appError.ts';
import { maximumFiles } from '../../shared/contract/bridge.ts';
import type { SourceRef } from '../../shared/contract/contract.ts';
import type { WorkId } from '../../shared/domain/ids.ts';
import { mediaKindOfName } from '../../shared/domain/mediaFileNames.ts';
import { database } from '../database/afterimageDatabase.ts';
import { useGallery } from '../library/galleryStore.ts';
import { showToast } from '../ui/toasts.ts';
import { client } from './connect.ts';
import { importShown } from './importJobs.ts';
import { goTo } from './navigation.ts';
import { importBatches, registerDropped } from './registerDropped.ts';

/** The work that the library is narrowed to, if it is just one. */
export function chosenWorkId(): WorkId | null {
  const { workIds } = useGallery.getState().filter;
  return workIds.length === 1 ? (workIds[0] ?? null) : null;
}

/** Asks for files and imports them: videos as works of their own, stills into the chosen work. */
export async function importFromDialog(): Promise<void> {
  const answer = await client.call('chooseSources', {});
  if (answer.ok) await importRefs(answer.value, null);
  else showToast(describeAppError(answer.error), { tone: 'error' });
}

/**
 * Imports files and folders that were dropped or pasted.
 * @param workId the work that all of them go to; null as {@link importFromDialog} does
 */
export async function importDropped(files: readonly File[], workId: WorkId | null): Promise<void> {
  const { sources, isCut } = await registerDropped(files, (some) => window.afterimage.registerFiles(some));
  if (isCut) {
    const most = maximumFiles.toLocaleString('en-GB');
    showToast(`Of a folder with very many files the first ${most} were taken. Drop its parts one by one.`, {
      tone: 'error',
    });
  }
  if (sources.length === 0) {
    showToast('There was no file to import in that.', { tone: 'error' });
    return;
  }
  await importRefs(sources, workId);
}

/** Imports a bitmap that was pasted and has no file of its own. */
export async function importPastedPicture(picture: File): Promise<void> {
  const bytes = new Uint8Array(await picture.arrayBuffer());
  const fileName = pastedName(new Date(), picture.type);
  const answer = await client.call('addPastedPicture', { fileName, bytes });
  if (answer.ok) await importRefs([answer.value], null);
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

async function importRefs(sources: readonly SourceRef[], workId: WorkId | null): Promise<void> {
  if (sources.length === 0) return;
  goTo('library');
  const chosen = chosenWorkId();
  for (const batch of importBatches(sources)) {
    const running = await importShown({
      database,
      client,
      sources: batch,
      workIdFor: ({ fileName }) => workId ?? (mediaKindOfName(fileName) === 'still' ? chosen : null),
      sample: false,
    });
    const result = await running.result;
    if (!result.ok || result.value.cancelled) return;
  }
}
