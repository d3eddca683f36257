import { describeAppError } from '../../shared/contract/appError.ts';
import type { FrameId } from '../../shared/domain/ids.ts';
import type { Media } from '../../shared/domain/media.ts';
import { client } from '../app/connect.ts';
import { importQueue } from '../app/importJobs.ts';
import { noteEdit } from '../app/libraryHistory.ts';
import { database } from '../database/afterimageDatabase.ts';
import { dropReplacedFrames } from '../database/shotEditing.ts';
import { counted } from '../library/counted.ts';
import { relinkOne } from '../relink/relinkStore.ts';
import { showToast } from '../ui/toasts.ts';

/**
 * Lets the shots of a video be found again, as a job of the import queue. What a person decided about them stays:
 * cuts set and taken out, frames chosen and grabbed, all that was said of frames.
 */
export async function findShotsAgain(media: Media): Promise<void> {
  const answer = await client.call('sourceOfMedia', { mediaId: media.id });
  if (!answer.ok) {
    showToast(describeAppError(answer.error), { tone: 'error' });
    return;
  }
  const source = answer.value;
  if (source === null) {
    showToast(`${media.fileName} is not where it was: its shots can be found again once it is there.`, {
      tone: 'error',
      action: { label: 'Find…', run: () => void relinkOne(media) },
    });
    return;
  }
  const brought = new Set<FrameId>();
  const added = await importQueue.add(
    {
      kind: 'shots',
      name: `Shots of ${media.fileName}`,
      sources: [source],
      workIdFor: () => media.workId,
      mediaIdFor: () => media.id,
    },
    (event) => {
      if (event.type === 'frames') for (const { id } of event.frames) brought.add(id);
      if (event.type === 'mediaDone' && !event.partial) void dropReplaced(media, brought);
    },
  );
  if (added === null) showToast('This file waits in the import queue already.');
}

async function dropReplaced(media: Media, brought: ReadonlySet<FrameId>): Promise<void> {
  const dropped = await dropReplacedFrames(database, media.id, brought);
  if (dropped === null) return;
  noteEdit(`${counted(dropped.count, 'frame')} replaced by what was found now`, dropped.change);
}
