import { describeAppError } from '../../shared/contract/appError.ts';
import type { AnalysedFrame, Frame, TimecodeOrigin } from '../../shared/domain/frame.ts';
import type { LinkEnd, Moment } from '../../shared/domain/homageLink.ts';
import { type MediaId, momentIdSchema, type WorkId } from '../../shared/domain/ids.ts';
import { shotAt } from '../../shared/domain/shotEdits.ts';
import { client } from '../app/connect.ts';
import { noteEdit } from '../app/libraryHistory.ts';
import { editLink } from '../app/navigation.ts';
import { database } from '../database/afterimageDatabase.ts';
import { momentUse, removeMoment, saveMoment } from '../database/momentEdits.ts';
import {
  keepGrabbedFrame,
  mergeShotBefore,
  partWithoutFrame,
  pickShotFrame,
  splitShot,
} from '../database/shotEditing.ts';
import { readMediaShots } from '../database/shotStore.ts';
import { counted } from '../library/counted.ts';
import { showToast } from '../ui/toasts.ts';
import { frameTimeSec } from './frameClock.ts';
import { markedSpan, noMarks } from './transport.ts';
import { timecodeOfFrame, videoTimecode } from './videoTimecode.ts';
import { useViewer } from './viewerStore.ts';

/** The open video as actions need it. */
interface OpenMedia {
  readonly mediaId: MediaId;
  readonly workId: WorkId;
  /** Number of the frame on screen. */
  readonly frame: number;
  readonly timeSec: number;
  readonly timecode: string;
  /** The file's own timecode, where it carries one. */
  readonly origin: TimecodeOrigin | undefined;
}

async function openMedia(): Promise<OpenMedia | null> {
  const { mediaId, footage, player } = useViewer.getState();
  if (mediaId === null || footage.kind !== 'open') return null;
  const media = await database.media.get(mediaId);
  if (media?.content.kind !== 'video') return null;
  const rule = videoTimecode(media.content.probe, footage);
  return {
    mediaId,
    workId: media.workId,
    frame: player.frame,
    timeSec: frameTimeSec(footage.clock, player.frame),
    timecode: timecodeOfFrame(rule, player.frame),
    origin: rule.timecode,
  };
}

/** One after the other, so that a key pressed twice does not do half of each. */
let queue: Promise<void> = Promise.resolve();
function inTurn(action: (media: OpenMedia) => Promise<void>): Promise<void> {
  // What is on screen at the press is what is meant, whatever comes on screen until its turn.
  const media = openMedia();
  queue = queue.then(async () => {
    const opened = await media;
    if (opened !== null) await action(opened);
  });
  return queue;
}

/** One message of the viewer at a time: they lie over the picture. */
const slot = 'viewer';

/** The frame as the library has it; undefined where it has not. */
async function libraryFrame({ mediaId, frame }: OpenMedia): Promise<Frame | undefined> {
  return await database.frames
    .where('mediaId')
    .equals(mediaId)
    .filter(({ time }) => time?.frameIndex === frame)
    .first();
}

/** Takes a frame out of the file, has it written by `write`, and lets its journal entry go. */
async function withGrabbedFrame<T>(
  mediaId: MediaId,
  frameIndex: number,
  write: (frame: AnalysedFrame) => Promise<T>,
): Promise<T | null> {
  const answer = await client.call('grabFrame', { mediaId, frameIndex });
  if (!answer.ok) {
    showToast(describeAppError(answer.error), { tone: 'error', slot });
    return null;
  }
  const written = await write(answer.value.frame);
  await client.call('acknowledgeFrames', { batchIds: [answer.value.batchId] });
  return written;
}

/** Puts the frame on screen into the library. */
export function grabThisFrame(): Promise<void> {
  return inTurn(async (media) => {
    const known = await libraryFrame(media);
    if (known !== undefined) {
      const { edits } = await readMediaShots(database, media.mediaId);
      // From now on it is the user's own: no edit of a shot takes it away.
      if (!edits.grabs.includes(known.id)) await keepGrabbedFrame(database, known, media.workId);
      showToast(`The frame at ${media.timecode} is in the library already`, { slot });
      return;
    }
    const change = await withGrabbedFrame(media.mediaId, media.frame, (frame) =>
      keepGrabbedFrame(database, frame, media.workId),
    );
    if (change !== null) noteEdit(`Frame at ${media.timecode} grabbed`, change, { slot });
  });
}

/** Lets the frame on screen stand for its shot. */
export function pickThisFrame(): Promise<void> {
  return inTurn(async (media) => {
    const { shots, edits } = await readMediaShots(database, media.mediaId);
    const shot = shotAt(shots, media.frame);
    if (shot === undefined) return;
    if (edits.picks.some((pick) => pick.frame === media.frame)) {
      showToast('This frame stands for its shot already', { slot });
      return;
    }
    const pick = (frame: AnalysedFrame) => pickShotFrame(database, frame, media.workId);
    const known = await libraryFrame(media);
    const change =
      known === undefined ? await withGrabbedFrame(media.mediaId, media.frame, pick) : await pick(known);
    if (change !== null)
      noteEdit(`Frame at ${media.timecode} stands for shot ${shot.index + 1}`, change, { slot });
  });
}

/** Begins a new shot at the frame on screen. */
export function splitHere(): Promise<void> {
  return inTurn(async (media) => {
    const { mediaId, workId, frame, timeSec } = media;
    const { shots } = await readMediaShots(database, mediaId);
    const shot = shotAt(shots, frame);
    if (shot === undefined) return;
    if (shot.startFrame === frame) {
      showToast(`Shot ${shot.index + 1} begins at this frame already`, { slot });
      return;
    }
    const cut = { frame, timeSec };
    const frames = await database.frames.where('mediaId').equals(mediaId).toArray();
    const bare = partWithoutFrame(shot, cut, frames);
    const middle = bare === null ? 0 : Math.floor((bare.startFrame + bare.endFrame - 1) / 2);
    const split = (grabbed: readonly AnalysedFrame[]) => splitShot(database, mediaId, cut, grabbed, workId);
    // The file may be gone: the split stands all the same, its new part without a picture.
    const change =
      (bare === null ? null : await withGrabbedFrame(mediaId, middle, (one) => split([one]))) ??
      (await split([]));
    noteEdit(`Shot ${shot.index + 1} split at ${media.timecode}`, change, { slot });
  });
}

/** Merges the shot on screen with the one before it, or the one after it with it. */
export function mergeShot(direction: 'previous' | 'next'): Promise<void> {
  return inTurn(async ({ mediaId, frame }) => {
    const { shots } = await readMediaShots(database, mediaId);
    const shot = shotAt(shots, frame);
    const later = shot === undefined || direction === 'previous' ? shot : shots[shot.index + 1];
    if (later === undefined || later.index === 0) {
      showToast(`There is no ${direction} shot to merge with`, { slot });
      return;
    }
    const change = await mergeShotBefore(database, mediaId, later.startFrame);
    noteEdit(`Shots ${later.index} and ${later.index + 1} merged`, change, { slot });
  });
}

/** Saves what lies between the marks as a moment of the work, with the times of its very frames. */
export function saveMarkedMoment(): Promise<void> {
  return inTurn(async ({ mediaId, workId, origin }) => {
    const { footage, marks } = useViewer.getState();
    if (footage.kind !== 'open') return;
    const span = markedSpan(marks, footage.clock.timesSec.length);
    if (span === null) {
      showToast('Mark in (I) and out (O) first: what lies between them becomes the moment.', { slot });
      return;
    }
    const moment: Moment = {
      id: momentIdSchema.parse(`moment-${crypto.randomUUID()}`),
      workId,
      mediaId,
      label: '',
      span: {
        ...span,
        inSec: frameTimeSec(footage.clock, span.inFrame),
        outSec: frameTimeSec(footage.clock, span.outFrame),
        frameRate: footage.frameRate,
        ...(origin === undefined ? {} : { timecode: origin }),
      },
      sample: false,
    };
    noteEdit('Moment saved', await saveMoment(database, moment), { slot });
    useViewer.setState({ marks: noMarks, isLooping: false });
  });
}

/** Gives a moment its name; the same name changes nothing. */
export async function renameMoment(moment: Moment, text: string): Promise<void> {
  const label = text.normalize('NFC').replace(/\s+/gu, ' ').trim().slice(0, 500);
  if (label === moment.label) return;
  noteEdit(
    label === '' ? 'Moment without a name' : `Moment named “${label}”`,
    await saveMoment(database, { ...moment, label }),
    {
      quiet: true,
    },
  );
}

/** Removes a moment that nothing names; says what holds it otherwise. */
export async function removeMomentFromWork(moment: Moment): Promise<void> {
  const change = await removeMoment(database, moment.id);
  if (change !== null) {
    noteEdit('Moment removed', change, { slot });
    return;
  }
  const use = await momentUse(database, moment.id);
  const holders = [
    ...(use.links === 0 ? [] : [counted(use.links, 'homage link')]),
    ...(use.boardItems === 0 ? [] : [counted(use.boardItems, 'board item')]),
  ].join(' and ');
  showToast(`This moment stays: ${holders} would lose it.`, { slot });
}

/** Starts a homage link with this moment in its place: an MV remembers, anything else is remembered. */
export async function linkMoment(moment: Moment): Promise<void> {
  const work = await database.works.get(moment.workId);
  const end: LinkEnd = { type: 'moment', momentId: moment.id, workId: moment.workId };
  editLink(work?.kind === 'music-video' ? { from: [end], to: [] } : { from: [], to: [end] });
}
