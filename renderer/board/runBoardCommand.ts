import { readingOrder } from '../../shared/board/readingOrder.ts';
import type { BoardItem } from '../../shared/domain/board.ts';
import { duplicateSelected } from './boardClipboard.ts';
import {
  deleteSelected,
  fitItems,
  nudgeSelected,
  revealItem,
  selectAll,
  selectedItems,
  stackSelected,
  zoomBy,
  zoomTo,
} from './boardCommands.ts';
import type { BoardSession } from './boardSession.ts';
import type { BoardCommand } from './boardShortcut.ts';
import { startWriting } from './boardWriting.ts';
import { sessionEdges } from './sessionEdges.ts';
import { redoStep, undoStep } from './undoStep.ts';

const zoomStep = 1.25;

/**
 * Does what a key asks for.
 * @returns false where there is nothing to do and the key keeps its usual meaning
 */
export function runBoardCommand(session: BoardSession, command: BoardCommand): boolean {
  switch (command.name) {
    case 'next':
      return focusNext(session, 1);
    case 'previous':
      return focusNext(session, -1);
    case 'edit':
      return editSelected(session);
    case 'nudge':
      nudgeSelected(session, command.dx, command.dy);
      return true;
    case 'stack':
      stackSelected(session, command.move);
      return true;
    case 'tool':
      session.store.setState({ tool: command.tool });
      return true;
    default:
      plainCommands[command.name](session);
      return true;
  }
}

type PlainName = Exclude<BoardCommand['name'], 'next' | 'previous' | 'edit' | 'nudge' | 'stack' | 'tool'>;

const plainCommands: Record<PlainName, (session: BoardSession) => void> = {
  undo: (session) => void undoStep(session),
  redo: (session) => void redoStep(session),
  delete: (session) => deleteSelected(session),
  duplicate: duplicateSelected,
  'select-all': selectAll,
  deselect: (session) => {
    session.select([]);
    session.store.setState({ tool: 'select' });
  },
  fit: (session) => fitItems(session),
  'fit-selection': (session) => fitItems(session, session.state.selection),
  'zoom-in': (session) => zoomBy(session, zoomStep),
  'zoom-out': (session) => zoomBy(session, 1 / zoomStep),
  'zoom-100': (session) => zoomTo(session, 1),
};

/** Opens the text of the one selected note or heading. */
function editSelected(session: BoardSession): boolean {
  const [item, ...others] = selectedItems(session);
  if (item === undefined || others.length > 0) return false;
  if (item.content.kind !== 'note' && item.content.kind !== 'heading') return false;
  startWriting(session, item.id);
  return true;
}

/** All that can be reached by Tab, as it is read; a link stands where its label stands. */
export function tabOrder(session: BoardSession): BoardItem[] {
  const { items } = session.state;
  const labels = new Map(
    sessionEdges(items, session.content.getState().links).map((edge) => [
      edge.item.id,
      edge.paths[0]?.labelAt,
    ]),
  );
  const stops = [...items.values()].flatMap((item) => {
    if (item.content.kind !== 'link') return [{ item, x: item.x, y: item.y, width: 1, height: item.height }];
    const at = labels.get(item.id);
    return at === undefined ? [] : [{ item, x: at.x, y: at.y - 11, width: 1, height: 22 }];
  });
  return readingOrder(stops).map((stop) => stop.item);
}

/** Goes to the next item and selects it; false at the end, where Tab leaves the board. */
function focusNext(session: BoardSession, step: 1 | -1): boolean {
  const order = tabOrder(session);
  const { focusId } = session.state;
  const at = order.findIndex((item) => item.id === focusId);
  const next = order[at + step];
  if (at === -1 || next === undefined) return false;
  focusItem(session, next);
  return true;
}

/** Gives an item the keyboard focus, drawing it first where it is out of sight. */
export function focusItem(session: BoardSession, item: BoardItem): void {
  session.wantedFocus = item.id;
  session.select([item.id]);
  revealItem(session, item);
  const element = session.elements.get(item.id);
  if (element !== undefined) {
    session.wantedFocus = null;
    element.focus({ preventScroll: true });
  }
}
