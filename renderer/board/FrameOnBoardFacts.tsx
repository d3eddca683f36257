import { useLiveQuery } from 'dexie-react-hooks';
import type { FrameId, MediaId } from '../../shared/domain/ids.ts';
import { workByline } from '../../shared/domain/work.ts';
import { frameTimecode } from '../../shared/timecode/frameTimecode.ts';
import { openViewer, showFrames } from '../app/navigation.ts';
import { OfflineNote } from '../relink/OfflineNote.tsx';
import { Button } from '../ui/Button.tsx';
import { ColourDot } from '../ui/ColourDot.tsx';
import { CroppedPicture } from '../ui/CroppedPicture.tsx';
import { PaletteStrip } from '../ui/PaletteStrip.tsx';
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
      <div className={styles['strip']}>
        <PaletteStrip palette={frame.palette} heightPx={8} />
      </div>
      <div className={styles['swatches']}>
        {frame.palette.map((swatch) => (
          <div key={swatch.hex} className={styles['swatch']}>
            <ColourDot hex={swatch.hex} shape="square" />
            <span className={styles['swatchName']} title={swatch.name}>
              {swatch.name}
            </span>
            <span className={`${styles['swatchHex']} numeric`}>{swatch.hex.toUpperCase()}</span>
            <span className={`${styles['swatchShare']} numeric`}>{Math.round(swatch.share * 100)} %</span>
          </div>
        ))}
      </div>
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
