import { useLiveQuery } from 'dexie-react-hooks';
import { useState } from 'react';
import type { Frame } from '../../shared/domain/frame.ts';
import type { FrameId } from '../../shared/domain/ids.ts';
import type { Media } from '../../shared/domain/media.ts';
import { frameTimecode } from '../../shared/timecode/frameTimecode.ts';
import { noteEdit } from '../app/libraryHistory.ts';
import { database } from '../database/afterimageDatabase.ts';
import { counted } from '../library/counted.ts';
import { fileSizeText } from '../library/factTexts.ts';
import { frameName, workTitle } from '../library/frameNames.ts';
import type { LibraryIndex } from '../library/useLibraryIndex.ts';
import { Button } from '../ui/Button.tsx';
import { CroppedPicture } from '../ui/CroppedPicture.tsx';
import styles from './DuplicatesSection.module.css';
import { keepApart, mergeFrames } from './mergeDuplicates.ts';

/** Frames of different files that show the same picture. */
export function FrameGroup({ frameIds, index }: { frameIds: readonly FrameId[]; index: LibraryIndex }) {
  const [isBusy, setIsBusy] = useState(false);
  const members = useLiveQuery(async () => {
    const frames = (await database.frames.bulkGet([...frameIds])).filter((row) => row !== undefined);
    const media = await database.media.bulkGet(frames.map(({ mediaId }) => mediaId));
    return frames.map((frame, at) => ({ frame, media: media[at] }));
  }, [frameIds]);
  // A member that went is decided about; the next look takes the group away.
  if (members === undefined || members.length < 2) return null;

  /** One choice at a time; undo may bring the group back to be decided anew. */
  const decide = async (choice: () => Promise<void>): Promise<void> => {
    setIsBusy(true);
    await choice().finally(() => setIsBusy(false));
  };
  const merge = async (kept: Frame): Promise<void> => {
    const dropped = members.filter(({ frame }) => frame.id !== kept.id).map(({ frame }) => frame.id);
    const change = await mergeFrames(database, kept.id, dropped);
    noteEdit(`${counted(dropped.length, 'duplicate')} merged`, change);
  };
  const keepAll = async (): Promise<void> => {
    noteEdit(
      'Kept apart',
      await keepApart(
        database,
        members.map(({ frame }) => frame.id),
      ),
    );
  };
  return (
    <section className={styles['group']} aria-label={`${members.length} frames that look the same`}>
      <header className={styles['head']}>
        <h2>{members.length} frames that look the same</h2>
        <Button isDisabled={isBusy} onPress={() => void decide(keepAll)}>
          {members.length === 2 ? 'Keep both' : 'Keep all'}
        </Button>
      </header>
      <ul className={styles['members']}>
        {members.map(({ frame, media }) => (
          <li key={frame.id}>
            <CroppedPicture picture={frame.picture} variant="thumb" alt={frame.altText} />
            <p className={styles['name']} title={workTitle(index.works.get(frame.workId)?.title)}>
              {workTitle(index.works.get(frame.workId)?.title)}
            </p>
            <dl className={`${styles['facts']} numeric`}>
              <dt>From</dt>
              <dd>{frameTimecode(frame) ?? 'still picture'}</dd>
              <dt>File</dt>
              <dd title={media?.fileName}>{media?.fileName ?? 'not known'}</dd>
              <dt>Picture</dt>
              <dd>
                {Math.round(frame.picture.area.width)} × {Math.round(frame.picture.area.height)}
                {media === undefined ? '' : ` · ${formatOf(media)} · ${fileSizeText(media.sizeBytes)}`}
              </dd>
              <dt>Imported</dt>
              <dd>{frame.createdAt.slice(0, 10)}</dd>
              <dt>Carries</dt>
              <dd>{carriedText(frame, index)}</dd>
            </dl>
            <Button
              aria-label={`Keep this and merge: ${frameName({ ...frame, timecode: frameTimecode(frame) }, index)}`}
              isDisabled={isBusy}
              onPress={() => void decide(() => merge(frame))}
            >
              Keep this and merge
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function formatOf({ content }: Media): string {
  return content.kind === 'still' ? content.probe.format.toUpperCase() : content.probe.codec;
}

function carriedText(frame: Frame, index: LibraryIndex): string {
  const links = [...index.links.values()].filter((link) =>
    [...link.from, ...link.to].some((end) => end.type === 'frame' && end.frameId === frame.id),
  ).length;
  const said = [
    ...(frame.tags.length > 0 ? [counted(frame.tags.length, 'tag')] : []),
    ...(frame.note === '' ? [] : ['a note']),
    ...(links > 0 ? [counted(links, 'homage link')] : []),
  ];
  return said.length === 0 ? 'nothing of yours' : said.join(', ');
}
