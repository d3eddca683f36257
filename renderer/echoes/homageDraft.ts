import type { Frame } from '../../shared/domain/frame.ts';
import type { LinkEnd, Moment } from '../../shared/domain/homageLink.ts';
import { type FrameId, momentIdSchema } from '../../shared/domain/ids.ts';
import { editLink } from '../app/navigation.ts';
import { database } from '../database/afterimageDatabase.ts';
import { showToast } from '../ui/toasts.ts';

/** What a link editor opens with for two frames. */
export interface HomageDraft {
  readonly from: LinkEnd[];
  readonly to: LinkEnd[];
  /** Moments of the ends that are not in the library yet. */
  readonly moments: readonly Moment[];
}

/** The moment of the shot that a frame stands for, in to out; null for a still. */
export function shotMoment({ shot, time, mediaId, workId }: Frame): Moment | null {
  if (shot === null || time === null) return null;
  return {
    id: momentIdSchema.parse(`moment-${crypto.randomUUID()}`),
    workId,
    mediaId,
    label: `Shot ${shot.index + 1}`,
    span: {
      inFrame: shot.startFrame,
      outFrame: shot.endFrame,
      inSec: shot.startSec,
      outSec: shot.endSec,
      frameRate: time.frameRate,
      ...(time.timecode === undefined ? {} : { timecode: time.timecode }),
    },
    sample: false,
  };
}

/**
 * A link draft of two frames: on each side the frame and the moment of its shot. A moment of the very same span that is
 * there already is taken, not made again.
 * @param known moments of the two works
 */
export function homageDraft(mvFrame: Frame, filmFrame: Frame, known: readonly Moment[]): HomageDraft {
  const moments: Moment[] = [];
  const endsOf = (frame: Frame): LinkEnd[] => {
    const frameEnd: LinkEnd = { type: 'frame', frameId: frame.id, workId: frame.workId };
    const made = shotMoment(frame);
    if (made === null) return [frameEnd];
    const same = known.find(
      ({ mediaId, span }) =>
        mediaId === made.mediaId &&
        span?.inFrame === made.span?.inFrame &&
        span?.outFrame === made.span?.outFrame,
    );
    if (same === undefined) moments.push(made);
    return [frameEnd, { type: 'moment', momentId: (same ?? made).id, workId: frame.workId }];
  };
  return { from: endsOf(mvFrame), to: endsOf(filmFrame), moments };
}

/** Opens the link editor for two frames; the music video of them remembers the other, else the first one does. */
export async function draftLink(firstId: FrameId, secondId: FrameId): Promise<void> {
  const [first, second] = await database.frames.bulkGet([firstId, secondId]);
  if (first === undefined || second === undefined) {
    showToast('One of the two frames is not in the library any more.', { tone: 'error' });
    return;
  }
  const works = await database.works.bulkGet([first.workId, second.workId]);
  const isTurned = works[0]?.kind !== 'music-video' && works[1]?.kind === 'music-video';
  const [mv, film] = isTurned ? [second, first] : [first, second];
  const known = await database.moments.where('workId').anyOf([mv.workId, film.workId]).toArray();
  editLink(homageDraft(mv, film, known));
}
