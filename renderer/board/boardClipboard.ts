import type { BoardItem } from '../../shared/domain/board.ts';
import { countItems, deleteSelected, isPlaced, selectedItems } from './boardCommands.ts';
import type { BoardSession } from './boardSession.ts';
import { itemName } from './itemName.ts';
import { newItem, topZ } from './newItem.ts';

const step = 24;

/** A copy of board items, as it is put on the system's clipboard. */
export interface CopiedItems {
  /** Tells this copy from every other. */
  readonly mark: string;
  /** What other programs get: the items' names or words, one a line. */
  readonly text: string;
}

interface Copied extends CopiedItems {
  readonly items: readonly BoardItem[];
  /** How often it was pasted, so that copies do not hide each other. */
  pastes: number;
}

/** What was copied last; kept between boards. */
let copied: Copied | null = null;

/** @returns null with nothing selected: then the earlier copy stays */
export function copySelected(session: BoardSession): CopiedItems | null {
  const items = selectedItems(session);
  if (items.length === 0) return null;
  const content = session.content.getState();
  const text = items.map((item) => ('text' in item.content ? item.content.text : itemName(item, content)));
  copied = { items, mark: crypto.randomUUID(), text: text.join('\n'), pastes: 0 };
  session.announce(`${countItems(items.length)} copied`);
  return copied;
}

/** @returns null with nothing selected */
export function cutSelected(session: BoardSession): CopiedItems | null {
  const cut = copySelected(session);
  if (cut === null) return null;
  deleteSelected(session, 'Cut');
  if (copied !== null) copied.pastes = -1;
  return cut;
}

/** True when there is something to paste. */
export function canPaste(): boolean {
  return copied !== null;
}

/** True for the mark of the copy that {@link paste} would paste. */
export function isCopied(mark: string): boolean {
  return copied?.mark === mark;
}

export function paste(session: BoardSession): void {
  if (copied === null) return;
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
