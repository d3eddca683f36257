import { useVirtualizer } from '@tanstack/react-virtual';
import { useLiveQuery } from 'dexie-react-hooks';
import { type KeyboardEvent, type MouseEvent, useRef, useState } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import type { ImportFile, ImportFileId, ImportJob } from '../../shared/domain/importQueue.ts';
import { database } from '../database/afterimageDatabase.ts';
import { filesIn, filesOf } from '../database/importQueue.ts';
import { Button } from '../ui/Button.tsx';
import { importQueue } from './importJobs.ts';
import styles from './JobPanel.module.css';
import { fileStateText } from './jobWords.ts';

type Shown = 'all' | 'trouble';

const rowPx = 40;
/** Rows are read in pieces of this many, around those in view. */
const pieceRows = 50;

/** A job's files, of which only those in view are read and drawn. */
export function JobFiles({ job, underWay }: { job: ImportJob; underWay: ReadonlySet<ImportFileId> }) {
  const [shown, setShown] = useState<Shown>(job.failed + job.warned > 0 ? 'trouble' : 'all');
  const [cursor, setCursor] = useState<number | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const troubled = job.failed + job.warned;
  const count = shown === 'all' ? job.total : troubled;
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 4,
  });
  const rows = virtualizer.getVirtualItems();
  const start = Math.floor((rows[0]?.index ?? 0) / pieceRows) * pieceRows;
  const end = Math.ceil(((rows.at(-1)?.index ?? 0) + 1) / pieceRows) * pieceRows;
  const piece = useLiveQuery(
    () => readPiece(job, shown, start, end),
    [job.id, shown, start, end, job.failed],
  );

  const fileAt = (index: number): ImportFile | undefined =>
    piece?.start === start ? piece.files[index - start] : undefined;

  const chosen = cursor === null ? undefined : fileAt(cursor);
  const onClick = (event: MouseEvent): void => {
    const row = event.target instanceof Element ? event.target.closest('[data-index]') : null;
    if (row !== null) setCursor(Number(row.getAttribute('data-index')));
  };

  /** Arrows go from file to file, Enter tries one again that failed. */
  const onKeyDown = (event: KeyboardEvent): void => {
    const pageRows = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowPx) - 1);
    const step = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: pageRows,
      PageUp: -pageRows,
      Home: -count,
      End: count,
    }[event.key];
    if (step !== undefined && count > 0) {
      event.preventDefault();
      const next = Math.min(count - 1, Math.max(0, (cursor ?? -1) + step));
      setCursor(next);
      virtualizer.scrollToIndex(next, { align: 'auto' });
    } else if (event.key === 'Enter' && chosen !== undefined && canRetry(chosen)) {
      event.preventDefault();
      retry(chosen);
    }
  };

  return (
    <>
      <ToggleButtonGroup
        aria-label="Files shown"
        className={styles['filter'] ?? ''}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[shown]}
        onSelectionChange={(keys) => {
          setShown(keys.has('trouble') ? 'trouble' : 'all');
          setCursor(null);
        }}
      >
        <ToggleButton id="all" className={styles['toggle'] ?? ''}>
          All {job.total.toLocaleString('en-GB')}
        </ToggleButton>
        <ToggleButton id="trouble" className={styles['toggle'] ?? ''}>
          With trouble {troubled.toLocaleString('en-GB')}
        </ToggleButton>
      </ToggleButtonGroup>
      <div
        ref={scroller}
        role="listbox"
        className={styles['files']}
        aria-label="Files"
        aria-activedescendant={cursor === null ? undefined : rowId(cursor)}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onClick={onClick}
      >
        {count === 0 ? <p className={styles['calm']}>No file has failed or come with a warning.</p> : null}
        <div role="presentation" className={styles['rows']} style={{ height: virtualizer.getTotalSize() }}>
          {rows.map((row) => {
            const file = fileAt(row.index);
            return (
              <div
                key={row.key}
                id={rowId(row.index)}
                role="option"
                tabIndex={-1}
                data-index={row.index}
                className={styles['file']}
                style={{ transform: `translateY(${row.start}px)` }}
                aria-selected={row.index === cursor}
                aria-setsize={count}
                aria-posinset={row.index + 1}
              >
                {file === undefined ? null : <FileText file={file} isUnderWay={underWay.has(file.id)} />}
              </div>
            );
          })}
        </div>
      </div>
      {chosen === undefined || !canRetry(chosen) ? null : (
        <footer className={styles['chosen']}>
          <span>{fileStateText(chosen, false)}</span>
          <Button aria-label={`Try again: ${chosen.fileName}`} onPress={() => retry(chosen)}>
            Try again
          </Button>
        </footer>
      )}
    </>
  );
}

function FileText({ file, isUnderWay }: { file: ImportFile; isUnderWay: boolean }) {
  const text = fileStateText(file, isUnderWay);
  return (
    <>
      <span className={styles['fileName']} title={file.fileName}>
        {file.fileName}
      </span>
      <span
        className={`${styles['fileState']} numeric`}
        data-trouble={canRetry(file) || undefined}
        title={text}
      >
        {text}
      </span>
    </>
  );
}

function canRetry(file: ImportFile): boolean {
  return file.state === 'failed' || (file.state === 'done' && file.warning !== null);
}

function retry(file: ImportFile): void {
  void importQueue.retry(file.jobId, [file.id]);
}

const rowId = (index: number): string => `import-file-${index}`;

async function readPiece(
  job: ImportJob,
  shown: Shown,
  start: number,
  end: number,
): Promise<{ start: number; files: readonly ImportFile[] }> {
  const limit = end - start;
  if (shown === 'all') {
    return { start, files: await filesOf(database, job.id).offset(start).limit(limit).toArray() };
  }
  const failed = await filesIn(database, job.id, 'failed').offset(start).limit(limit).toArray();
  const before = Math.max(0, start - job.failed);
  const warned =
    failed.length === limit
      ? []
      : await filesIn(database, job.id, 'warned')
          .offset(before)
          .limit(limit - failed.length)
          .toArray();
  return { start, files: [...failed, ...warned] };
}
