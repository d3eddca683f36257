import { z } from 'zod';
import { type Shot, shotSchema, transitionSchema } from './frame.ts';
import { type FrameId, frameIdSchema, mediaIdSchema } from './ids.ts';

/** The shots of a video as analysis found them, in order; a person's decisions lie beside, never in here. */
export const detectedShotsSchema = z.object({ mediaId: mediaIdSchema, shots: z.array(shotSchema) });
export type DetectedShots = z.infer<typeof detectedShotsSchema>;

/**
 * What a person decided about a video's shots, by frame number. The decisions are applied over whatever shots
 * analysis finds ({@link applyShotEdits}), so that they outlive an analysis that is done again.
 */
export const shotEditsSchema = z.object({
  mediaId: mediaIdSchema,
  /** Cuts that analysis did not see: the shot begins at `frame`, `timeSec` from the first frame. */
  addedCuts: z.array(z.object({ frame: z.number().int().positive(), timeSec: z.number() })),
  /** Cuts that are none: the shot that begins there belongs to the one before. */
  removedCuts: z.array(z.object({ frame: z.number().int().positive(), transition: transitionSchema })),
  /** Frames chosen to stand for the shot they lie in. */
  picks: z.array(z.object({ frame: z.number().int().nonnegative(), frameId: frameIdSchema })),
  /** Frames taken by hand, which no edit of a shot takes out of the library again. */
  grabs: z.array(frameIdSchema),
});
export type ShotEdits = z.infer<typeof shotEditsSchema>;

type Cuts = Pick<ShotEdits, 'addedCuts' | 'removedCuts'>;

/** A media about whose shots nothing was decided. */
export function noShotEdits(mediaId: ShotEdits['mediaId']): ShotEdits {
  return { mediaId, addedCuts: [], removedCuts: [], picks: [], grabs: [] };
}

/**
 * How far a cut that was taken out may have moved when analysis is done again, frames; a gradual transition
 * has no exact frame of its own.
 */
const slackFrames = { hard: 2, gradual: 12 } as const;

/** The detected cuts that the decisions take out: the very one, else the nearest one within the slack. */
function removedStarts(detected: readonly Shot[], { removedCuts }: Cuts): Set<number> {
  const starts = new Set(detected.slice(1).map((shot) => shot.startFrame));
  const exact = removedCuts.filter(({ frame }) => starts.has(frame));
  const removed = new Set(exact.map(({ frame }) => frame));
  for (const { frame, transition } of removedCuts) {
    if (starts.has(frame)) continue;
    const slack = transition === 'cut' ? slackFrames.hard : slackFrames.gradual;
    let nearest: number | null = null;
    for (let distance = 1; distance <= slack && nearest === null; distance += 1) {
      nearest = [frame - distance, frame + distance].find((at) => starts.has(at) && !removed.has(at)) ?? null;
    }
    if (nearest !== null) removed.add(nearest);
  }
  return removed;
}

/**
 * The shots as they are shown: detected ones with a person's cuts added and taken out, numbered anew from 0.
 * @param detected in order, not overlapping
 */
export function applyShotEdits(detected: readonly Shot[], edits: Cuts): Shot[] {
  const removed = removedStarts(detected, edits);
  const joined: Shot[] = [];
  for (const shot of detected) {
    const before = joined.at(-1);
    if (before !== undefined && removed.has(shot.startFrame)) {
      joined[joined.length - 1] = { ...before, endFrame: shot.endFrame, endSec: shot.endSec };
    } else joined.push(shot);
  }
  const added = [...edits.addedCuts].sort((a, b) => a.frame - b.frame);
  let next = 0;
  const shown: Shot[] = [];
  for (const shot of joined) {
    let rest = shot;
    while (next < added.length && (added[next]?.frame ?? 0) <= rest.startFrame) next += 1;
    for (let cut = added[next]; cut !== undefined && cut.frame < rest.endFrame; cut = added[next]) {
      next += 1;
      if (cut.frame === rest.startFrame) continue;
      shown.push({ ...rest, endFrame: cut.frame, endSec: cut.timeSec });
      rest = { ...rest, startFrame: cut.frame, startSec: cut.timeSec, transition: 'cut' };
    }
    shown.push(rest);
  }
  return shown.map((shot, index) => ({ ...shot, index }));
}

/** Merges the shot that begins at `frame` with the one before it. */
export function withoutCut(edits: ShotEdits, detected: readonly Shot[], frame: number): ShotEdits {
  const addedCuts = edits.addedCuts.filter((cut) => cut.frame !== frame);
  const shot = detected.slice(1).find((each) => each.startFrame === frame);
  if (shot === undefined || edits.removedCuts.some((cut) => cut.frame === frame)) {
    return { ...edits, addedCuts };
  }
  const removedCuts = [...edits.removedCuts, { frame, transition: shot.transition }];
  return { ...edits, addedCuts, removedCuts: removedCuts.sort((a, b) => a.frame - b.frame) };
}

/** Splits a shot: a new one begins at `frame`. A detected cut that was taken out there comes back as it was. */
export function withCut(
  edits: ShotEdits,
  detected: readonly Shot[],
  cut: { frame: number; timeSec: number },
): ShotEdits {
  const startsHere = (list: readonly Shot[]): boolean =>
    list.slice(1).some((shot) => shot.startFrame === cut.frame);
  if (startsHere(applyShotEdits(detected, edits))) return edits;
  if (startsHere(detected)) {
    // The decision that takes this cut out: without it the cut stands.
    const culprit = edits.removedCuts.find(({ frame }) => {
      const removedCuts = edits.removedCuts.filter((each) => each.frame !== frame);
      return startsHere(applyShotEdits(detected, { ...edits, removedCuts }));
    });
    return {
      ...edits,
      removedCuts: edits.removedCuts.filter((each) => each !== culprit),
    };
  }
  const addedCuts = [...edits.addedCuts, { frame: cut.frame, timeSec: cut.timeSec }];
  return { ...edits, addedCuts: addedCuts.sort((a, b) => a.frame - b.frame) };
}

/** Lets a frame stand for the shot it lies in, in the place of an earlier choice. */
export function withPick(edits: ShotEdits, shot: Shot, pick: ShotEdits['picks'][number]): ShotEdits {
  const picks = [...edits.picks.filter(({ frame }) => !isInShot(shot, frame)), pick];
  return { ...edits, picks: picks.sort((a, b) => a.frame - b.frame) };
}

/** Whether a frame number lies in a shot. */
export function isInShot(shot: Pick<Shot, 'startFrame' | 'endFrame'>, frame: number): boolean {
  return frame >= shot.startFrame && frame < shot.endFrame;
}

/** The shot that holds a frame; undefined in a gap or outside. `shots` in order. */
export function shotAt(shots: readonly Shot[], frame: number): Shot | undefined {
  let low = 0;
  let high = shots.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const shot = shots[middle];
    if (shot === undefined) return undefined;
    if (frame < shot.startFrame) high = middle - 1;
    else if (frame >= shot.endFrame) low = middle + 1;
    else return shot;
  }
  return undefined;
}

/**
 * The frame that stands for each shot, by the shot's first frame: the one a person chose, else the first that was
 * not grabbed beside it, else the first.
 * @param shots in order
 */
export function shotRepresentatives<F extends { readonly id: FrameId; readonly frameIndex: number | null }>(
  shots: readonly Shot[],
  frames: Iterable<F>,
  { picks, grabs }: Pick<ShotEdits, 'picks' | 'grabs'>,
): Map<number, F> {
  const picked = new Set<FrameId>(picks.map((pick) => pick.frameId));
  const grabbed = new Set<FrameId>(grabs);
  const rank = ({ id }: F): number => (picked.has(id) ? 0 : grabbed.has(id) ? 2 : 1);
  const standing = new Map<number, F>();
  for (const frame of frames) {
    const shot = frame.frameIndex === null ? undefined : shotAt(shots, frame.frameIndex);
    if (shot === undefined) continue;
    const before = standing.get(shot.startFrame);
    const isBetter =
      before === undefined ||
      rank(frame) < rank(before) ||
      (rank(frame) === rank(before) && (frame.frameIndex ?? 0) < (before.frameIndex ?? 0));
    if (isBetter) standing.set(shot.startFrame, frame);
  }
  return standing;
}

/**
 * Whether a frame that analysis chose for a shot is wanted in the library: not where the shot was merged into
 * the one before, nor where a person chose another frame for it.
 */
export function isFrameWanted(detected: readonly Shot[], edits: ShotEdits, frame: number): boolean {
  const own = shotAt(detected, frame);
  if (own !== undefined && removedStarts(detected, edits).has(own.startFrame)) return false;
  const shown = shotAt(applyShotEdits(detected, edits), frame);
  return (
    shown === undefined || !edits.picks.some((pick) => pick.frame !== frame && isInShot(shown, pick.frame))
  );
}

/**
 * Takes shots that an analysis found into those known before. Where they overlap the new ones count, so that
 * after a whole pass only they are left, and after one that broke off the rest still stands.
 */
export function takeFoundShots(known: readonly Shot[], found: readonly Shot[]): Shot[] {
  const shots = new Map<number, Shot>();
  const sorted = [...found].sort((a, b) => a.startFrame - b.startFrame);
  for (const shot of known) {
    let rest: Shot | null = shot;
    for (const taken of sorted) {
      if (rest === null || taken.startFrame >= rest.endFrame) break;
      if (taken.endFrame <= rest.startFrame) continue;
      if (taken.startFrame > rest.startFrame) {
        shots.set(rest.startFrame, { ...rest, endFrame: taken.startFrame, endSec: taken.startSec });
      }
      rest =
        taken.endFrame < rest.endFrame
          ? { ...rest, startFrame: taken.endFrame, startSec: taken.endSec, transition: 'cut' }
          : null;
    }
    if (rest !== null) shots.set(rest.startFrame, rest);
  }
  for (const shot of sorted) shots.set(shot.startFrame, shot);
  return [...shots.values()]
    .sort((a, b) => a.startFrame - b.startFrame)
    .map((shot, index) => ({ ...shot, index }));
}
