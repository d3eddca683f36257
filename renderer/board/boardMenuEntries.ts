import type { BoardPoint } from '../../shared/board/edgePath.ts';
import { findEntries } from '../library/frameMenuEntries.ts';
import type { MenuEntry } from '../ui/MenuEntries.tsx';
import { addText } from './addText.ts';
import { alignments } from './alignments.ts';
import { canPaste, duplicateSelected, paste } from './boardClipboard.ts';
import {
  alignSelected,
  deleteSelected,
  distributeSelected,
  fitItems,
  isPlaced,
  selectAll,
  selectedItems,
  stackSelected,
  zoomTo,
} from './boardCommands.ts';
import type { BoardSession } from './boardSession.ts';
import { startWriting } from './boardWriting.ts';
import { barsShown, setBars } from './frameBars.ts';
import { draftBetween } from './linkDraft.ts';
import { redoStep, redoStepLabel, undoStep, undoStepLabel } from './undoStep.ts';
import { linkOnBoard } from './useDrawNewLink.ts';

/** What the board's own menu asks of the section around it. */
export interface BoardMenuTools {
  readonly onAdd: () => void;
  readonly onLayOut: () => void;
  readonly onExport: () => void;
}

/** The menu of what is selected. */
export function selectionEntries(session: BoardSession): MenuEntry[] {
  const items = selectedItems(session);
  const [first, ...others] = items;
  const placedCount = items.filter(isPlaced).length;
  const draft = draftBetween(items, session.content.getState());
  const bars = barsShown(items, session.content.getState().frames);
  const isText = others.length === 0 && (first?.content.kind === 'note' || first?.content.kind === 'heading');
  return [
    ...(isText && first !== undefined
      ? [
          {
            id: 'edit',
            label: 'Edit text',
            detail: 'Enter',
            onAction: () => startWriting(session, first.id),
          },
        ]
      : []),
    ...(draft === null
      ? []
      : [{ id: 'link', label: 'Link these two…', onAction: () => linkOnBoard(session, draft) }]),
    { id: 'cut', label: 'Cut', detail: 'Ctrl X', startsGroup: true, onAction: () => byClipboard('cut') },
    { id: 'copy', label: 'Copy', detail: 'Ctrl C', onAction: () => byClipboard('copy') },
    {
      id: 'duplicate',
      label: 'Duplicate',
      detail: 'Ctrl D',
      onAction: () => duplicateSelected(session),
    },
    ...(bars === 'none'
      ? []
      : [
          {
            id: 'bars',
            label: bars === 'all' ? 'Hide bars' : 'Show bars',
            startsGroup: true,
            onAction: () => setBars(session, bars !== 'all'),
          },
        ]),
    ...(others.length === 0 && first?.content.kind === 'frame' ? findEntries(first.content.frameId) : []),
    ...(placedCount === 0 ? [] : placeEntries(session, placedCount)),
    {
      id: 'delete',
      label: 'Delete',
      detail: 'Del',
      startsGroup: true,
      onAction: () => deleteSelected(session),
    },
  ];
}

/** Order, arrangement and view of what has a place on the board. */
function placeEntries(session: BoardSession, placedCount: number): MenuEntry[] {
  return [
    {
      id: 'forward',
      label: 'Bring forward',
      detail: 'Ctrl ]',
      startsGroup: true,
      onAction: () => stackSelected(session, 'forward'),
    },
    { id: 'front', label: 'To front', detail: ']', onAction: () => stackSelected(session, 'to-front') },
    {
      id: 'backward',
      label: 'Send backward',
      detail: 'Ctrl [',
      onAction: () => stackSelected(session, 'backward'),
    },
    { id: 'back', label: 'To back', detail: '[', onAction: () => stackSelected(session, 'to-back') },
    ...(placedCount < 2 ? [] : arrangeEntries(session, placedCount)),
    {
      id: 'zoom',
      label: 'Zoom to selection',
      detail: 'Shift 2',
      startsGroup: true,
      onAction: () => fitItems(session, session.state.selection),
    },
  ];
}

function arrangeEntries(session: BoardSession, placedCount: number): MenuEntry[] {
  return [
    {
      id: 'align',
      label: 'Align',
      startsGroup: true,
      entries: alignments.map(([alignment, label]) => ({
        id: alignment,
        label,
        onAction: () => alignSelected(session, alignment),
      })),
    },
    {
      id: 'distribute',
      label: 'Distribute',
      isDisabled: placedCount < 3,
      entries: [
        { id: 'across', label: 'Horizontally', onAction: () => distributeSelected(session, 'horizontal') },
        { id: 'down', label: 'Vertically', onAction: () => distributeSelected(session, 'vertical') },
      ],
    },
  ];
}

/**
 * The menu of the empty ground.
 * @param at where it was opened, board units
 */
export function groundEntries(session: BoardSession, at: BoardPoint, tools: BoardMenuTools): MenuEntry[] {
  const undoLabel = undoStepLabel(session);
  const redoLabel = redoStepLabel(session);
  const isEmpty = session.state.items.size === 0;
  return [
    { id: 'note', label: 'Note here', onAction: () => addText(session, 'note', at) },
    { id: 'heading', label: 'Heading here', onAction: () => addText(session, 'heading', at) },
    { id: 'add', label: 'Add from the library…', onAction: tools.onAdd },
    {
      id: 'paste',
      label: 'Paste board items',
      detail: 'Ctrl V',
      startsGroup: true,
      isDisabled: !canPaste(),
      onAction: () => paste(session),
    },
    {
      id: 'all',
      label: 'Select all',
      detail: 'Ctrl A',
      isDisabled: isEmpty,
      onAction: () => selectAll(session),
    },
    {
      id: 'undo',
      label: undoLabel === null ? 'Undo' : `Undo: ${undoLabel}`,
      detail: 'Ctrl Z',
      startsGroup: true,
      isDisabled: undoLabel === null,
      onAction: () => void undoStep(session),
    },
    {
      id: 'redo',
      label: redoLabel === null ? 'Redo' : `Redo: ${redoLabel}`,
      detail: 'Ctrl Shift Z',
      isDisabled: redoLabel === null,
      onAction: () => void redoStep(session),
    },
    {
      id: 'fit',
      label: 'Fit',
      detail: 'Shift 1',
      startsGroup: true,
      isDisabled: isEmpty,
      onAction: () => fitItems(session),
    },
    { id: 'full', label: '100 %', detail: 'Ctrl 0', onAction: () => zoomTo(session, 1) },
    { id: 'layout', label: 'Lay out homages', startsGroup: true, onAction: tools.onLayOut },
    { id: 'export', label: 'Export PDF…', detail: 'Ctrl E', onAction: tools.onExport },
  ];
}

/** Through the system's clipboard, as the keys do it: an event of the page takes it up. */
function byClipboard(command: 'cut' | 'copy'): void {
  document.execCommand(command);
}
