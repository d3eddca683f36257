import { boundsOf } from '../../shared/board/boundsOf.ts';
import { frameStripSpace, paletteItemSize } from '../../shared/board/itemSize.ts';
import type { BoardItem, BoardItemContent } from '../../shared/domain/board.ts';
import type { Swatch } from '../../shared/domain/frame.ts';
import type { BoardId } from '../../shared/domain/ids.ts';
import type { AfterimageDatabase } from '../database/afterimageDatabase.ts';
import { addItems, viewCentre } from './boardCommands.ts';
import { historyOf } from './boardHistory.ts';
import type { BoardSession } from './boardSession.ts';
import { newItem, topZ } from './newItem.ts';
import { freePlace } from './placeChoice.ts';
import { saveBoardDiff } from './saveBoardDiff.ts';

const label = 'Add palette';

function contentOf(title: string, palette: readonly Swatch[]): BoardItemContent {
  return { kind: 'swatches', title: title.slice(0, 300), palette: [...palette] };
}

/** Puts a palette, as it is now, in the middle of what is seen of the open board. One undo entry. */
export function placeSwatches(session: BoardSession, title: string, palette: readonly Swatch[]): BoardItem[] {
  const rect = freePlace(session, viewCentre(session), paletteItemSize(palette.length, true));
  return addItems(session, [{ content: contentOf(title, palette), rect }], label);
}

/** Puts a palette, as it is now, below what a board that is not open shows. One transaction, one undo entry. */
export async function addSwatchesToBoard(
  database: AfterimageDatabase,
  boardId: BoardId,
  title: string,
  palette: readonly Swatch[],
): Promise<void> {
  const { boardItems, boards } = database;
  const added = await database.transaction('rw', boardItems, boards, async () => {
    const present = await boardItems.where('boardId').equals(boardId).toArray();
    const bounds = boundsOf(present.filter(({ content }) => content.kind !== 'link'));
    const corner =
      bounds === null ? { x: 0, y: 0 } : { x: bounds.x, y: bounds.y + bounds.height + frameStripSpace + 56 };
    const rect = { ...corner, ...paletteItemSize(palette.length, true) };
    const items = [newItem(boardId, contentOf(title, palette), rect, topZ(present))];
    await saveBoardDiff(database, boardId, { added: items, updated: [], removed: [] });
    return items;
  });
  historyOf(boardId).push({ diff: { added, updated: [], removed: [] }, label, mergeKey: null });
}
