import { type Alignment, alignItems } from '../../shared/board/alignItems.ts';
import { clampZoom, fitRect, reveal, screenToBoard, zoomAt } from '../../shared/board/boardView.ts';
import { boundsOf } from '../../shared/board/boundsOf.ts';
import { distributeItems } from '../../shared/board/distributeItems.ts';
import type { BoardPoint, BoardRect } from '../../shared/board/edgePath.ts';
import { frameStripSpace } from '../../shared/board/itemSize.ts';
import { readingOrder } from '../../shared/board/readingOrder.ts';
import { type StackMove, stackItems } from '../../shared/board/stackItems.ts';
import type { BoardItem } from '../../shared/domain/board.ts';
import type { BoardItemId } from '../../shared/domain/ids.ts';
import { showToast } from '../ui/toasts.ts';
import type { BoardSession } from './boardSession.ts';
import { newItem, topZ } from './newItem.ts';
import { sessionEdges } from './sessionEdges.ts';

/** True for what has a place of its own (a link is drawn between others). */
export function isPlaced(item: BoardItem): boolean {
  return item.content.kind !== 'link';
}

/** "1 item", "3 items". */
export function countItems(count: number): string {
  return count === 1 ? '1 item' : `${count} items`;
}

export function selectedItems(session: BoardSession): BoardItem[] {
  const { items, selection } = session.state;
  return [...selection].flatMap((id) => items.get(id) ?? []);
}

/** Commits new versions of items; those that did not change are left out. */
export function commitUpdates(
  session: BoardSession,
  changed: readonly BoardItem[],
  label: string,
  mergeKey: string | null = null,
): void {
  const { items } = session.state;
  const updated = changed.flatMap((to) => {
    const from = items.get(to.id);
    return from === undefined || samePlace(from, to) ? [] : [[from, to] as const];
  });
  session.commit({ added: [], updated, removed: [] }, label, mergeKey);
}

function samePlace(a: BoardItem, b: BoardItem): boolean {
  return (
    a.x === b.x &&
    a.y === b.y &&
    a.width === b.width &&
    a.height === b.height &&
    a.z === b.z &&
    a.content === b.content
  );
}

/** Removes the selected items and the edges that lose what they were drawn between. */
export function deleteSelected(session: BoardSession, label = 'Delete'): void {
  const { items } = session.state;
  const { links } = session.content.getState();
  const gone = new Set(selectedItems(session));
  if (gone.size === 0) return;
  const left = new Map([...items].filter(([, item]) => !gone.has(item)));
  const stillDrawn = new Set(sessionEdges(left, links).map((edge) => edge.item.id));
  for (const edge of sessionEdges(items, links)) if (!stillDrawn.has(edge.item.id)) gone.add(edge.item);
  const removed = [...gone];
  session.select([]);
  session.commit({ added: [], updated: [], removed }, `${label} ${countItems(removed.length)}`);
  const entry = session.history.last;
  showToast(`${countItems(removed.length)} removed from the board`, {
    action: {
      label: 'Undo',
      run: () => {
        if (session.history.last === entry) session.undo();
        else session.commit({ added: removed, updated: [], removed: [] }, 'Put back');
      },
    },
  });
}

/** Moves the selection by board units; steps in quick succession are one undo entry. */
export function nudgeSelected(session: BoardSession, dx: number, dy: number): void {
  const moved = selectedItems(session).filter(isPlaced);
  const key = `nudge ${nudgeSeries(moved)}`;
  const label = `Move ${countItems(moved.length)}`;
  commitUpdates(
    session,
    moved.map((item) => ({ ...item, x: item.x + dx, y: item.y + dy })),
    label,
    key,
  );
}

let lastNudge = { ids: '', atMs: 0, series: 0 };

function nudgeSeries(items: readonly BoardItem[]): number {
  const ids = items.map((item) => item.id).join();
  const atMs = performance.now();
  const sameSeries = ids === lastNudge.ids && atMs - lastNudge.atMs < 1000;
  lastNudge = { ids, atMs, series: lastNudge.series + (sameSeries ? 0 : 1) };
  return lastNudge.series;
}

export function alignSelected(session: BoardSession, alignment: Alignment): void {
  commitUpdates(session, alignItems(selectedItems(session).filter(isPlaced), alignment), 'Align');
}

export function distributeSelected(session: BoardSession, direction: 'horizontal' | 'vertical'): void {
  commitUpdates(session, distributeItems(selectedItems(session).filter(isPlaced), direction), 'Distribute');
}

export function stackSelected(session: BoardSession, move: StackMove): void {
  const labels = {
    forward: 'Bring forward',
    'to-front': 'Bring to front',
    backward: 'Send backward',
    'to-back': 'Send to back',
  };
  const { items, selection } = session.state;
  commitUpdates(session, stackItems(items.values(), selection, move), labels[move]);
}

export function selectAll(session: BoardSession): void {
  const items = readingOrder([...session.state.items.values()].filter(isPlaced));
  session.select(items.map((item) => item.id));
  session.announce(`${countItems(items.length)} selected`);
}

/** Adds items on top of the others, selects them and brings them into view. */
export function addItems(
  session: BoardSession,
  contents: readonly { content: BoardItem['content']; rect: BoardRect }[],
  label: string,
  mergeKey: string | null = null,
): BoardItem[] {
  let z = topZ(session.state.items.values());
  const added = contents.map(({ content, rect }) => newItem(session.boardId, content, rect, z++));
  session.commit({ added, updated: [], removed: [] }, label, mergeKey);
  session.select(added.map((item) => item.id));
  return added;
}

/** The middle of what is seen. */
export function viewCentre(session: BoardSession): BoardPoint {
  const { view, camera } = session;
  return screenToBoard(camera, view, { x: view.width / 2, y: view.height / 2 });
}

/** Zooms by a factor about a view point, by default the middle. */
export function zoomBy(session: BoardSession, factor: number, at?: BoardPoint): void {
  const { view, camera } = session;
  const point = at ?? { x: view.width / 2, y: view.height / 2 };
  session.setCamera(zoomAt(camera, view, point, factor));
}

export function zoomTo(session: BoardSession, zoom: number): void {
  session.setCamera({ ...session.camera, zoom: clampZoom(zoom) });
}

/** Shows everything, or the given items. */
export function fitItems(session: BoardSession, ids?: ReadonlySet<BoardItemId>): void {
  const { items } = session.state;
  const shown = [...items.values()].filter((item) => isPlaced(item) && (ids?.has(item.id) ?? true));
  const bounds = boundsOf(shown);
  if (bounds === null || session.view.width === 0) return;
  const withStrips = { ...bounds, height: bounds.height + frameStripSpace };
  const fitted = fitRect(withStrips, session.view, 40, ids === undefined ? 1 : 2);
  session.setCamera(fitted);
}

/** Brings an item into view with the least movement. */
export function revealItem(session: BoardSession, item: BoardItem): void {
  const rect = isPlaced(item) ? item : edgeRect(session, item);
  if (rect !== null) session.setCamera(reveal(session.camera, session.view, rect, 24));
}

/** Where a link's label stands. */
function edgeRect(session: BoardSession, item: BoardItem): BoardRect | null {
  const edges = sessionEdges(session.state.items, session.content.getState().links);
  const at = edges.find((edge) => edge.item.id === item.id)?.paths[0]?.labelAt;
  return at === undefined ? null : { x: at.x - 90, y: at.y - 12, width: 180, height: 24 };
}
