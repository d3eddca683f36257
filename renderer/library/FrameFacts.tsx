import { useLiveQuery } from 'dexie-react-hooks';
import type { Frame } from '../../shared/domain/frame.ts';
import type { Media } from '../../shared/domain/media.ts';
import { formatClock } from '../../shared/timecode/formatClock.ts';
import { frameTimecode, shotTimecode } from '../../shared/timecode/frameTimecode.ts';
import { database } from '../database/afterimageDatabase.ts';
import { OfflineNote } from '../relink/OfflineNote.tsx';
import { hasBars } from '../ui/pictureBars.ts';
import { fileSizeText, rateText } from './factTexts.ts';
import inspector from './Inspector.module.css';
import type { LibraryIndex } from './useLibraryIndex.ts';

/** Exact time, shot, picture and file of a frame. */
export function FrameFacts({ frame, index }: { frame: Frame; index: LibraryIndex }) {
  const media = useLiveQuery(() => database.media.get(frame.mediaId), [frame.mediaId]);
  const { time, shot, picture } = frame;
  return (
    <section className={inspector['section']} aria-label="Frame facts">
      <h3 className={inspector['heading']}>Frame</h3>
      <dl className={`${inspector['facts']} numeric`}>
        {time === null ? null : (
          <>
            <dt>Timecode</dt>
            <dd>
              {frameTimecode(frame)} · frame {time.frameIndex.toLocaleString('en-GB')}
            </dd>
            <dt>Seconds</dt>
            <dd title={`${time.ticks} × ${time.timeBase.num}/${time.timeBase.den} s`}>
              {time.timeSec.toFixed(3)} s
            </dd>
          </>
        )}
        {shot === null || time === null ? null : (
          <>
            <dt>Shot {shot.index + 1}</dt>
            <dd>
              {shotTimecode(shot, time)}, {(shot.endSec - shot.startSec).toFixed(1)} s
              {shot.transition === 'start' ? '' : `, after a ${shot.transition}`}
            </dd>
          </>
        )}
        <dt>Picture</dt>
        <dd>
          {picture.area.width} × {picture.area.height}
          {hasBars(picture) ? `, bars removed from ${picture.width} × ${picture.height}` : ''}
        </dd>
        <dt>File</dt>
        <dd>
          {media?.fileName ?? index.media.get(frame.mediaId)?.fileName ?? 'not known'}
          {media === undefined ? null : <OfflineNote media={media} />}
        </dd>
        {media === undefined ? null : <MediaFacts media={media} />}
      </dl>
    </section>
  );
}

function MediaFacts({ media }: { media: Media }) {
  const { content } = media;
  return (
    <>
      <dt>Media</dt>
      <dd>
        {content.kind === 'still'
          ? [content.probe.format.toUpperCase(), fileSizeText(media.sizeBytes)].join(' · ')
          : [
              `${content.probe.codec}, ${content.probe.displayWidth} × ${content.probe.displayHeight}`,
              rateText(content.probe.frameRate),
              formatClock(content.probe.durationSec),
              fileSizeText(media.sizeBytes),
            ].join(' · ')}
      </dd>
      {media.partial ? (
        <>
          <dt>Import</dt>
          <dd>Not complete; import the file again to get the rest.</dd>
        </>
      ) : null}
    </>
  );
}
