import { useLiveQuery } from 'dexie-react-hooks';
import { useState } from 'react';
import type { Frame } from '../../shared/domain/frame.ts';
import type { MediaId } from '../../shared/domain/ids.ts';
import type { Media } from '../../shared/domain/media.ts';
import { formatClock } from '../../shared/timecode/formatClock.ts';
import { noteEdit } from '../app/libraryHistory.ts';
import { database } from '../database/afterimageDatabase.ts';
import { counted } from '../library/counted.ts';
import { fileSizeText, rateText } from '../library/factTexts.ts';
import { workTitle } from '../library/frameNames.ts';
import type { LibraryIndex } from '../library/useLibraryIndex.ts';
import { Button } from '../ui/Button.tsx';
import { CroppedPicture } from '../ui/CroppedPicture.tsx';
import { showToast } from '../ui/toasts.ts';
import styles from './DuplicatesSection.module.css';
import { keepApart, mergeVideos } from './mergeDuplicates.ts';

/** Frames of each video that are pictured. */
const picturedFrames = 4;

/** Videos that are one and the same in several encodings. */
export function VideoGroup({ mediaIds, index }: { mediaIds: readonly MediaId[]; index: LibraryIndex }) {
  const [isBusy, setIsBusy] = useState(false);
  const members = useLiveQuery(async () => {
    const media = (await database.media.bulkGet([...mediaIds])).filter((row) => row !== undefined);
    return await Promise.all(
      media.map(async (row) => ({
        media: row,
        frames: (await database.frames.where('mediaId').equals(row.id).toArray()).sort(byTime),
      })),
    );
  }, [mediaIds]);
  if (members === undefined || members.length < 2) return null;

  /** One choice at a time; undo may bring the group back to be decided anew. */
  const decide = async (choice: () => Promise<void>): Promise<void> => {
    setIsBusy(true);
    await choice().finally(() => setIsBusy(false));
  };
  const merge = async (kept: Media): Promise<void> => {
    const dropped = members.filter(({ media }) => media.id !== kept.id).map(({ media }) => media.id);
    const { change, framesLeft } = await mergeVideos(database, kept.id, dropped);
    noteEdit(`${counted(dropped.length, 'encoding')} merged into ${kept.fileName}`, change);
    if (framesLeft === 0) return;
    showToast(
      `${counted(framesLeft, 'frame')} with tags, notes or links had no counterpart and stayed as ${framesLeft === 1 ? 'it was' : 'they were'}.`,
    );
  };
  const keepAll = async (): Promise<void> => {
    noteEdit(
      'Kept apart',
      await keepApart(
        database,
        members.map(({ media }) => media.id),
      ),
    );
  };
  return (
    <section className={styles['group']} aria-label={`One video, ${members.length} times`}>
      <header className={styles['head']}>
        <h2>One video, {members.length} times</h2>
        <Button isDisabled={isBusy} onPress={() => void decide(keepAll)}>
          {members.length === 2 ? 'Keep both' : 'Keep all'}
        </Button>
      </header>
      <ul className={styles['members']}>
        {members.map(({ media, frames }) => (
          <li key={media.id}>
            <div className={styles['strip']}>
              {spread(frames).map((frame) => (
                <CroppedPicture key={frame.id} picture={frame.picture} variant="thumb" alt="" fit="cover" />
              ))}
            </div>
            <p className={styles['name']} title={media.fileName}>
              {media.fileName}
            </p>
            <dl className={`${styles['facts']} numeric`}>
              <dt>Work</dt>
              <dd title={workTitle(index.works.get(media.workId)?.title)}>
                {workTitle(index.works.get(media.workId)?.title)}
              </dd>
              <VideoFacts media={media} />
              <dt>Imported</dt>
              <dd>{media.importedAt.slice(0, 10)}</dd>
              <dt>Frames</dt>
              <dd>{counted(frames.length, 'frame')}</dd>
            </dl>
            <Button
              aria-label={`Keep this and merge: ${media.fileName}`}
              isDisabled={isBusy}
              onPress={() => void decide(() => merge(media))}
            >
              Keep this and merge
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function VideoFacts({ media: { content, sizeBytes } }: { media: Media }) {
  if (content.kind !== 'video') return null;
  const { codec, displayWidth, displayHeight, frameRate, durationSec } = content.probe;
  return (
    <>
      <dt>Picture</dt>
      <dd>
        {displayWidth} × {displayHeight} · {rateText(frameRate)}
      </dd>
      <dt>Codec</dt>
      <dd>
        {codec} · {fileSizeText(sizeBytes)}
      </dd>
      <dt>Length</dt>
      <dd>{formatClock(durationSec)}</dd>
    </>
  );
}

function byTime(a: Frame, b: Frame): number {
  return (a.time?.timeSec ?? 0) - (b.time?.timeSec ?? 0);
}

/** A few frames from the beginning to the end. */
function spread(frames: readonly Frame[]): Frame[] {
  const count = Math.min(picturedFrames, frames.length);
  return Array.from(
    { length: count },
    (_, at) => frames[Math.floor((at * (frames.length - 1)) / Math.max(1, count - 1))],
  ).filter((frame): frame is Frame => frame !== undefined);
}
