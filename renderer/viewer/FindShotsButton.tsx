import { useLiveQuery } from 'dexie-react-hooks';
import type { Media } from '../../shared/domain/media.ts';
import { database } from '../database/afterimageDatabase.ts';
import { filesOf } from '../database/importQueue.ts';
import { Button } from '../ui/Button.tsx';
import { findShotsAgain } from './findShotsAgain.ts';

/** Has the video analysed again; not pressed twice while that waits or runs. */
export function FindShotsButton({ media }: { media: Media }) {
  const isUnderWay = useLiveQuery(async () => {
    const jobs = await database.importJobs
      .filter(({ kind, state }) => kind === 'shots' && state !== 'done' && state !== 'cancelled')
      .primaryKeys();
    const files = await Promise.all(jobs.map((jobId) => filesOf(database, jobId).first()));
    return files.some((file) => file?.mediaId === media.id && file.state === 'waiting');
  }, [media.id]);
  return (
    <Button
      variant="quiet"
      preventFocusOnPress
      isDisabled={isUnderWay !== false}
      onPress={() => void findShotsAgain(media)}
    >
      <span title="Cuts that you set or took out, and frames that you chose, stay">
        {isUnderWay === true ? 'Finding shots…' : 'Find shots again'}
      </span>
    </Button>
  );
}
