import { useLiveQuery } from 'dexie-react-hooks';
import type { FrameId, MediaId } from '../../shared/domain/ids.ts';
import { workByline } from '../../shared/domain/work.ts';
import { frameTimecode } from '../../shared/timecode/frameTimecode.ts';
import { openViewer, showFrames } from '../app/navigation.ts';
import { PalettePanel } from '../palettes/PalettePanel.tsx';
import { OfflineNote } from '../relink/OfflineNote.tsx';
import { Button } from '../ui/Button.tsx';
import { CroppedPicture } from '../ui/CroppedPicture.tsx';
import { hasBars, shownPicture } from '../ui/pictureBars.ts';
import { BarsToggle } from './BarsToggle.tsx';
import styles from './BoardInspector.module.css';
import { ItemActions } from './ItemActions.tsx';
import { useBoardContent, useBoardSession } from './useBoardSession.ts';

/** One selected frame (or its palette): picture, where it is from, its colours by name. */
export function FrameOnBoardFacts({
  frameId,
  kind,
  showBars,
}: {
  frameId: FrameId;
  kind: 'frame' | 'palette';
  showBars: boolean;
}) {
  const heading = kind === 'frame' ? 'Frame' : 'Palette';
  const frame = useBoardContent((content) => content.frames.get(frameId));
  const work = useBoardContent((content) =>
    frame === undefined ? undefined : content.works.get(frame.workId),
  );
  if (frame === undefined) {
    return (
      <>
        <h2 className={styles['heading']}>{heading}</h2>
        <p className={styles['text']}>This frame is no longer in the library.</p>
        <ItemActions />
      </>
    );
  }
  const timecode = frameTimecode(frame);
  const picture = shownPicture(frame.picture, showBars);
  const { area } = frame.picture;
  const moods = frame.moods.filter((mood) => frame.moodIds.includes(mood.id)).map((mood) => mood.label);
  return (
    <>
      <h2 className={styles['heading']}>{heading}</h2>
      <CroppedPicture picture={picture} variant="full" alt={frame.altText} />
      <PalettePanel
        palette={frame.palette}
        heading="Colours"
        title={[work?.title ?? 'Frame', timecode].filter(Boolean).join(' ')}
        what="this frame"
      />
      <div className={styles['section']}>
        <dl className={styles['facts']}>
          <dt>Work</dt>
          <dd>{work?.title ?? 'Removed work'}</dd>
          {work === undefined || workByline(work) === '' ? null : (
            <>
              <dt>By</dt>
              <dd>{workByline(work)}</dd>
            </>
          )}
          <dt>Timecode</dt>
          <dd className="numeric">
            {timecode === null ? 'Still picture' : `${timecode} · frame ${frame.time?.frameIndex ?? 0}`}
          </dd>
          <dt>Picture</dt>
          <dd className="numeric">
            {Math.round(area.width)} × {Math.round(area.height)}
            {hasBars(frame.picture) ? ` of ${frame.picture.width} × ${frame.picture.height} with bars` : ''}
          </dd>
          <FileOfFrame mediaId={frame.mediaId} />
          {moods.length === 0 ? null : (
            <>
              <dt>Moods</dt>
              <dd>{moods.join(', ')}</dd>
            </>
          )}
        </dl>
      </div>
      <div className={styles['section']}>
        <div className={styles['buttons']}>
          <Button
            onPress={() => openViewer({ mediaId: frame.mediaId, frameIndex: frame.time?.frameIndex ?? 0 })}
          >
            Open in viewer
          </Button>
          <Button onPress={() => showFrames([frame.id])}>Show in library</Button>
        </div>
      </div>
      <BarsToggle />
      <ItemActions />
    </>
  );
}

function FileOfFrame({ mediaId }: { mediaId: MediaId }) {
  const { database } = useBoardSession();
  const media = useLiveQuery(() => database.media.get(mediaId), [database, mediaId]);
  if (media === undefined) return null;
  return (
    <>
      <dt>File</dt>
      <dd>
        {media.fileName}
        <OfflineNote media={media} />
      </dd>
    </>
  );
}
