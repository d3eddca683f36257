import { useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import type { Media, VideoProbe } from '../../shared/domain/media.ts';
import { shotAt } from '../../shared/domain/shotEdits.ts';
import { timecodeOriginOf } from '../../shared/timecode/timecodeOriginOf.ts';
import { useNavigation, type Viewing } from '../app/navigation.ts';
import type { LibraryIndex } from '../library/useLibraryIndex.ts';
import { ColourStrip } from './ColourStrip.tsx';
import { Filmstrip } from './Filmstrip.tsx';
import { wantStrip } from './footageStrips.ts';
import { goToFrame } from './goToFrame.ts';
import { MomentPanel } from './MomentPanel.tsx';
import { openMedia } from './openMedia.ts';
import { runViewerCommand } from './runViewerCommand.ts';
import { ShotPanel } from './ShotPanel.tsx';
import { Stage } from './Stage.tsx';
import { TransportBar } from './TransportBar.tsx';
import { useMediaShots } from './useMediaShots.ts';
import { useViewerKeys } from './useViewerKeys.ts';
import styles from './VideoViewer.module.css';
import type { VideoTimecode } from './videoTimecode.ts';
import { useViewer } from './viewerStore.ts';

/** The moving picture with its transport, colours over time and shots; at the right the shot and the moments. */
export function VideoViewer({
  media,
  probe,
  viewing,
  index,
}: {
  media: Media;
  probe: VideoProbe;
  viewing: Viewing;
  index: LibraryIndex;
}) {
  const shots = useMediaShots(media.id, index);
  const root = useRef<HTMLDivElement>(null);
  const place = useRef(viewing);

  useLayoutEffect(() => {
    place.current = viewing;
  }, [viewing]);
  const reopen = useRef<() => void>(() => undefined);
  // Before anything is painted: the number of the video before must not be seen on this one.
  useLayoutEffect(() => {
    let close = openMedia(media.id, place.current.frameIndex);
    reopen.current = () => {
      const { frame } = useViewer.getState().player;
      close();
      close = openMedia(media.id, frame);
    };
    const stopStrip = wantStrip(media.id);
    root.current?.focus({ preventScroll: true });
    return () => {
      // Coming back through the rail finds the frame that was left.
      const { player } = useViewer.getState();
      const left = { mediaId: media.id, frameIndex: player.frame };
      useNavigation.setState((state) => (state.viewing === place.current ? { viewing: left } : {}));
      close();
      stopStrip();
    };
  }, [media.id]);

  useEffect(() => {
    const { mediaId, footage, player } = useViewer.getState();
    if (mediaId !== viewing.mediaId) return;
    if (viewing.span !== undefined) useViewer.setState({ marks: viewing.span });
    if (footage.kind === 'open' && player.wanted !== viewing.frameIndex) goToFrame(viewing.frameIndex);
  }, [viewing]);

  const context = useMemo(
    () => ({ shots: shots.shots, standing: shots.standing, fileName: media.fileName }),
    [shots, media.fileName],
  );
  const rule = useMemo(() => ({ frameRate: probe.frameRate, timecode: timecodeOriginOf(probe) }), [probe]);
  useViewerKeys((command) => runViewerCommand(command, context));

  return (
    <div ref={root} className={styles['viewer']} tabIndex={-1} data-viewer>
      <div className={styles['main']}>
        <Stage media={media} probe={probe} shots={shots} onReopen={() => reopen.current()} />
        <TransportBar probe={probe} context={context} />
        <ColourStrip mediaId={media.id} probe={probe} shots={shots} />
        <Filmstrip mediaId={media.id} shots={shots} rule={rule} />
      </div>
      <aside className={styles['side']} aria-label="Shot and moments">
        <CurrentShot media={media} shots={shots} rule={rule} context={context} />
        <MomentPanel media={media} shots={shots} />
      </aside>
    </div>
  );
}

function CurrentShot({
  media,
  shots,
  rule,
  context,
}: {
  media: Media;
  shots: ReturnType<typeof useMediaShots>;
  rule: Omit<VideoTimecode, 'clock'>;
  context: Parameters<typeof runViewerCommand>[1];
}) {
  const startFrame = useViewer((state) => shotAt(shots.shots, state.player.frame)?.startFrame);
  const shot = shots.shots.find((each) => each.startFrame === startFrame);
  return <ShotPanel shot={shot} shots={shots} rule={rule} media={media} context={context} />;
}
