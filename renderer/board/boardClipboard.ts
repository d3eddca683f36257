import type { BoardItem } from '../../shared/domain/board.ts';
import { countItems, deleteSelected, isPlaced, selectedItems } from './boardCommands.ts';
import type { BoardSession } from './boardSession.ts';
import { newItem, topZ } from './newItem.ts';

const step = 24;

interface Copied {
  readonly items: readonly BoardItem[];
  /** How often it was pasted, so that copies do not hide each other. */
  pastes: number;
}

/** What was copied last; kept between boards. */
let copied: Copied = { items: [], pastes: 0 };

export function copySelected(session: BoardSession): void {
  const items = selectedItems(session);
  if (items.length === 0) return;
  copied = { items, pastes: 0 };
  session.announce(`${countItems(items.length)} copied`);
}

export function cutSelected(session: BoardSession): void {
  copySelected(session);
  deleteSelected(session, 'Cut');
  copied.pastes = -1;
}

/** True when there is something to paste. */
export function canPaste(): boolean {
  return copied.items.length > 0;
}

export function paste(session: BoardSession): void {
  if (!canPaste()) return;
  copied.pastes += 1;
  placeCopies(session, copied.items, copied.pastes * step, 'Paste');
}

export function duplicateSelected(session: BoardSession): void {
  placeCopies(session, selectedItems(session), step, 'Duplicate');
}

/** A board draws a link once: copies of edges are placed only where the board has none of that link. */
function placeCopies(
  session: BoardSession,
  originals: readonly BoardItem[],
  offset: number,
  label: string,
): void {
  const { items } = session.state;
  const drawn = new Set<string>();
  for (const { content } of items.values()) if (content.kind === 'link') drawn.add(content.linkId);
  const fitting = originals.filter(({ content }) => content.kind !== 'link' || !drawn.has(content.linkId));
  if (fitting.length === 0) return;
  let z = topZ(items.values());
  const added = [...fitting]
    .sort((a, b) => a.z - b.z)
    .map((item) => {
      const place = { ...item, x: item.x + offset, y: item.y + offset };
      return newItem(session.boardId, item.content, place, z++);
    });
  session.commit({ added, updated: [], removed: [] }, `${label} ${countItems(added.length)}`);
  session.select(added.filter(isPlaced).map((item) => item.id));
}
