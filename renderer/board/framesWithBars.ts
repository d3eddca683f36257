import type { BoardItem } from '../../shared/domain/board.ts';
import type { FrameId } from '../../shared/domain/ids.ts';

/** Frames that a board shows with their bars; of a frame that stands there several times, the lowest item says. */
export function framesWithBars(items: readonly BoardItem[]): Set<FrameId> {
  const said = new Map<FrameId, boolean>();
  for (const { content } of items.toSorted((a, b) => a.z - b.z)) {
    if (content.kind !== 'frame' || said.has(content.frameId)) continue;
    said.set(content.frameId, content.showBars === true);
  }
  return new Set([...said].flatMap(([id, shown]) => (shown ? [id] : [])));
}
