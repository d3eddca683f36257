import { type RefObject, useEffect, useRef } from 'react';
import { scrubUrl } from '../../shared/domain/footage.ts';
import { type FootageStrip, scrubCellAt } from '../../shared/domain/footageStrip.ts';
import type { FrameId } from '../../shared/domain/ids.ts';
import { formatClock } from '../../shared/timecode/formatClock.ts';
import { readStrip } from '../viewer/footageStrips.ts';
import styles from './HoverScrub.module.css';
import type { LibraryIndex } from './useLibraryIndex.ts';

/** Resting this long on a picture before its sprite is fetched; sweeping over the gallery fetches nothing. */
const restMs = 90;
/** After scrolling, pictures slide under a pointer that nobody moves. */
const afterScrollMs = 150;

/**
 * Shows what a video holds while the pointer moves over one of its pictures: the left edge is its beginning, the
 * right edge its end. One element serves the whole gallery and is moved without rendering anything. Nothing is
 * shown to those who asked for less motion.
 */
export function HoverScrub({
  scroller,
  index,
}: {
  scroller: RefObject<HTMLElement | null>;
  index: LibraryIndex;
}) {
  const layer = useRef<HTMLDivElement>(null);
  const latest = useRef(index);
  useEffect(() => {
    latest.current = index;
  }, [index]);
  useEffect(() => {
    const [area, element] = [scroller.current, layer.current];
    if (area === null || element === null) return undefined;
    return followPointer(area, element, latest);
  }, [scroller]);
  return (
    <div ref={layer} className={styles['scrub']} aria-hidden hidden>
      <div className={styles['line']} />
      <span className={`${styles['time']} numeric`} />
    </div>
  );
}

function followPointer(area: HTMLElement, layer: HTMLElement, index: RefObject<LibraryIndex>): () => void {
  const controller = new AbortController();
  const { signal } = controller;
  const calm = window.matchMedia('(prefers-reduced-motion: reduce)');
  let over: Element | null = null;
  let strip: FootageStrip | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let painting = 0;
  let scrolledMs = Number.NEGATIVE_INFINITY;

  const leave = (): void => {
    clearTimeout(timer);
    cancelAnimationFrame(painting);
    painting = 0;
    over = null;
    strip = null;
    layer.hidden = true;
  };
  const paint = (clientX: number): void => {
    painting = 0;
    const picture = over?.querySelector('[data-picture]');
    if (strip === null || picture === null || picture === undefined) return;
    const box = picture.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (clientX - box.left) / box.width));
    const within = area.getBoundingClientRect();
    placeOver(layer, box, { left: box.left - within.left, top: box.top - within.top + area.scrollTop });
    drawCell(layer, strip, box, share);
  };
  const enter = (option: Element): void => {
    leave();
    over = option;
    const frame = index.current.frames.get(option.getAttribute('data-frame-id') as FrameId);
    if (frame === undefined || frame.frameIndex === null) return;
    timer = setTimeout(() => {
      void readStrip(frame.mediaId).then((read) => {
        if (over === option && !signal.aborted) strip = read;
      });
    }, restMs);
  };
  const onMove = (event: PointerEvent): void => {
    if (event.pointerType !== 'mouse' || calm.matches || event.buttons !== 0) return;
    if (performance.now() - scrolledMs < afterScrollMs) return;
    const option = event.target instanceof Element ? event.target.closest('[data-frame-id]') : null;
    if (option === null) {
      leave();
      return;
    }
    if (option !== over) enter(option);
    if (strip !== null && painting === 0) painting = requestAnimationFrame(() => paint(event.clientX));
  };
  area.addEventListener('pointermove', onMove, { signal, passive: true });
  area.addEventListener('pointerleave', leave, { signal });
  area.addEventListener('pointerdown', leave, { signal });
  area.addEventListener(
    'scroll',
    () => {
      scrolledMs = performance.now();
      if (over !== null) leave();
    },
    { signal, passive: true },
  );
  return () => {
    controller.abort();
    leave();
  };
}

function placeOver(layer: HTMLElement, box: DOMRect, at: { left: number; top: number }): void {
  layer.style.transform = `translate(${at.left}px, ${at.top}px)`;
  layer.style.width = `${box.width}px`;
  layer.style.height = `${box.height}px`;
  layer.hidden = false;
}

function drawCell(layer: HTMLElement, strip: FootageStrip, box: DOMRect, share: number): void {
  const { scrub, durationSec, mediaId } = strip;
  const timeSec = share * durationSec;
  const { x, y } = scrubCellAt(scrub, timeSec);
  // The cell fills the picture; what little the shapes differ is left out evenly.
  const scale = Math.max(box.width / scrub.cellWidth, box.height / scrub.cellHeight);
  const left = (box.width - scrub.cellWidth * scale) / 2 - x * scale;
  const top = (box.height - scrub.cellHeight * scale) / 2 - y * scale;
  layer.style.backgroundImage = `url(${scrubUrl(mediaId)})`;
  layer.style.backgroundSize = `${scrub.columns * scrub.cellWidth * scale}px ${scrub.rows * scrub.cellHeight * scale}px`;
  layer.style.backgroundPosition = `${left}px ${top}px`;
  const [line, time] = layer.children;
  if (line instanceof HTMLElement) line.style.left = `${share * 100}%`;
  if (time !== undefined) time.textContent = formatClock(timeSec);
}
