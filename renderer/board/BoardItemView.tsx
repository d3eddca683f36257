import { memo, useEffect, useRef } from 'react';
import type { BoardItem } from '../../shared/domain/board.ts';
import type { BoardItemId } from '../../shared/domain/ids.ts';
import styles from './BoardItemView.module.css';
import { MomentItem, WorkItem } from './CardItem.tsx';
import { FrameItem } from './FrameItem.tsx';
import { itemName } from './itemName.ts';
import { lineWidths } from './lineWidths.ts';
import { PaletteItem, SwatchesItem } from './PaletteItem.tsx';
import { HeadingItem, NoteItem } from './TextItem.tsx';
import { useBoardContent, useBoardSession, useBoardState } from './useBoardSession.ts';

/** One placed item, drawn at its place and registered so that gestures can move it without drawing anew. */
export const BoardItemView = memo(function BoardItemView({ id, scale }: { id: BoardItemId; scale: number }) {
  const session = useBoardSession();
  const item = useBoardState((state) => state.items.get(id));
  const selected = useBoardState((state) => state.selection.has(id));
  const isTabStop = useBoardState((state) => state.focusId === id);
  const isEdited = useBoardState((state) => state.editingId === id);
  const name = useBoardContent((content) => (item === undefined ? '' : itemName(item, content)));
  const element = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const drawn = element.current;
    return drawn === null ? undefined : session.register(id, drawn);
  }, [session, id]);

  if (item === undefined) return null;
  const { x, y, width, height } = session.rectOf(item);
  return (
    <div
      ref={element}
      role="option"
      aria-selected={selected}
      aria-label={item.content.kind === 'frame' ? name : undefined}
      tabIndex={isTabStop ? 0 : -1}
      data-item-id={id}
      data-kind={item.content.kind}
      className={styles['item']}
      style={{
        transform: placeOf(x, y),
        width,
        height,
        zIndex: Math.round(item.z),
        visibility: isEdited ? 'hidden' : 'visible',
        ...(selected || isTabStop ? lineWidths(scale) : {}),
      }}
    >
      <ItemContent item={item} scale={scale} name={name} />
    </div>
  );
});

/** The transform that puts an item at its place. */
export function placeOf(x: number, y: number): string {
  return `translate(${x}px, ${y}px)`;
}

function ItemContent({ item, scale, name }: { item: BoardItem; scale: number; name: string }) {
  const { content } = item;
  switch (content.kind) {
    case 'frame':
      return (
        <FrameItem
          frameId={content.frameId}
          showBars={content.showBars === true}
          shape={item.width / item.height}
          shownWidth={item.width * scale}
        />
      );
    case 'palette':
      return <PaletteItem frameId={content.frameId} name={name} />;
    case 'swatches':
      return <SwatchesItem palette={content.palette} title={content.title} name={name} />;
    case 'work':
      return <WorkItem workId={content.workId} />;
    case 'moment':
      return <MomentItem momentId={content.momentId} />;
    case 'note':
      return <NoteItem text={content.text} />;
    case 'heading':
      return <HeadingItem text={content.text} height={item.height} />;
    default:
      return null;
  }
}
