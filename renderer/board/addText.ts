import type { BoardPoint } from '../../shared/board/edgePath.ts';
import { itemSize } from '../../shared/board/itemSize.ts';
import { addItems } from './boardCommands.ts';
import type { BoardSession } from './boardSession.ts';
import { newWritingKey, startWriting } from './boardWriting.ts';

/** Puts a new note or heading with its middle at a board point and opens its text. */
export function addText(session: BoardSession, kind: 'note' | 'heading', at: BoardPoint): void {
  const size = itemSize[kind];
  const rect = { x: at.x - size.width / 2, y: at.y - size.height / 2, ...size };
  const mergeKey = newWritingKey();
  const [item] = addItems(session, [{ content: { kind, text: '' }, rect }], `Add ${kind}`, mergeKey);
  session.store.setState({ tool: 'select' });
  if (item !== undefined) startWriting(session, item.id, mergeKey);
}
