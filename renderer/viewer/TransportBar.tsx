import {
  ChevronLeft,
  ChevronRight,
  Pause,
  Play,
  Repeat,
  SkipBack,
  SkipForward,
  Volume2,
  VolumeX,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { VideoProbe } from '../../shared/domain/media.ts';
import { shotAt } from '../../shared/domain/shotEdits.ts';
import { Button } from '../ui/Button.tsx';
import { ToggleButton } from '../ui/ToggleButton.tsx';
import { applySound } from './openMedia.ts';
import { runViewerCommand, type ViewerContext } from './runViewerCommand.ts';
import styles from './TransportBar.module.css';
import { rateText } from './transport.ts';
import { timecodeOfFrame, videoTimecode } from './videoTimecode.ts';
import type { ViewerCommand } from './viewerShortcut.ts';
import { useViewer } from './viewerStore.ts';

/** Where the picture is, exactly, and what moves it. */
export function TransportBar({ probe, context }: { probe: VideoProbe; context: ViewerContext }) {
  const isOpen = useViewer((state) => state.footage.kind === 'open');
  const isPlaying = useViewer((state) => state.player.rate !== 0);
  const rate = useViewer((state) => state.player.rate);
  const isLooping = useViewer((state) => state.isLooping);
  const button = (command: ViewerCommand, name: string, keys: string, children: ReactNode) => (
    <Button
      variant="quiet"
      aria-label={name}
      preventFocusOnPress
      isDisabled={!isOpen}
      onPress={() => runViewerCommand(command, context)}
    >
      <span className={styles['face']} title={`${name} (${keys})`}>
        {children}
      </span>
    </Button>
  );
  return (
    <div className={styles['bar']} role="toolbar" aria-label="Transport">
      <TimeReadout probe={probe} context={context} />
      <div className={styles['group']}>
        {button({ name: 'previous-shot' }, 'Previous shot', '↑', <SkipBack size={15} aria-hidden />)}
        {button({ name: 'step', frames: -1 }, 'One frame back', '←', <ChevronLeft size={17} aria-hidden />)}
        {button(
          { name: 'play-pause' },
          isPlaying ? 'Pause' : 'Play',
          'Space',
          isPlaying ? <Pause size={17} aria-hidden /> : <Play size={17} aria-hidden />,
        )}
        {button(
          { name: 'step', frames: 1 },
          'One frame forward',
          '→',
          <ChevronRight size={17} aria-hidden />,
        )}
        {button({ name: 'next-shot' }, 'Next shot', '↓', <SkipForward size={15} aria-hidden />)}
        <output className={`${styles['rate']} numeric`} aria-label="Speed">
          {rateText(rate)}
        </output>
      </div>
      <div className={styles['right']}>
        <div className={styles['group']}>
          {button({ name: 'mark-in' }, 'Mark in', 'I', 'Mark in')}
          {button({ name: 'mark-out' }, 'Mark out', 'O', 'Mark out')}
          <ToggleButton
            aria-label="Repeat between the marks"
            preventFocusOnPress
            isDisabled={!isOpen}
            isSelected={isLooping}
            onChange={(selected) => useViewer.setState({ isLooping: selected })}
          >
            <span className={styles['face']} title="Repeat between the marks (R)">
              <Repeat size={14} aria-hidden />
            </span>
          </ToggleButton>
        </div>
        <Sound hasAudio={probe.hasAudio} />
      </div>
    </div>
  );
}

/** Timecode and number of the very frame on screen. */
function TimeReadout({ probe, context }: { probe: VideoProbe; context: ViewerContext }) {
  const place = useViewer((state) => state.player.frame);
  const footage = useViewer((state) => state.footage);
  const isSeeking = useViewer((state) => state.player.isSeeking);
  const rule = videoTimecode(probe, footage);
  const count = footage.kind === 'open' ? footage.clock.timesSec.length : probe.frameCount;
  const shot = shotAt(context.shots, place);
  // Without the file the picture is the library's, of the frame that stands for the shot.
  const stored = shot === undefined ? undefined : context.standing.get(shot.startFrame)?.frameIndex;
  const isStored = footage.kind === 'failed' && stored !== undefined && stored !== null;
  const frame = isStored ? stored : place;
  const number = frame.toLocaleString('en-GB');
  return (
    <div className={`${styles['readout']} numeric`} data-frame={frame} data-seeking={isSeeking || undefined}>
      <output className={styles['timecode']} aria-label="Timecode" aria-live="off">
        {timecodeOfFrame(rule, frame)}
      </output>
      <span className={styles['place']}>
        frame {number} of {count.toLocaleString('en-GB')}
        {shot === undefined ? '' : ` · shot ${(shot.index + 1).toLocaleString('en-GB')}`}
        {isStored ? ' · from the library' : ''}
      </span>
    </div>
  );
}

function Sound({ hasAudio }: { hasAudio: boolean }) {
  const volume = useViewer((state) => state.volume);
  const isMuted = useViewer((state) => state.isMuted);
  if (!hasAudio) return <span className={styles['silent']}>No sound</span>;
  return (
    <div className={styles['group']}>
      <ToggleButton
        aria-label="Sound off"
        preventFocusOnPress
        isSelected={isMuted}
        onChange={(selected) => {
          useViewer.setState({ isMuted: selected });
          applySound();
        }}
      >
        <span className={styles['face']} title="Sound off (U)">
          {isMuted ? <VolumeX size={15} aria-hidden /> : <Volume2 size={15} aria-hidden />}
        </span>
      </ToggleButton>
      <input
        className={styles['volume']}
        type="range"
        aria-label="Volume"
        min={0}
        max={1}
        step={0.05}
        value={volume}
        onChange={(event) => {
          useViewer.setState({ volume: event.target.valueAsNumber, isMuted: false });
          applySound();
        }}
      />
    </div>
  );
}
