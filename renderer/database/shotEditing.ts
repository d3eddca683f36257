import type { AnalysedFrame, Frame, Shot } from '../../shared/domain/frame.ts';
import type { HomageLink } from '../../shared/domain/homageLink.ts';
import type { FrameId, MediaId, WorkId } from '../../shared/domain/ids.ts';
import {
  applyShotEdits,
  isInShot,
  noShotEdits,
  type ShotEdits,
  shotAt,
  withCut,
  withoutCut,
  withPick,
} from '../../shared/domain/shotEdits.ts';
import type { AfterimageDatabase } from './afterimageDatabase.ts';
import { followFrames } from './followFrames.ts';
import { mergeAnalysedFrame } from './mergeAnalysedFrame.ts';
import { type ChangeRecorder, type RecordedChange, recordChange } from './recordChange.ts';
import { inShownShot, type MediaShots, readMediaShots, settleFrameShots } from './shotStore.ts';

/** A place where a shot begins, or is to begin. */
export interface Cut {
  readonly frame: number;
  /** Seconds from the first frame. */
  readonly timeSec: number;
}

/** A video's shots and frames while they are being edited. */
interface Editing extends MediaShots {
  readonly frames: readonly Frame[];
}

/**
 * Merges the shot that begins at a frame with the one before it. The earlier shot's frames stand for both (or a
 * frame that a person chose for the later one); the others leave the library unless something names them: a link,
 * a board, a tag, a note, an alternative text, a mood set by hand, or that it was grabbed.
 */
export function mergeShotBefore(
  database: AfterimageDatabase,
  mediaId: MediaId,
  startFrame: number,
): Promise<RecordedChange> {
  return editShots(database, mediaId, async (editing, recorder) => {
    const { detected, edits, shots, frames } = editing;
    const at = shots.findIndex((shot) => shot.startFrame === startFrame);
    const [earlier, later] = [shots[at - 1], shots[at]];
    if (earlier === undefined || later === undefined) return edits;
    const changed = withoutCut(edits, detected, startFrame);
    const picks = edits.picks.some((pick) => isInShot(earlier, pick.frame))
      ? changed.picks.filter((pick) => !isInShot(later, pick.frame))
      : changed.picks;
    const laterPicked = picks.some((pick) => isInShot(later, pick.frame));
    const leaving = framesOf(laterPicked ? earlier : later, frames);
    const staying = framesOf(laterPicked ? later : earlier, frames);
    if (staying.length > 0) await leave(database, recorder, leaving, { ...changed, picks });
    return { ...changed, picks };
  });
}

/**
 * Splits the shot that holds a frame: a new one begins there.
 * @param newFrames frames just taken for a part that had none
 */
export function splitShot(
  database: AfterimageDatabase,
  mediaId: MediaId,
  cut: Cut,
  newFrames: readonly AnalysedFrame[],
  workId: WorkId,
): Promise<RecordedChange> {
  return editShots(database, mediaId, ({ detected, edits, frames }, recorder) => {
    enter(recorder, frames, newFrames, workId);
    return withCut(edits, detected, cut);
  });
}

/** Which part of a shot that is split has no frame of its own; null where both have. */
export function partWithoutFrame(shot: Shot, cut: Cut, frames: readonly Frame[]): Shot | null {
  const parts: Shot[] = [
    { ...shot, endFrame: cut.frame, endSec: cut.timeSec },
    { ...shot, startFrame: cut.frame, startSec: cut.timeSec },
  ];
  return parts.find((part) => framesOf(part, frames).length === 0) ?? null;
}

/**
 * Lets a frame stand for the shot it lies in. The frames that stood for it leave the library, unless something
 * names them.
 */
export function pickShotFrame(
  database: AfterimageDatabase,
  picked: AnalysedFrame,
  workId: WorkId,
): Promise<RecordedChange> {
  return editShots(database, picked.mediaId, async ({ edits, shots, frames }, recorder) => {
    const frame = picked.time?.frameIndex ?? 0;
    const shot = shotAt(shots, frame);
    if (shot === undefined) return edits;
    enter(recorder, frames, [picked], workId);
    const changed = withPick(edits, shot, { frame, frameId: picked.id });
    const others = framesOf(shot, frames).filter((other) => other.id !== picked.id);
    await leave(database, recorder, others, changed);
    return changed;
  });
}

/** Puts a frame that was grabbed by hand into the library; one that is there already is kept as it is. */
export function keepGrabbedFrame(
  database: AfterimageDatabase,
  grabbed: AnalysedFrame,
  workId: WorkId,
): Promise<RecordedChange> {
  return editShots(database, grabbed.mediaId, ({ edits, frames }, recorder) => {
    enter(recorder, frames, [grabbed], workId);
    return edits.grabs.includes(grabbed.id) ? edits : { ...edits, grabs: [...edits.grabs, grabbed.id] };
  });
}

/**
 * After the shots of a video were found again: frames of an earlier analysis that the new one did not choose leave
 * the library where their shot has one that it did, unless something names them or a person moved them to another
 * work.
 * @param brought all frames that the analysis chose
 * @returns how many left; null where none did
 */
export async function dropReplacedFrames(
  database: AfterimageDatabase,
  mediaId: MediaId,
  brought: ReadonlySet<FrameId>,
): Promise<{ change: RecordedChange; count: number } | null> {
  const before = await database.frames.where('mediaId').equals(mediaId).count();
  const workId = (await database.media.get(mediaId))?.workId;
  const change = await editShots(database, mediaId, async ({ edits, shots, frames }, recorder) => {
    const replaced = shots.flatMap((shot) => {
      const inside = framesOf(shot, frames);
      return inside.some(({ id }) => brought.has(id))
        ? inside.filter((frame) => !brought.has(frame.id) && frame.workId === workId)
        : [];
    });
    await leave(database, recorder, replaced, edits);
    return edits;
  });
  const count = before - (await database.frames.where('mediaId').equals(mediaId).count());
  return count === 0 ? null : { change, count };
}

async function editShots(
  database: AfterimageDatabase,
  mediaId: MediaId,
  edit: (editing: Editing, recorder: ChangeRecorder) => Promise<ShotEdits> | ShotEdits,
): Promise<RecordedChange> {
  // A row to begin with, so that each decision can be taken back by itself, whatever was decided after it.
  await database.transaction('rw', database.shotEdits, async () => {
    if ((await database.shotEdits.get(mediaId)) === undefined) {
      await database.shotEdits.add(noShotEdits(mediaId));
    }
  });
  const change = await recordChange(database, async (recorder) => {
    const media = await readMediaShots(database, mediaId);
    const frames = await database.frames.where('mediaId').equals(mediaId).toArray();
    const edits = await edit({ ...media, frames }, recorder);
    const shots = applyShotEdits(media.detected, edits);
    const { frames: touched } = recorder.after;
    const entering = [...touched.values()].filter((frame) => frame !== undefined);
    const staying = frames.filter((frame) => !touched.has(frame.id));
    const moved = staying
      .map((frame) => inShownShot(frame, shots))
      .filter((frame, at) => frame !== staying[at]);
    recorder.put('frames', [...moved, ...entering.map((frame) => inShownShot(frame, shots))]);
    await followFrames(database, recorder, heirsOf(frames, recorder, shots, [...staying, ...entering]));
    if (edits !== media.edits) recorder.put('shotEdits', [edits]);
  });
  // An analysis that was done again in between may have found other shots than the rows tell of.
  const settled = async (run: () => Promise<number>): Promise<number> => {
    const kept = await run();
    await settleFrameShots(database, mediaId);
    return kept;
  };
  return { undo: () => settled(() => change.undo()), redo: () => settled(() => change.redo()) };
}

/** For each frame that leaves, one that is left to its shot. */
function heirsOf(
  frames: readonly Frame[],
  recorder: ChangeRecorder,
  shots: readonly Shot[],
  left: readonly Frame[],
): Map<FrameId, FrameId> {
  const { frames: touched } = recorder.after;
  const gone = frames.filter(({ id }) => touched.has(id) && touched.get(id) === undefined);
  return new Map(
    gone.flatMap(({ id, time }): [FrameId, FrameId][] => {
      const shot = time === null ? undefined : shotAt(shots, time.frameIndex);
      const [heir] = shot === undefined ? [] : framesOf(shot, left);
      return heir === undefined ? [] : [[id, heir.id]];
    }),
  );
}

function framesOf(shot: Pick<Shot, 'startFrame' | 'endFrame'>, frames: readonly Frame[]): Frame[] {
  return frames.filter(({ time }) => time !== null && isInShot(shot, time.frameIndex));
}

function enter(
  recorder: ChangeRecorder,
  frames: readonly Frame[],
  entering: readonly AnalysedFrame[],
  workId: WorkId,
): void {
  const now = new Date().toISOString();
  const known = new Set(frames.map((frame) => frame.id));
  recorder.put(
    'frames',
    entering
      .filter((frame) => !known.has(frame.id))
      .map((frame) => mergeAnalysedFrame(frame, undefined, workId, now)),
  );
}

/** Takes frames out of the library, except those that something names. */
async function leave(
  database: AfterimageDatabase,
  recorder: ChangeRecorder,
  leaving: readonly Frame[],
  edits: ShotEdits,
): Promise<void> {
  if (leaving.length === 0) return;
  const named = new Set<FrameId>([...edits.grabs, ...edits.picks.map((pick) => pick.frameId)]);
  const ends = ({ from, to }: HomageLink): HomageLink['from'] => [...from, ...to];
  await database.links.each((link) => {
    for (const end of ends(link)) if (end.type === 'frame') named.add(end.frameId);
  });
  await database.boardItems.each(({ content }) => {
    if ('frameId' in content) named.add(content.frameId);
  });
  const gone = leaving.filter((frame) => !named.has(frame.id) && !hasWords(frame));
  recorder.remove(
    'frames',
    gone.map((frame) => frame.id),
  );
}

/** Whether a person said anything about a frame. */
function hasWords(frame: Frame): boolean {
  return (
    frame.tags.length > 0 ||
    frame.note !== '' ||
    frame.altText !== '' ||
    Object.keys(frame.moodOverrides).length > 0
  );
}
