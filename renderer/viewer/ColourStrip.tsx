import { useLiveQuery } from 'dexie-react-hooks';
import { memo, type PointerEvent, type ReactNode, useEffect, useMemo, useRef } from 'react';
import type { MediaId } from '../../shared/domain/ids.ts';
import type { VideoProbe } from '../../shared/domain/media.ts';
import { shotAt } from '../../shared/domain/shotEdits.ts';
import { database } from '../database/afterimageDatabase.ts';
import styles from './ColourStrip.module.css';
import { type ColourField, colourFields, colourTimeline } from './colourTimeline.ts';
import { useFootageStrips } from './footageStrips.ts';
import { frameShownAt, frameTimeSec, lastFrame } from './frameClock.ts';
import { goToFrame } from './goToFrame.ts';
import type { ShownShots } from './useMediaShots.ts';
import { timecodeOfFrame, type VideoTimecode, videoTimecode } from './videoTimecode.ts';
import { useViewer } from './viewerStore.ts';

/** The colours of the whole video over time, with the place in it, the marks and the moments; press or drag to go. */
export function ColourStrip({
  mediaId,
  probe,
  shots,
}: {
  mediaId: MediaId;
  probe: VideoProbe;
  shots: ShownShots;
}) {
  const strip = useFootageStrips((state) => state.strips.get(mediaId) ?? null);
  const making = useFootageStrips((state) => state.making.get(mediaId));
  const footage = useViewer((state) => state.footage);
  const clock = footage.kind === 'open' ? footage.clock : null;
  const durationSec = clock?.durationSec ?? probe.durationSec;
  const fields = useMemo(() => {
    const stretches = colourTimeline(
      strip,
      shots.shots,
      (shot) => shots.standing.get(shot.startFrame)?.palette,
    );
    return colourFields(stretches, durationSec);
  }, [strip, shots, durationSec]);
  const last = clock === null ? (shots.shots.at(-1)?.endFrame ?? 1) - 1 : lastFrame(clock);

  /** Without the file only shots can be gone to. */
  const frameAtSec = (timeSec: number): number => {
    if (clock !== null) return frameShownAt(clock, timeSec);
    return (shots.shots.findLast((shot) => shot.startSec <= timeSec) ?? shots.shots[0])?.startFrame ?? 0;
  };
  const onPointer = (event: PointerEvent<HTMLDivElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
    goToFrame(frameAtSec(share * durationSec));
  };
  return (
    <div className={styles['strip']}>
      <PlaceSlider last={last} shots={shots} rule={videoTimecode(probe, footage)} onPointer={onPointer}>
        <ColourCanvas fields={fields} />
        <Moments mediaId={mediaId} durationSec={durationSec} />
        <MarkedSpan durationSec={durationSec} />
        <Playhead durationSec={durationSec} shots={shots} />
      </PlaceSlider>
      {making === undefined ? null : (
        <output className={`${styles['making']} numeric`}>
          Measuring the colours over time · {Math.floor(making * 100)} %
        </output>
      )}
    </div>
  );
}

/** The strip as a slider over frames. */
function PlaceSlider({
  last,
  shots,
  rule,
  onPointer,
  children,
}: {
  last: number;
  shots: ShownShots;
  rule: VideoTimecode;
  onPointer: (event: PointerEvent<HTMLDivElement>) => void;
  children: ReactNode;
}) {
  const frame = useViewer((state) => state.player.wanted);
  const shot = shotAt(shots.shots, frame);
  const step = Math.max(1, Math.round(last / 20));
  return (
    <div
      className={styles['slider']}
      role="slider"
      tabIndex={0}
      aria-label="Place in the video"
      aria-valuemin={0}
      aria-valuemax={Math.max(1, last)}
      aria-valuenow={frame}
      aria-valuetext={`${timecodeOfFrame(rule, frame)}${shot === undefined ? '' : `, shot ${shot.index + 1}`}`}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        onPointer(event);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) onPointer(event);
      }}
      onKeyDown={(event) => {
        // Arrows, Home and End are the viewer's own; pages go through the whole video in twenty steps.
        if (event.key !== 'PageUp' && event.key !== 'PageDown') return;
        event.preventDefault();
        const to = frame + (event.key === 'PageUp' ? step : -step);
        goToFrame(Math.min(last, Math.max(0, to)));
      }}
    >
      {children}
    </div>
  );
}

const ColourCanvas = memo(function ColourCanvas({ fields }: { fields: readonly ColourField[] }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return undefined;
    const draw = (): void => drawFields(element, fields);
    draw();
    const observer = new ResizeObserver(draw);
    observer.observe(element);
    return () => observer.disconnect();
  }, [fields]);
  return <canvas ref={canvas} className={styles['canvas']} aria-hidden />;
});

function drawFields(canvas: HTMLCanvasElement, fields: readonly ColourField[]): void {
  const { clientWidth, clientHeight } = canvas;
  const width = Math.max(1, Math.round(clientWidth * window.devicePixelRatio));
  const height = Math.max(1, Math.round(clientHeight * window.devicePixelRatio));
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const context = canvas.getContext('2d');
  if (context === null) return;
  context.clearRect(0, 0, width, height);
  for (const { hex, left, width: share, top, height: part } of fields) {
    // Edges on whole pixels, each shared with its neighbour, so that no seam shows.
    const [x0, x1] = [Math.round(left * width), Math.round((left + share) * width)];
    const [y0, y1] = [Math.round(top * height), Math.round((top + part) * height)];
    context.fillStyle = hex;
    context.fillRect(x0, y0, Math.max(1, x1 - x0), y1 - y0);
  }
}

const percent = (share: number): string => `${Math.min(1, Math.max(0, share)) * 100}%`;

function Playhead({ durationSec, shots }: { durationSec: number; shots: ShownShots }) {
  const frame = useViewer((state) => state.player.wanted);
  const footage = useViewer((state) => state.footage);
  const timeSec =
    footage.kind === 'open'
      ? frameTimeSec(footage.clock, frame)
      : (shotAt(shots.shots, frame)?.startSec ?? 0);
  return <div className={styles['playhead']} style={{ left: percent(timeSec / durationSec) }} />;
}

function MarkedSpan({ durationSec }: { durationSec: number }) {
  const marks = useViewer((state) => state.marks);
  const footage = useViewer((state) => state.footage);
  if (footage.kind !== 'open' || (marks.inFrame === null && marks.outFrame === null)) return null;
  const fromSec = marks.inFrame === null ? 0 : frameTimeSec(footage.clock, marks.inFrame);
  const toSec = marks.outFrame === null ? durationSec : frameTimeSec(footage.clock, marks.outFrame);
  return (
    <div
      className={styles['marked']}
      data-in={marks.inFrame !== null || undefined}
      data-out={marks.outFrame !== null || undefined}
      style={{ left: percent(fromSec / durationSec), right: percent(1 - toSec / durationSec) }}
    />
  );
}

function Moments({ mediaId, durationSec }: { mediaId: MediaId; durationSec: number }) {
  const moments = useLiveQuery(
    () => database.moments.filter((moment) => moment.mediaId === mediaId && moment.span !== null).toArray(),
    [mediaId],
  );
  return (moments ?? []).map(({ id, span }) =>
    span === null ? null : (
      <div
        key={id}
        className={styles['moment']}
        style={{
          left: percent(span.inSec / durationSec),
          right: percent(1 - span.outSec / durationSec),
        }}
      />
    ),
  );
}
