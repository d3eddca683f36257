import { useEffect, useRef, useState } from 'react';
import { hexOfRgb } from '../../../shared/colour/oklab.ts';
import { useHexName } from '../hexName.ts';
import styles from './EyedropperLayer.module.css';
import { useEyedropper } from './eyedropperStore.ts';
import { type PictureUnder, pictureUnder } from './pictureUnder.ts';

/** Pixels that the loupe shows each way; odd, so that one is in the middle. */
const loupePixels = 11;
/** CSS px between the pointer and the loupe. */
const loupeGapPx = 18;
const loupeSizePx = 132;

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Picks the colour of a pixel from any picture in the window, under a loupe; by pointer or by arrow keys. */
export function EyedropperLayer() {
  const onPick = useEyedropper((state) => state.onPick);
  return onPick === null ? null : <Picking onPick={onPick} />;
}

function Picking({ onPick }: { onPick: (hex: string) => void }) {
  const nameOf = useHexName();
  const layer = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [point, setPoint] = useState<Point>(firstPoint);
  const [hex, setHex] = useState<string | null>(null);
  const latest = useRef(point);

  useEffect(() => {
    const element = layer.current;
    if (element === null) return undefined;
    const controller = new AbortController();
    const { signal } = controller;
    const look = (to: Point): string | null => {
      latest.current = to;
      const again = (): void => {
        if (!signal.aborted) look(latest.current);
      };
      const under = pictureUnder(to.x, to.y, again);
      const read = under === null || canvas.current === null ? null : drawLoupe(canvas.current, under);
      setHex(read);
      setPoint(to);
      return read;
    };
    const take = (to: Point): void => {
      const picked = look(to);
      if (picked === null) return;
      leave();
      onPick(picked);
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      event.stopPropagation();
      if (event.key === 'Tab' || event.key === 'Enter' || event.key === ' ') event.preventDefault();
      if (event.key === 'Escape') leave();
      if (event.key === 'Enter' || event.key === ' ') take(latest.current);
      const step = steps[event.key];
      if (step === undefined) return;
      event.preventDefault();
      const by = event.shiftKey ? 10 : 1;
      const { x, y } = latest.current;
      look({
        x: Math.min(window.innerWidth - 1, Math.max(0, x + step[0] * by)),
        y: Math.min(window.innerHeight - 1, Math.max(0, y + step[1] * by)),
      });
    };
    element.addEventListener('keydown', onKeyDown, { signal });
    element.addEventListener('pointermove', ({ clientX, clientY }) => look({ x: clientX, y: clientY }), {
      signal,
    });
    element.addEventListener(
      'pointerdown',
      (event) => {
        if (event.button !== 0) return;
        event.preventDefault();
        take({ x: event.clientX, y: event.clientY });
      },
      { signal },
    );
    element.addEventListener(
      'contextmenu',
      (event) => {
        event.preventDefault();
        leave();
      },
      { signal },
    );
    const before = document.activeElement;
    element.focus({ preventScroll: true });
    look(latest.current);
    return () => {
      controller.abort();
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, [onPick]);
  const name = hex === null ? 'no picture here' : `${nameOf(hex)}, ${hex.toUpperCase()}`;
  return (
    <div
      ref={layer}
      className={styles['layer']}
      role="application"
      aria-label="Pick a colour: move over a picture, arrow keys by one pixel, Enter picks, Escape leaves"
      tabIndex={-1}
      data-eyedropper
    >
      <span className={styles['cross']} style={{ left: point.x, top: point.y }} />
      <div className={styles['loupe']} style={loupePlace(point)} data-empty={hex === null || undefined}>
        <canvas ref={canvas} width={loupePixels} height={loupePixels} />
        <span className={styles['pixel']} />
        <output className={`${styles['said']} numeric`}>{name}</output>
      </div>
    </div>
  );
}

const leave = (): void => useEyedropper.setState({ onPick: null });

const steps: Record<string, readonly [x: number, y: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The middle of the picture that is shown largest, so that keys begin on one. */
function firstPoint(): Point {
  let best = { x: window.innerWidth / 2, y: window.innerHeight / 2, size: 0 };
  for (const picture of document.querySelectorAll('main img, main video')) {
    const { left, top, width, height } = picture.getBoundingClientRect();
    const [x, y] = [left + width / 2, top + height / 2];
    const inView = x > 0 && y > 0 && x < window.innerWidth && y < window.innerHeight;
    if (inView && width * height > best.size) best = { x, y, size: width * height };
  }
  return { x: Math.round(best.x), y: Math.round(best.y) };
}

function loupePlace({ x, y }: Point): { left: number; top: number } {
  const room = loupeSizePx + loupeGapPx;
  return {
    left: x + room > window.innerWidth ? x - room : x + loupeGapPx,
    top: y + room + 28 > window.innerHeight ? y - room - 28 : y + loupeGapPx,
  };
}

/** Draws the pixels around the one meant and reads it. */
function drawLoupe(canvas: HTMLCanvasElement, { source, x, y }: PictureUnder): string | null {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) return null;
  const middle = (loupePixels - 1) / 2;
  context.imageSmoothingEnabled = false;
  context.fillStyle = '#000';
  context.fillRect(0, 0, loupePixels, loupePixels);
  context.drawImage(source, x - middle, y - middle, loupePixels, loupePixels, 0, 0, loupePixels, loupePixels);
  const [red = 0, green = 0, blue = 0] = context.getImageData(middle, middle, 1, 1).data;
  return hexOfRgb(red, green, blue);
}
