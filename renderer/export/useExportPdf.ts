import { useRef, useState } from 'react';
import { type AppError, describeAppError } from '../../shared/contract/appError.ts';
import type { RunningJob } from '../../shared/contract/contractClient.ts';
import type { TargetId } from '../../shared/domain/ids.ts';
import type { PrintDocument } from '../../shared/print/printDocument.ts';
import { client } from '../app/connect.ts';
import { showToast } from '../ui/toasts.ts';
import { suggestedPdfName } from './suggestedPdfName.ts';

/** Where an export stands. */
export type ExportState =
  | { readonly state: 'idle' }
  | { readonly state: 'choosing' }
  | {
      readonly state: 'writing';
      readonly fileName: string;
      readonly pagesDone: number;
      readonly pagesTotal: number;
    }
  | { readonly state: 'failed'; readonly message: string };

/**
 * Asks where to save and writes the PDF.
 * @param onDone called once the file is written
 */
export function useExportPdf(onDone: () => void) {
  const [state, setState] = useState<ExportState>({ state: 'idle' });
  const job = useRef<RunningJob<'exportPdf'> | null>(null);

  const fail = (error: AppError): void => {
    setState(
      error.code === 'cancelled' ? { state: 'idle' } : { state: 'failed', message: describeAppError(error) },
    );
  };

  const start = async (printed: PrintDocument): Promise<void> => {
    setState({ state: 'choosing' });
    const chosen = await client.call('chooseSaveTarget', {
      suggestedName: suggestedPdfName(printed.title),
      format: 'pdf',
    });
    if (!chosen.ok) return fail(chosen.error);
    if (chosen.value === null) return setState({ state: 'idle' });
    const { targetId, fileName } = chosen.value;
    setState({ state: 'writing', fileName, pagesDone: 0, pagesTotal: 0 });
    job.current = client.start('exportPdf', { targetId, document: printed }, (progress) => {
      setState((before) => (before.state === 'writing' ? { ...before, ...progress } : before));
    });
    const result = await job.current.result;
    job.current = null;
    if (!result.ok) return fail(result.error);
    setState({ state: 'idle' });
    const { pages } = result.value;
    showToast(`Exported ${fileName}, ${pages} ${pages === 1 ? 'page' : 'pages'}`, {
      action: { label: 'Show in folder', run: () => void reveal(targetId) },
    });
    onDone();
  };

  return {
    state,
    start: (printed: PrintDocument): void => void start(printed),
    cancel: (): void => job.current?.cancel(),
    /** Forgets an error that was shown. */
    reset: (): void => setState({ state: 'idle' }),
  };
}

async function reveal(targetId: TargetId): Promise<void> {
  const result = await client.call('revealTarget', { targetId });
  if (!result.ok) showToast(describeAppError(result.error), { tone: 'error' });
}
