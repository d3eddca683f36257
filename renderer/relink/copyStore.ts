import { create } from 'zustand';
import { describeAppError } from '../../shared/contract/appError.ts';
import type { Output } from '../../shared/contract/contract.ts';
import type { MediaId } from '../../shared/domain/ids.ts';
import { client } from '../app/connect.ts';
import { database } from '../database/afterimageDatabase.ts';
import { showToast } from '../ui/toasts.ts';
import { checkAvailability } from './mediaAvailability.ts';

type CopyResult = Output<'copyIntoLibrary'>;

/** The dialog that copies originals: what it asks about, how far it is, what came of it. */
export type CopyView =
  | { readonly state: 'asking'; readonly mediaIds: readonly MediaId[]; readonly sizeBytes: number }
  | {
      readonly state: 'copying';
      readonly fileName: string;
      readonly filesDone: number;
      readonly filesTotal: number;
      readonly fraction: number;
      readonly isCancelling: boolean;
    }
  | { readonly state: 'done'; readonly result: CopyResult };

/** Null while the dialog is closed. */
export const useCopy = create<{ view: CopyView | null }>(() => ({ view: null }));

let cancelJob: (() => void) | null = null;

/** Opens the dialog for files of the library. */
export async function copyOriginals(mediaIds: readonly MediaId[]): Promise<void> {
  const media = (await database.media.bulkGet([...mediaIds])).filter((row) => row !== undefined);
  if (media.length === 0 || useCopy.getState().view?.state === 'copying') return;
  useCopy.setState({
    view: {
      state: 'asking',
      mediaIds: media.map(({ id }) => id),
      sizeBytes: media.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    },
  });
}

export function closeCopy(): void {
  if (useCopy.getState().view?.state !== 'copying') useCopy.setState({ view: null });
}

/** Stops after the piece under way; whole copies stay, a half one is removed. */
export function cancelCopy(): void {
  cancelJob?.();
  useCopy.setState(({ view }) =>
    view?.state === 'copying' ? { view: { ...view, isCancelling: true } } : {},
  );
}

/** Copies what the dialog asked about. */
export async function startCopy(): Promise<void> {
  const { view } = useCopy.getState();
  if (view?.state !== 'asking') return;
  const { mediaIds } = view;
  useCopy.setState({
    view: {
      state: 'copying',
      fileName: '',
      filesDone: 0,
      filesTotal: mediaIds.length,
      fraction: 0,
      isCancelling: false,
    },
  });
  const job = client.start('copyIntoLibrary', { mediaIds: [...mediaIds] }, ({ type: _type, ...progress }) =>
    useCopy.setState(({ view: shown }) =>
      shown?.state === 'copying' ? { view: { ...shown, ...progress } } : {},
    ),
  );
  cancelJob = () => job.cancel();
  const result = await job.result;
  cancelJob = null;
  if (result.ok) useCopy.setState({ view: { state: 'done', result: result.value } });
  else {
    useCopy.setState({ view: null });
    showToast(describeAppError(result.error), { tone: 'error' });
  }
  await checkAvailability(database, client);
}
