import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Rect } from '../../shared/domain/frame.ts';
import type { Media, VideoProbe } from '../../shared/domain/media.ts';
import { shotAt } from '../../shared/domain/shotEdits.ts';
import { CroppedPicture } from '../ui/CroppedPicture.tsx';
import styles from './Stage.module.css';
import { StageNotice } from './StageNotice.tsx';
import type { ShownShots } from './useMediaShots.ts';
import { useViewer, type Zoom } from './viewerStore.ts';

/** A whole picture and the part of it that is shown, in its own pixels. */
export interface ShownPicture {
  readonly width: number;
  readonly height: number;
  readonly area: Rect;
}

/** The moving picture, the exact still over it, or, without the file, the library's picture of the shot. */
export function Stage({
  media,
  probe,
  shots,
  onReopen,
}: {
  media: Media;
  probe: VideoProbe;
  shots: ShownShots;
  onReopen: () => void;
}) {
  const footage = useViewer((state) => state.footage);
  const startFrame = useViewer((state) => shotAt(shots.shots, state.player.frame)?.startFrame);
  const showsBars = useViewer((state) => state.showsBars);
  const stored = startFrame === undefined ? undefined : shots.standing.get(startFrame);
  const full = { width: probe.displayWidth, height: probe.displayHeight };
  const picture = shownPicture(full, showsBars ? undefined : stored?.picture);
  return (
    <div className={styles['stage']}>
      <ZoomBox picture={picture} label="Picture">
        {footage.kind === 'open' ? <MovingPicture /> : null}
        {footage.kind === 'failed' && stored !== undefined ? (
          <div className={styles['layer']}>
            <CroppedPicture
              picture={{ ...stored.picture, area: { x: 0, y: 0, ...sizeOf(stored.picture) } }}
              variant="full"
              alt={
                stored.altText || `Shot ${(stored.shotNumber ?? 0).toLocaleString('en-GB')}, from the library`
              }
              fit="cover"
            />
          </div>
        ) : null}
      </ZoomBox>
      <StageNotice media={media} hasPicture={stored !== undefined} onReopen={onReopen} />
    </div>
  );
}

const sizeOf = ({ width, height }: { width: number; height: number }) => ({ width, height });

/** The part of a picture to show: all of it, or what lies inside the bars that were found on it. */
export function shownPicture(
  full: { width: number; height: number },
  barred: ShownPicture | undefined,
): ShownPicture {
  if (barred === undefined) return { ...full, area: { x: 0, y: 0, ...full } };
  const [across, down] = [full.width / barred.width, full.height / barred.height];
  const { area } = barred;
  return {
    ...full,
    area: { x: area.x * across, y: area.y * down, width: area.width * across, height: area.height * down },
  };
}

/** The video element, and over it the exact picture of a frame where the video shows another. */
function MovingPicture() {
  const holder = useRef<HTMLDivElement>(null);
  const player = useViewer(({ footage }) => (footage.kind === 'open' ? footage.player : null));
  const stillUrl = useViewer((state) => state.player.stillUrl);
  useLayoutEffect(() => {
    const element = holder.current;
    if (player === null || element === null) return undefined;
    element.append(player.video);
    return () => player.video.remove();
  }, [player]);
  return (
    <>
      <div ref={holder} className={styles['layer']} />
      {stillUrl === null ? null : <img className={styles['still']} src={stillUrl} alt="" draggable={false} />}
    </>
  );
}

/** Keeps a picture inside the room there is, or at its own size in a room that scrolls and can be dragged. */
export function ZoomBox({
  picture,
  label,
  children,
}: {
  picture: ShownPicture;
  label: string;
  children: ReactNode;
}) {
  const room = useRef<HTMLElement>(null);
  const zoom = useViewer((state) => state.zoom);
  const [size, setSize] = useState({ width: 0, height: 0 });
  useEffect(() => {
    const element = room.current;
    if (element === null) return undefined;
    const read = (): void => setSize({ width: element.clientWidth, height: element.clientHeight });
    read();
    const observer = new ResizeObserver(read);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const { area } = picture;
  const scale = scaleOf(zoom, area, size);
  useEffect(() => {
    const element = room.current;
    return element === null || zoom === 'fit' ? undefined : letPan(element);
  }, [zoom]);
  return (
    <section ref={room} className={styles['room']} data-zoom={zoom} aria-label={label}>
      <div
        className={styles['box']}
        data-picture
        style={{ width: area.width * scale, height: area.height * scale }}
      >
        <div
          className={styles['whole']}
          style={{
            width: picture.width * scale,
            height: picture.height * scale,
            left: -area.x * scale,
            top: -area.y * scale,
          }}
        >
          {children}
        </div>
      </div>
    </section>
  );
}

/** Lets a picture larger than its room be moved: by dragging, by the wheel, by Alt and the arrow keys. */
function letPan(room: HTMLElement): () => void {
  const controller = new AbortController();
  const { signal } = controller;
  let from: { x: number; y: number } | null = null;
  room.addEventListener(
    'pointerdown',
    (event) => {
      if (event.button !== 0) return;
      from = { x: event.clientX + room.scrollLeft, y: event.clientY + room.scrollTop };
      room.setPointerCapture(event.pointerId);
    },
    { signal },
  );
  room.addEventListener(
    'pointermove',
    (event) => {
      if (from !== null) room.scrollTo(from.x - event.clientX, from.y - event.clientY);
    },
    { signal },
  );
  for (const end of ['pointerup', 'pointercancel'] as const) {
    room.addEventListener(
      end,
      () => {
        from = null;
      },
      { signal },
    );
  }
  room.addEventListener('wheel', (event) => room.scrollBy(event.deltaX, event.deltaY), {
    signal,
    passive: true,
  });
  window.addEventListener(
    'keydown',
    (event) => {
      const by = panSteps[event.key];
      if (!event.altKey || by === undefined) return;
      event.preventDefault();
      room.scrollBy(by[0], by[1]);
    },
    { signal },
  );
  return () => controller.abort();
}

/** CSS pixels a key press moves the picture. */
const panSteps: Record<string, readonly [x: number, y: number]> = {
  ArrowLeft: [-80, 0],
  ArrowRight: [80, 0],
  ArrowUp: [0, -80],
  ArrowDown: [0, 80],
};

function scaleOf(zoom: Zoom, area: Rect, room: { width: number; height: number }): number {
  if (zoom === 'actual') return 1 / window.devicePixelRatio;
  return Math.max(0, Math.min(room.width / area.width, room.height / area.height));
}
