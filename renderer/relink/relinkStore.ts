import { create } from 'zustand';
import { describeAppError } from '../../shared/contract/appError.ts';
import { compareMedia, type MediaComparison } from '../../shared/domain/compareMedia.ts';
import type { MediaId, SourceId } from '../../shared/domain/ids.ts';
import type { Media } from '../../shared/domain/media.ts';
import { client } from '../app/connect.ts';
import { database } from '../database/afterimageDatabase.ts';
import { showToast } from '../ui/toasts.ts';
import { checkAvailability, useMediaAvailability } from './mediaAvailability.ts';

/** A look through a folder, under way or over. */
export interface FolderSearch {
  readonly folderName: string;
  readonly filesSeen: number;
  readonly found: number;
  readonly wanted: number;
  readonly state: 'running' | 'done' | 'cancelled';
  readonly unreadableFolders: number;
}

/** A file that was chosen for a media and is another one. */
export interface OtherFile {
  readonly mediaId: MediaId;
  readonly sourceId: SourceId;
  readonly fileName: string;
  readonly comparison: MediaComparison;
}

interface RelinkState {
  isOpen: boolean;
  search: FolderSearch | null;
  other: OtherFile | null;
}

/** The dialog that finds missing files; not saved. */
export const useRelink = create<RelinkState>(() => ({ isOpen: false, search: null, other: null }));

let cancelSearch: (() => void) | null = null;

export function openRelink(): void {
  useRelink.setState({ isOpen: true, search: null, other: null });
}

/** Closes the dialog; a look that is under way is stopped, what it found stays. */
export function closeRelink(): void {
  cancelSearch?.();
  useRelink.setState({ isOpen: false, other: null });
}

export function cancelFolderSearch(): void {
  cancelSearch?.();
}

/** Asks for a folder and looks there for everything that is missing. */
export async function searchFolder(): Promise<void> {
  const chosen = await client.call('chooseRelinkFolder', {});
  if (!chosen.ok) {
    showToast(describeAppError(chosen.error), { tone: 'error' });
    return;
  }
  if (chosen.value === null) return;
  const { folderId, folderName } = chosen.value;
  const ids = [...useMediaAvailability.getState().offline];
  const rows = (await database.media.bulkGet(ids)).filter((row) => row !== undefined);
  const media = rows.map(({ id, sizeBytes }) => ({ mediaId: id, sizeBytes }));
  if (media.length === 0) return;
  const start: FolderSearch = {
    folderName,
    filesSeen: 0,
    found: 0,
    wanted: media.length,
    state: 'running',
    unreadableFolders: 0,
  };
  useRelink.setState({ search: start, other: null });
  const job = client.start('relinkFolder', { folderId, media }, ({ filesSeen, found, wanted }) => {
    useRelink.setState(({ search }) =>
      search?.state === 'running' ? { search: { ...search, filesSeen, found, wanted } } : {},
    );
  });
  cancelSearch = () => job.cancel();
  const result = await job.result;
  cancelSearch = null;
  if (!result.ok) {
    useRelink.setState({ search: null });
    showToast(describeAppError(result.error), { tone: 'error' });
    return;
  }
  const { found, wanted, filesSeen, unreadableFolders, cancelled } = result.value;
  await checkAvailability(database, client);
  const state = cancelled ? 'cancelled' : 'done';
  useRelink.setState({
    search: { folderName, filesSeen, found: found.length, wanted, unreadableFolders, state },
  });
  if (!useRelink.getState().isOpen) showToast(`${found.length} of ${wanted} found`);
}

/** Asks for the one file of a media. What is another file is shown with what differs. */
export async function relinkOne(media: Pick<Media, 'id' | 'fileName' | 'content'>): Promise<void> {
  const chosen = await client.call('chooseRelinkFile', { mediaId: media.id, fileName: media.fileName });
  if (!chosen.ok) {
    showToast(describeAppError(chosen.error), { tone: 'error' });
    return;
  }
  if (chosen.value === null) return;
  if (chosen.value.outcome === 'relinked') {
    await checkAvailability(database, client);
    useRelink.setState({ other: null });
    showToast(`${media.fileName} found`);
    return;
  }
  const { sourceId, fileName } = chosen.value;
  const probe = await client.call('probe', { sourceId });
  if (!probe.ok) {
    showToast(describeAppError(probe.error), { tone: 'error' });
    return;
  }
  const comparison = compareMedia(media.content, probe.value);
  useRelink.setState({ isOpen: true, other: { mediaId: media.id, sourceId, fileName, comparison } });
}

/** Takes the other file that was chosen in place of the original from now on. */
export async function takeOtherFile({ mediaId, sourceId, fileName }: OtherFile): Promise<void> {
  const answer = await client.call('useAsReencode', { mediaId, sourceId });
  if (!answer.ok) {
    showToast(describeAppError(answer.error), { tone: 'error' });
    return;
  }
  await checkAvailability(database, client);
  useRelink.setState({ other: null });
  showToast(`${fileName} is used from now on`);
}

/** Puts the chosen other file aside. */
export function dropOtherFile(): void {
  useRelink.setState({ other: null });
}
