import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type MouseEvent,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { FrameId, MediaId } from '../../shared/domain/ids.ts';
import { selectFrames, useNavigation } from '../app/navigation.ts';
import { followFrameDrag } from '../find/frameDrag.ts';
import type { FrameHit } from '../find/ranking.ts';
import { deleteFramesFromLibrary } from './deleteFramesFromLibrary.ts';
import { frameName, framePlace, workTitle } from './frameNames.ts';
import styles from './Gallery.module.css';
import { GalleryItem } from './GalleryItem.tsx';
import { galleryRows } from './galleryRows.ts';
import { chooseFrame, useGallery } from './galleryStore.ts';
import { galleryTarget } from './galleryTarget.ts';
import { HoverScrub } from './HoverScrub.tsx';
import { rowOf } from './justifyRows.ts';
import type { FrameEntry } from './libraryEntries.ts';
import { openFrameInViewer } from './openFrameInViewer.ts';
import { PlacesOf } from './placesOf.ts';
import type { LibraryIndex } from './useLibraryIndex.ts';

const gapPx = 12;
const paddingPx = 14;
/** Palette strip, caption and the room below a row. */
const belowPicturePx = 3 + 6 + 5 + 18 + 12;

/** Frames in rows that fill the width, only the visible ones drawn; chosen by mouse or keyboard. */
export function Gallery({
  frames,
  index,
  linkCounts,
  offline,
  hits,
}: {
  frames: readonly FrameEntry[];
  index: LibraryIndex;
  linkCounts: ReadonlyMap<FrameId, number>;
  /** Media whose files are missing. */
  offline: ReadonlySet<MediaId>;
  /** How well each answers the search; null where frames are not ranked. */
  hits: ReadonlyMap<FrameId, FrameHit> | null;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const widthPx = useInnerWidth(scroller) - 2 * paddingPx;
  const wantedHeightPx = useGallery((state) => state.rowHeightPx);
  const showBars = useGallery((state) => state.showBars);
  const cursor = useGallery((state) => state.cursor);
  const selectedIds = useNavigation((state) => state.selectedFrameIds);
  const selected = useMemo(() => new Set(selectedIds), [selectedIds]);
  const places = useMemo(() => new PlacesOf(frames), [frames]);
  const rows = useMemo(
    () => (widthPx <= 0 ? [] : galleryRows(frames, { widthPx, wantedHeightPx, gapPx }, showBars)),
    [frames, widthPx, wantedHeightPx, showBars],
  );
  // A new function for new rows: the virtualizer keeps the sizes it was told until its keys change.
  const keyOfRow = useCallback((row: number) => rows[row]?.start ?? row, [rows]);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    getItemKey: keyOfRow,
    estimateSize: (row) => (rows[row]?.heightPx ?? 0) + belowPicturePx,
    overscan: 2,
    paddingStart: paddingPx,
  });

  const filter = useGallery((state) => state.filter);
  const frameOrder = useGallery((state) => state.order);
  const seen = useRef({ filter, frameOrder });
  useEffect(() => {
    // Other frames, or another order: begin at the top, but not when coming back to the section.
    if (seen.current.filter === filter && seen.current.frameOrder === frameOrder) return;
    seen.current = { filter, frameOrder };
    // Asked of the virtualizer, which knows: the element would have to be laid out to tell.
    if (virtualizer.scrollOffset !== 0) scroller.current?.scrollTo({ top: 0 });
  }, [filter, frameOrder, virtualizer]);

  const cursorAt = cursor === null ? undefined : places.get(cursor);
  const cursorRow = cursorAt === undefined || rows.length === 0 ? -1 : rowOf(rows, cursorAt);
  const followed = useRef({ cursor, frames });
  useEffect(() => {
    const before = followed.current;
    followed.current = { cursor, frames };
    // An answer that comes in moves frames about under a cursor that stays: the best match is what is looked for, not it.
    const hasStayed = before.cursor === cursor && before.frames !== frames;
    if (cursorRow >= 0 && !hasStayed) virtualizer.scrollToIndex(cursorRow, { align: 'auto' });
  }, [cursor, frames, cursorRow, virtualizer]);

  // Frames shown from another section bring the view to the first of them.
  const [firstSelected] = selectedIds;
  useEffect(() => {
    const { cursor: current } = useGallery.getState();
    if (firstSelected !== undefined && (current === null || !places.has(current))) {
      useGallery.setState({ cursor: firstSelected, anchor: firstSelected });
    }
  }, [firstSelected, places]);

  const onClick = useCallback(
    (event: MouseEvent): void => {
      const id = frameIdAt(event.target);
      if (id === null) return;
      const mode = event.shiftKey ? 'extend' : event.ctrlKey || event.metaKey ? 'toggle' : 'replace';
      chooseFrame(id, mode, places.order);
    },
    [places],
  );

  const onKeyDown = (event: KeyboardEvent): void => {
    const ctrl = event.ctrlKey || event.metaKey;
    if (event.key.toLowerCase() === 'a' && ctrl) {
      event.preventDefault();
      selectFrames(places.order);
      return;
    }
    if (event.key === 'Escape') {
      selectFrames([]);
      return;
    }
    if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      if (selectedIds.length > 0) void deleteFramesFromLibrary(selectedIds);
      return;
    }
    if (event.key === ' ') {
      event.preventDefault();
      if (cursor !== null) chooseFrame(cursor, 'toggle', places.order);
      return;
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      if (cursor !== null) openFrameInViewer(cursor, index);
      return;
    }
    const at = cursorAt ?? -1;
    const pageRows = Math.max(
      1,
      Math.floor((scroller.current?.clientHeight ?? 0) / (wantedHeightPx + belowPicturePx)),
    );
    const target = galleryTarget(event.key, at, rows, frames.length, pageRows, gapPx);
    const id = target === null ? undefined : frames[target]?.id;
    if (id === undefined) return;
    event.preventDefault();
    if (ctrl) useGallery.setState({ cursor: id });
    else chooseFrame(id, event.shiftKey ? 'extend' : 'replace', places.order);
  };

  const drawnRows = virtualizer.getVirtualItems();
  // An option that is scrolled far away is not there to be pointed at.
  const isCursorDrawn = drawnRows.some(({ index: row }) => row === cursorRow);
  return (
    <div
      ref={scroller}
      className={styles['gallery']}
      role="listbox"
      aria-label="Frames"
      aria-multiselectable
      aria-activedescendant={cursorAt === undefined || !isCursorDrawn ? undefined : optionId(cursorAt)}
      tabIndex={0}
      // Focus stays on the list, which names the option that is meant.
      onMouseDown={(event) => {
        event.preventDefault();
        scroller.current?.focus({ preventScroll: true });
      }}
      onPointerDown={(event) => followFrameDrag(event, frameIdAt(event.target))}
      onClick={onClick}
      onDoubleClick={(event) => {
        const id = frameIdAt(event.target);
        if (id !== null) openFrameInViewer(id, index);
      }}
      onKeyDown={onKeyDown}
      onFocus={() => {
        if (cursorAt === undefined) useGallery.setState({ cursor: frames[0]?.id ?? null });
      }}
    >
      <div role="presentation" className={styles['canvas']} style={{ height: virtualizer.getTotalSize() }}>
        {drawnRows.flatMap(({ index: rowIndex, start }) => {
          const row = rows[rowIndex];
          if (row === undefined) return [];
          let left = paddingPx;
          return frames.slice(row.start, row.end).map((frame, column) => {
            const width = row.widthsPx[column] ?? 0;
            const item = (
              <GalleryItem
                key={frame.id}
                frame={frame}
                optionId={optionId(row.start + column)}
                position={row.start + column + 1}
                total={frames.length}
                name={frameName(frame, index)}
                isOffline={offline.has(frame.mediaId)}
                title={workTitle(index.works.get(frame.workId)?.title)}
                place={framePlace(frame, index)}
                links={linkCounts.get(frame.id) ?? 0}
                isSelected={selected.has(frame.id)}
                isCursor={frame.id === cursor}
                hit={hits?.get(frame.id) ?? null}
                leftPx={left}
                topPx={start}
                widthPx={width}
                heightPx={row.heightPx}
              />
            );
            left += width + gapPx;
            return item;
          });
        })}
      </div>
      <HoverScrub scroller={scroller} index={index} />
    </div>
  );
}

/** The frame of the gallery that an element belongs to. */
export function frameIdAt(target: EventTarget | null): FrameId | null {
  const option = target instanceof Element ? target.closest('[data-frame-id]') : null;
  return (option?.getAttribute('data-frame-id') ?? null) as FrameId | null;
}

/** The id of the element of the frame at a place, counted from 0. */
export function optionId(position: number): string {
  return `frame-option-${position}`;
}

/** Width inside an element's padding, live. */
function useInnerWidth(element: { current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const watched = element.current;
    if (watched === null) return undefined;
    const read = (): void => setWidth(watched.clientWidth);
    read();
    const observer = new ResizeObserver(read);
    observer.observe(watched);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
