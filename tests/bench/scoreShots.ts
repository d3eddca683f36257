import type { TrueTransition } from '../fixtures/shots/truthClip.ts';

/** A transition that a detector tells of. */
export interface ToldTransition {
  readonly kind: 'cut' | 'dissolve' | 'fade' | 'wipe';
  readonly from: number;
  readonly to: number;
}

/** Found rightly, told wrongly, missed. */
export interface Score {
  readonly right: number;
  readonly wrong: number;
  readonly missed: number;
}

export const noScore: Score = { right: 0, wrong: 0, missed: 0 };

export function addScores(a: Score, b: Score): Score {
  return { right: a.right + b.right, wrong: a.wrong + b.wrong, missed: a.missed + b.missed };
}

/** Harmonic mean of precision and recall; 1 where there was nothing to find and nothing was told. */
export function f1({ right, wrong, missed }: Score): number {
  return right + wrong + missed === 0 ? 1 : (2 * right) / (2 * right + wrong + missed);
}

/** Hard cuts: right only at the very frame. */
export function scoreCuts(truth: readonly TrueTransition[], told: readonly ToldTransition[]): Score {
  const isCut = ({ kind }: ToldTransition): boolean => kind === 'cut';
  const wanted = new Set(truth.filter(isCut).map(({ from }) => from));
  const given = new Set(told.filter(isCut).map(({ from }) => from));
  const right = [...given].filter((frame) => wanted.has(frame)).length;
  return { right, wrong: given.size - right, missed: wanted.size - right };
}

/** Share of the frames that belong to either span that belong to both. */
function overlap(a: ToldTransition, b: ToldTransition): number {
  const both = Math.min(a.to, b.to) - Math.max(a.from, b.from);
  return both <= 0 ? 0 : both / (Math.max(a.to, b.to) - Math.min(a.from, b.from));
}

/** Least overlap (shared frames of all frames) by which a told gradual transition is the true one. */
export const leastOverlap = 1 / 3;

/** Gradual transitions, of whatever kind: right where the spans overlap, one to one. */
export function scoreGradual(truth: readonly TrueTransition[], told: readonly ToldTransition[]): Score {
  const open = told.filter(({ kind }) => kind !== 'cut');
  const toldCount = open.length;
  const wanted = truth.filter(({ kind }) => kind !== 'cut');
  let right = 0;
  for (const transition of wanted) {
    const best = open
      .map((other, index) => ({ index, shared: overlap(transition, other) }))
      .reduce((most, next) => (next.shared > most.shared ? next : most), { index: -1, shared: 0 });
    if (best.shared < leastOverlap) continue;
    open.splice(best.index, 1);
    right += 1;
  }
  return { right, wrong: toldCount - right, missed: wanted.length - right };
}

/**
 * A detector that tells single frames only, judged kindly: for cuts, whatever it tells inside a gradual transition
 * is not held against it; for gradual transitions, one frame inside is enough, and its cuts are no fault.
 */
export function scoreFrames(
  truth: readonly TrueTransition[],
  told: readonly number[],
): { readonly cuts: Score; readonly gradual: Score } {
  const cuts = new Set(truth.filter(({ kind }) => kind === 'cut').map(({ from }) => from));
  const gradual = truth.filter(({ kind }) => kind !== 'cut');
  const inside =
    (frame: number) =>
    (span: TrueTransition): boolean =>
      frame >= span.from - 1 && frame <= span.to + 1;
  const right = told.filter((frame) => cuts.has(frame)).length;
  const stray = told.filter((frame) => !cuts.has(frame) && !gradual.some(inside(frame))).length;
  const hit = gradual.filter((span) => told.some((frame) => inside(frame)(span))).length;
  return {
    cuts: { right, wrong: stray, missed: cuts.size - right },
    gradual: { right: hit, wrong: stray, missed: gradual.length - hit },
  };
}
