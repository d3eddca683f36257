import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, memo, useEffect, useRef } from 'react';
import { scrubUrl } from '../../shared/domain/footage.ts';
import { type FootageStrip, scrubCellAt } from '../../shared/domain/footageStrip.ts';
import type { Shot } from '../../shared/domain/frame.ts';
import type { MediaId } from '../../shared/domain/ids.ts';
import { shotAt } from '../../shared/domain/shotEdits.ts';
import type { FrameEntry } from '../library/libraryEntries.ts';
import { CroppedPicture } from '../ui/CroppedPicture.tsx';
import styles from './Filmstrip.module.css';
import { useFootageStrips } from './footageStrips.ts';
import { goToFrame } from './goToFrame.ts';
import type { ShownShots } from './useMediaShots.ts';
import { timecodeOfShot, type VideoTimecode } from './videoTimecode.ts';
import { useViewer } from './viewerStore.ts';

const cellWidthPx = 124;
const pictureWidthPx = 116;
const pictureHeightPx = 62;

const optionId = (shot: Shot): string => `shot-option-${shot.startFrame}`;

/** Every shot in order, the one on screen marked; only those in sight are drawn. */
export function Filmstrip({
  mediaId,
  shots: { shots, standing, ready },
  rule,
}: {
  mediaId: MediaId;
  shots: ShownShots;
  rule: Omit<VideoTimecode, 'clock'>;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const strip = useFootageStrips((state) => state.strips.get(mediaId) ?? null);
  const currentStart = useViewer((state) => shotAt(shots, state.player.wanted)?.startFrame);
  const current = currentStart === undefined ? undefined : shotAt(shots, currentStart);
  const virtualizer = useVirtualizer({
    horizontal: true,
    count: shots.length,
    getScrollElement: () => scroller.current,
    getItemKey: (at) => shots[at]?.startFrame ?? at,
    estimateSize: () => cellWidthPx,
    overscan: 3,
    paddingStart: 14,
    paddingEnd: 14,
  });
  const currentAt = current?.index ?? -1;
  useEffect(() => {
    if (currentAt >= 0) virtualizer.scrollToIndex(currentAt, { align: 'auto' });
  }, [currentAt, virtualizer]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowLeft: -1, ArrowRight: 1, PageUp: -8, PageDown: 8 }[event.key];
    const isEdge = event.key === 'Home' || event.key === 'End';
    if ((step === undefined && !isEdge) || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)
      return;
    event.preventDefault();
    const to = isEdge ? (event.key === 'Home' ? 0 : shots.length - 1) : currentAt + (step ?? 0);
    const shot = shots[Math.min(shots.length - 1, Math.max(0, to))];
    if (shot !== undefined) goToFrame(shot.startFrame);
  };

  if (ready && shots.length === 0) {
    return <p className={styles['none']}>No shots are known of this video. Import it again to find them.</p>;
  }
  return (
    <div
      ref={scroller}
      className={styles['filmstrip']}
      role="listbox"
      aria-label="Shots"
      aria-orientation="horizontal"
      aria-activedescendant={current === undefined ? undefined : optionId(current)}
      data-viewer-list
      tabIndex={0}
      // A press goes to the shot and leaves the arrow keys to stepping through frames; Tab brings them here.
      onMouseDown={(event) => event.preventDefault()}
      onWheel={(event) => {
        // A wheel that only turns one way moves the strip along.
        if (event.deltaX === 0) scroller.current?.scrollBy({ left: event.deltaY });
      }}
      onClick={(event) => {
        const cell = event.target instanceof Element ? event.target.closest('[data-start]') : null;
        const start = cell?.getAttribute('data-start');
        if (start !== null && start !== undefined) goToFrame(Number(start));
      }}
      onKeyDown={onKeyDown}
    >
      <div role="presentation" className={styles['track']} style={{ width: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const shot = shots[index];
          if (shot === undefined) return null;
          return (
            <ShotCell
              key={shot.startFrame}
              mediaId={mediaId}
              shot={shot}
              frame={standing.get(shot.startFrame)}
              strip={standing.has(shot.startFrame) ? null : strip}
              total={shots.length}
              timecode={timecodeOfShot(rule, shot)}
              isCurrent={shot.startFrame === currentStart}
              leftPx={start}
            />
          );
        })}
      </div>
    </div>
  );
}

const ShotCell = memo(function ShotCell({
  mediaId,
  shot,
  frame,
  strip,
  total,
  timecode,
  isCurrent,
  leftPx,
}: {
  mediaId: MediaId;
  shot: Shot;
  frame: FrameEntry | undefined;
  strip: FootageStrip | null;
  total: number;
  timecode: string;
  isCurrent: boolean;
  leftPx: number;
}) {
  const number = shot.index + 1;
  return (
    <div
      id={optionId(shot)}
      role="option"
      tabIndex={-1}
      aria-label={`Shot ${number.toLocaleString('en-GB')} ${timecode}`}
      aria-selected={isCurrent}
      aria-posinset={number}
      aria-setsize={total}
      data-start={shot.startFrame}
      className={styles['cell']}
      style={{ transform: `translateX(${leftPx}px)` }}
    >
      <div className={styles['picture']} style={{ width: pictureWidthPx, height: pictureHeightPx }}>
        {frame === undefined ? (
          <ScrubPicture mediaId={mediaId} strip={strip} shot={shot} />
        ) : (
          <CroppedPicture picture={frame.picture} variant="thumb" alt="" fit="cover" />
        )}
      </div>
      <div className={`${styles['caption']} numeric`} aria-hidden>
        {/* In the order of the option's name, which has to contain it. */}
        <b>{number.toLocaleString('en-GB')}</b> <span>{timecode}</span>
      </div>
    </div>
  );
});

/** Of a shot without a frame in the library the nearest picture of the sprite for scrubbing. */
function ScrubPicture({
  mediaId,
  strip,
  shot,
}: {
  mediaId: MediaId;
  strip: FootageStrip | null;
  shot: Shot;
}) {
  if (strip === null) return null;
  const { scrub } = strip;
  const { x, y } = scrubCellAt(scrub, (shot.startSec + shot.endSec) / 2);
  const scale = pictureWidthPx / scrub.cellWidth;
  return (
    <div
      className={styles['scrub']}
      style={{
        height: Math.min(pictureHeightPx, scrub.cellHeight * scale),
        backgroundImage: `url(${scrubUrl(mediaId)})`,
        backgroundSize: `${scrub.columns * scrub.cellWidth * scale}px ${scrub.rows * scrub.cellHeight * scale}px`,
        backgroundPosition: `${-x * scale}px ${-y * scale}px`,
      }}
    />
  );
}
