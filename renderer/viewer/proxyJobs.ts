import { create } from 'zustand';
import { type AppError, describeAppError } from '../../shared/contract/appError.ts';
import type { MediaId } from '../../shared/domain/ids.ts';
import { client } from '../app/connect.ts';
import { showToast } from '../ui/toasts.ts';

/** A proxy being made, or why it was not. */
export interface ProxyJob {
  readonly fraction: number;
  /** Null while unknown. */
  readonly remainingSec: number | null;
  readonly isCancelling: boolean;
  readonly error: AppError | null;
}

/** Proxies under way by media; they go on while other things are looked at. */
export const useProxyJobs = create<{ jobs: ReadonlyMap<MediaId, ProxyJob> }>(() => ({ jobs: new Map() }));

const cancels = new Map<MediaId, () => void>();

function change(mediaId: MediaId, job: ProxyJob | null): void {
  useProxyJobs.setState(({ jobs }) => {
    const next = new Map(jobs);
    if (job === null) next.delete(mediaId);
    else next.set(mediaId, job);
    return { jobs: next };
  });
}

/**
 * Makes a video's proxy, unless it is being made.
 * @param fileName for the message when it is ready and nobody is looking
 * @returns whether there is one now
 */
export async function makeProxy(
  mediaId: MediaId,
  fileName: string,
  isShown: () => boolean,
): Promise<boolean> {
  if (cancels.has(mediaId)) return false;
  const starting: ProxyJob = { fraction: 0, remainingSec: null, isCancelling: false, error: null };
  change(mediaId, starting);
  const job = client.start('makeProxy', { mediaId }, ({ fraction, remainingSec }) => {
    const before = useProxyJobs.getState().jobs.get(mediaId) ?? starting;
    change(mediaId, { ...before, fraction, remainingSec });
  });
  cancels.set(mediaId, () => job.cancel());
  const result = await job.result;
  cancels.delete(mediaId);
  const wasStopped = !result.ok && result.error.code === 'cancelled';
  change(mediaId, result.ok || wasStopped ? null : { ...starting, error: result.error });
  if (!isShown() && !wasStopped) {
    if (result.ok) showToast(`${fileName} can be played now`);
    else showToast(describeAppError(result.error), { tone: 'error' });
  }
  return result.ok;
}

/** Stops making a proxy; nothing half-made is kept. */
export function cancelProxy(mediaId: MediaId): void {
  const job = useProxyJobs.getState().jobs.get(mediaId);
  if (job !== undefined) change(mediaId, { ...job, isCancelling: true });
  cancels.get(mediaId)?.();
}
