import { Button as AriaButton } from 'react-aria-components';
import { paletteOfFrames } from '../../shared/colour/paletteOfFrames.ts';
import type { Shot } from '../../shared/domain/frame.ts';
import type { Media } from '../../shared/domain/media.ts';
import { isInShot } from '../../shared/domain/shotEdits.ts';
import { shotTimecode } from '../../shared/timecode/frameTimecode.ts';
import { showFrames } from '../app/navigation.ts';
import { PalettePanel } from '../palettes/PalettePanel.tsx';
import { Button } from '../ui/Button.tsx';
import { CroppedPicture } from '../ui/CroppedPicture.tsx';
import { FindShotsButton } from './FindShotsButton.tsx';
import { goToFrame } from './goToFrame.ts';
import styles from './panels.module.css';
import { runViewerCommand, type ViewerContext } from './runViewerCommand.ts';
import type { ShownShots } from './useMediaShots.ts';
import type { VideoTimecode } from './videoTimecode.ts';
import type { ViewerCommand } from './viewerShortcut.ts';
import { useViewer } from './viewerStore.ts';

const begins: Partial<Record<Shot['transition'], string>> = { start: 'with the video' };

/** The shot on screen: its exact ends, its frames in the library, and how to cut it otherwise. */
export function ShotPanel({
  shot,
  shots: { shots, frames, standing },
  rule,
  media,
  context,
}: {
  shot: Shot | undefined;
  shots: ShownShots;
  rule: Omit<VideoTimecode, 'clock'>;
  media: Media;
  context: ViewerContext;
}) {
  const isOpen = useViewer((state) => state.footage.kind === 'open');
  const isAtStart = useViewer((state) => state.player.frame === shot?.startFrame);
  if (shot === undefined) {
    return (
      <section className={styles['section']} aria-label="Shot">
        <h2 className={styles['heading']}>
          Shot
          <FindShotsButton media={media} />
        </h2>
        <p className={styles['hint']}>No shot is known at this frame.</p>
      </section>
    );
  }
  const inside = frames.filter(({ frameIndex }) => frameIndex !== null && isInShot(shot, frameIndex));
  const length = shot.endFrame - shot.startFrame;
  const button = (command: ViewerCommand, label: string, keys: string, isDisabled = false) => (
    <Button
      preventFocusOnPress
      isDisabled={isDisabled || !isOpen}
      onPress={() => runViewerCommand(command, context)}
    >
      <span title={`${label} (${keys})`}>{label}</span>
    </Button>
  );
  return (
    <section className={styles['section']} aria-label="Shot">
      <h2 className={styles['heading']}>
        Shot {(shot.index + 1).toLocaleString('en-GB')} of {shots.length.toLocaleString('en-GB')}
        <FindShotsButton media={media} />
      </h2>
      <dl className={`${styles['facts']} numeric`}>
        <dt>Span</dt>
        <dd>{shotTimecode(shot, rule)}</dd>
        <dt>Length</dt>
        <dd>
          {(shot.endSec - shot.startSec).toFixed(2)} s · {length.toLocaleString('en-GB')}{' '}
          {length === 1 ? 'frame' : 'frames'}
        </dd>
        <dt>Begins</dt>
        <dd>{begins[shot.transition] ?? `with a ${shot.transition}`}</dd>
      </dl>
      {inside.length === 0 ? (
        <p className={styles['hint']}>No frame of this shot is in the library. Grab one with G.</p>
      ) : (
        <ul className={styles['frames']} aria-label="Frames of this shot in the library">
          {inside.map((frame) => {
            const stands = standing.get(shot.startFrame)?.id === frame.id;
            return (
              <li key={frame.id}>
                <AriaButton
                  className={styles['frame'] ?? ''}
                  preventFocusOnPress
                  aria-label={`Go to ${frame.timecode ?? ''}${stands ? ', stands for the shot' : ''}`}
                  data-stands={stands || undefined}
                  onPress={() => goToFrame(frame.frameIndex ?? 0)}
                >
                  <CroppedPicture picture={frame.picture} variant="thumb" alt="" fit="cover" />
                </AriaButton>
              </li>
            );
          })}
        </ul>
      )}
      <PalettePanel
        palette={paletteOfFrames(inside)}
        heading="Palette of the shot"
        title={`${context.fileName} shot ${shot.index + 1}`}
        what="this shot"
      />
      <div className={styles['buttons']}>
        {button({ name: 'pick' }, 'Use this frame', 'P')}
        {button({ name: 'split' }, 'Split here', 'S', isAtStart)}
        {button({ name: 'merge-previous' }, 'Merge with previous', '[', shot.index === 0)}
        {button({ name: 'merge-next' }, 'Merge with next', ']', shot.index === shots.length - 1)}
        {inside.length === 0 ? null : (
          <Button variant="quiet" onPress={() => showFrames(inside.map(({ id }) => id))}>
            Show in library
          </Button>
        )}
      </div>
    </section>
  );
}
