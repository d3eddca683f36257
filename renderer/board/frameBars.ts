import { rectWithBars } from '../../shared/board/rectWithBars.ts';
import type { BoardItem } from '../../shared/domain/board.ts';
import { hasBars } from '../ui/pictureBars.ts';
import { commitUpdates, selectedItems } from './boardCommands.ts';
import type { BoardContent, BoardSession } from './boardSession.ts';

/** Whether selected frames show their bars; 'none' where no selected frame has any. */
export type BarsShown = 'none' | 'all' | 'some' | 'hidden';

/** What is to be said of the bars of some items. */
export function barsShown(items: readonly BoardItem[], frames: BoardContent['frames']): BarsShown {
  const barred = items.filter((item) => isBarred(item, frames));
  if (barred.length === 0) return 'none';
  const shown = barred.filter(showsBars).length;
  return shown === 0 ? 'hidden' : shown === barred.length ? 'all' : 'some';
}

/** Shows the selected frames with their bars or without; one undo entry. What has none stays as it is. */
export function setBars(session: BoardSession, show: boolean): void {
  const { frames } = session.content.getState();
  const changed = selectedItems(session).flatMap((item): BoardItem[] => {
    const { content } = item;
    if (content.kind !== 'frame' || !isBarred(item, frames) || showsBars(item) === show) return [];
    const picture = frames.get(content.frameId)?.picture;
    if (picture === undefined) return [];
    const { frameId } = content;
    const shown = { kind: 'frame', frameId, ...(show ? { showBars: true } : {}) } as const;
    return [{ ...item, ...rectWithBars(item, picture, show), content: shown }];
  });
  const what = changed.length === 1 ? 'bars' : `bars of ${changed.length} frames`;
  commitUpdates(session, changed, `${show ? 'Show' : 'Hide'} ${what}`);
  if (changed.length > 0) session.announce(show ? 'Bars shown' : 'Bars hidden');
}

function showsBars({ content }: BoardItem): boolean {
  return content.kind === 'frame' && content.showBars === true;
}

function isBarred({ content }: BoardItem, frames: BoardContent['frames']): boolean {
  const frame = content.kind === 'frame' ? frames.get(content.frameId) : undefined;
  return frame !== undefined && hasBars(frame.picture);
}
