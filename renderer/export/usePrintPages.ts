import { useEffect, useState } from 'react';
import type { BoardId } from '../../shared/domain/ids.ts';
import { layoutDocument } from '../../shared/print/layoutDocument.ts';
import type { DrawOp, FontFace, FontWeight, PageLayout } from '../../shared/print/pageLayout.ts';
import type { PrintDocument } from '../../shared/print/printDocument.ts';
import { database } from '../database/afterimageDatabase.ts';
import { useColourLanguage } from '../palettes/colourLanguage.ts';
import { buildPrintDocument } from './buildPrintDocument.ts';
import { canvasTextMeasure, loadPrintFaces } from './canvasTextMeasure.ts';

/** What the dialog shows: the document and its pages, or why there are none. */
export type PrintPages =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly document: PrintDocument; readonly pages: readonly PageLayout[] }
  | { readonly state: 'failed'; readonly reason: string };

/** Lays a board out for print, anew whenever the format changes; nothing is read while it is null. */
export function usePrintPages(boardId: BoardId | null, pageFormat: PrintDocument['pageFormat']): PrintPages {
  const wanted = boardId === null ? null : `${boardId} ${pageFormat}`;
  const [settled, setSettled] = useState<{ wanted: string; result: PrintPages } | null>(null);
  useEffect(() => {
    if (boardId === null) return undefined;
    let isCurrent = true;
    const settle = (result: PrintPages): void => {
      if (isCurrent) setSettled({ wanted: `${boardId} ${pageFormat}`, result });
    };
    layOut(boardId, pageFormat).then(
      (laidOut) => settle({ state: 'ready', ...laidOut }),
      (thrown: unknown) =>
        settle({ state: 'failed', reason: thrown instanceof Error ? thrown.message : String(thrown) }),
    );
    return () => {
      isCurrent = false;
      // When the dialog opens again the board may have changed.
      setSettled(null);
    };
  }, [boardId, pageFormat]);
  return settled !== null && settled.wanted === wanted ? settled.result : { state: 'loading' };
}

async function layOut(boardId: BoardId, pageFormat: PrintDocument['pageFormat']) {
  const { language } = useColourLanguage.getState();
  const printed = await buildPrintDocument(database, boardId, {
    pageFormat,
    createdOn: today(),
    colourLanguage: language,
  });
  // The first layout tells which faces are needed; only once they are there are its widths true.
  await loadPrintFaces(facesOf(layoutDocument(printed, canvasTextMeasure())));
  return { document: printed, pages: layoutDocument(printed, canvasTextMeasure()) };
}

function facesOf(pages: readonly PageLayout[]): Iterable<{ face: FontFace; weight: FontWeight }> {
  const faces = new Map<string, { face: FontFace; weight: FontWeight }>();
  const add = (op: DrawOp): void => {
    if (op.kind === 'group') op.ops.forEach(add);
    else if (op.kind === 'text') faces.set(`${op.face} ${op.weight}`, { face: op.face, weight: op.weight });
  };
  for (const page of pages) page.ops.forEach(add);
  return faces.values();
}

/** Today where the user is, YYYY-MM-DD. */
function today(): string {
  const now = new Date();
  const twoDigits = (value: number): string => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${twoDigits(now.getMonth() + 1)}-${twoDigits(now.getDate())}`;
}
