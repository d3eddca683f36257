import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { FrameId } from '../../shared/domain/ids.ts';
import { selectFrames, useNavigation } from '../app/navigation.ts';
import { ContextMenu, type ContextMenuCall } from '../ui/ContextMenu.tsx';
import { frameMenuEntries } from './frameMenuEntries.ts';
import { frameIdAt } from './Gallery.tsx';
import { useGallery } from './galleryStore.ts';
import type { LibraryIndex } from './useLibraryIndex.ts';

/** The gallery's menu: by right click on a frame, by Shift+F10 or the menu key at the frame the keyboard is on. */
export function GalleryMenu({
  index,
  className,
  children,
}: {
  index: LibraryIndex;
  className: string;
  children: ReactNode;
}) {
  const [call, setCall] = useState<ContextMenuCall | null>(null);
  const ground = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = ground.current;
    if (element === null) return undefined;
    const open = (event: MouseEvent): void => {
      const list = event.target instanceof Element ? event.target.closest('[role=listbox]') : null;
      if (list === null) return;
      const byPointer = event.button === 2 || event.ctrlKey;
      const id = byPointer ? frameIdAt(event.target) : useGallery.getState().cursor;
      if (id === null) return;
      event.preventDefault();
      const box = element.getBoundingClientRect();
      const item = list.querySelector(`[data-frame-id="${CSS.escape(id)}"]`)?.getBoundingClientRect() ?? box;
      const point = byPointer
        ? { x: event.clientX, y: event.clientY }
        : { x: item.left + item.width / 2, y: item.top + item.height / 2 };
      setCall({
        x: point.x - box.left,
        y: point.y - box.top,
        entries: frameMenuEntries(choose(id), index),
      });
    };
    element.addEventListener('contextmenu', open);
    return () => element.removeEventListener('contextmenu', open);
  }, [index]);
  return (
    <div ref={ground} className={className}>
      {children}
      <ContextMenu label="Frame" call={call} onClose={() => setCall(null)} />
    </div>
  );
}

/** Selects what the menu is called on, unless it is selected. */
function choose(id: FrameId): readonly FrameId[] {
  const { selectedFrameIds } = useNavigation.getState();
  if (selectedFrameIds.includes(id)) return [...selectedFrameIds.filter((each) => each !== id), id];
  selectFrames([id]);
  useGallery.setState({ cursor: id, anchor: id });
  return [id];
}
