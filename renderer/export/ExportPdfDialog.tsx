import { useState } from 'react';
import type { BoardId } from '../../shared/domain/ids.ts';
import type { PrintDocument } from '../../shared/print/printDocument.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import styles from './ExportPdfDialog.module.css';
import { PageList } from './PageList.tsx';
import { PagePreview } from './PagePreview.tsx';
import { type ExportState, useExportPdf } from './useExportPdf.ts';
import { type PrintPages, usePrintPages } from './usePrintPages.ts';

type PageFormat = PrintDocument['pageFormat'];

const formats = [
  { id: 'a4-landscape', label: 'A4 landscape', detail: '297 × 210 mm' },
  { id: 'letter-landscape', label: 'US Letter landscape', detail: '11 × 8.5 in' },
] as const satisfies readonly { id: PageFormat; label: string; detail: string }[];

/** Countries that write on Letter paper. */
const letterRegions: ReadonlySet<string> = new Set(['US', 'CA', 'MX', 'CL', 'CO', 'PH', 'PR', 'VE', 'DO']);

function usualFormat(): PageFormat {
  const region = new Intl.Locale(navigator.language).region ?? '';
  return letterRegions.has(region) ? 'letter-landscape' : 'a4-landscape';
}

/** Shows a board as it will be printed, page by page, and writes it as a PDF. */
export function ExportPdfDialog({
  boardId,
  isOpen,
  onClose,
}: {
  boardId: BoardId;
  isOpen: boolean;
  onClose: () => void;
}) {
  const [pageFormat, setPageFormat] = useState<PageFormat>(usualFormat);
  const [chosenPage, setChosenPage] = useState(0);
  const printed = usePrintPages(isOpen ? boardId : null, pageFormat);
  const leave = (): void => {
    setChosenPage(0);
    onClose();
  };
  const exporting = useExportPdf(leave);
  const close = (): void => {
    exporting.reset();
    leave();
  };
  const isBusy = exporting.state.state === 'writing' || exporting.state.state === 'choosing';
  return (
    <Dialog
      title="Export PDF"
      size="large"
      isOpen={isOpen}
      isBusy={isBusy}
      onClose={() => {
        if (!isBusy) close();
      }}
      actions={
        <>
          <ExportProgress state={exporting.state} />
          {exporting.state.state === 'writing' ? (
            <Button onPress={exporting.cancel}>Cancel</Button>
          ) : (
            <Button onPress={close} isDisabled={isBusy}>
              Close
            </Button>
          )}
          <Button
            variant="primary"
            isDisabled={printed.state !== 'ready' || isBusy}
            onPress={() => {
              if (printed.state === 'ready') exporting.start(printed.document);
            }}
          >
            Export…
          </Button>
        </>
      }
    >
      <div className={styles['content']}>
        <div className={styles['bar']}>
          <div className={styles['format']}>
            <SelectField
              label="Paper"
              options={formats}
              value={pageFormat}
              onChange={setPageFormat}
              isDisabled={isBusy}
            />
          </div>
          {printed.state === 'ready' ? <p className={styles['facts']}>{factsOf(printed.document)}</p> : null}
        </div>
        <Pages printed={printed} chosenPage={chosenPage} onChoose={setChosenPage} />
      </div>
    </Dialog>
  );
}

function Pages({
  printed,
  chosenPage,
  onChoose,
}: {
  printed: PrintPages;
  chosenPage: number;
  onChoose: (index: number) => void;
}) {
  if (printed.state === 'failed') {
    return (
      <p role="alert" className={styles['message']}>
        The pages could not be laid out: {printed.reason}
      </p>
    );
  }
  if (printed.state === 'loading') return <p className={styles['message']}>Laying out the pages…</p>;
  const { pages } = printed;
  const index = Math.min(chosenPage, pages.length - 1);
  const page = pages[index];
  if (page === undefined) return null;
  return (
    <div className={styles['pages']}>
      <PageList pages={pages} current={index} onChoose={onChoose} />
      <div className={styles['stage']}>
        <div className={styles['sheet']} style={{ aspectRatio: `${page.width} / ${page.height}` }}>
          <PagePreview page={page} variant="thumb" label={`Page ${index + 1}, ${page.label}`} />
        </div>
        <div className={styles['turn']}>
          <Button isDisabled={index === 0} onPress={() => onChoose(index - 1)}>
            Previous page
          </Button>
          <span className="numeric" aria-live="polite">
            Page {index + 1} of {pages.length}
          </span>
          <Button isDisabled={index === pages.length - 1} onPress={() => onChoose(index + 1)}>
            Next page
          </Button>
        </div>
      </div>
    </div>
  );
}

function ExportProgress({ state }: { state: ExportState }) {
  if (state.state === 'failed') {
    return (
      <p role="alert" className={`${styles['progress']} ${styles['error']}`}>
        {state.message}
      </p>
    );
  }
  if (state.state !== 'writing') return <span className={styles['progress']} />;
  const { fileName, pagesDone, pagesTotal } = state;
  return (
    <div className={styles['progress']}>
      <span>
        Writing {fileName}
        {pagesTotal === 0 ? '' : `, page ${pagesDone} of ${pagesTotal}`}
      </span>
      <ProgressBar label="Export" fraction={pagesTotal === 0 ? 0 : pagesDone / pagesTotal} />
    </div>
  );
}

/** What the document holds, and what a reader may miss in it. */
function factsOf({ board, spreads }: PrintDocument): string {
  if (spreads.length > 0)
    return `Cover, the board, ${spreads.length} ${spreads.length === 1 ? 'homage' : 'homages'}, credits`;
  return board.items.length === 0
    ? 'This board is empty: place frames and links on it first.'
    : 'No homage links are drawn on this board: it prints as an overview only.';
}
