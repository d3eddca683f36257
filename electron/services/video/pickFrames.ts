import { planeChange, shiftedCorrelation } from './planeChange.ts';
import type { PlaneFeature } from './planeFeature.ts';
import type { DecodedFrame } from './videoDecoder.ts';

/** A frame that may come to stand for its shot. */
export interface Candidate {
  readonly decoded: DecodedFrame;
  readonly frameIndex: number;
  /** Change from the frame before, 8-bit levels. */
  readonly change: number;
  readonly feature: PlaneFeature;
}

/** Frames that a shot is shown by, at most. */
export const mostPicks = 3;
/** Candidates whose sharpness is measured to the pixel. */
const lookedAtClosely = 8;
/** A further frame must be this good against the best. */
const leastWorth = 0.3;
/** Shots shorter than this are shown by one frame, seconds. */
const changingSec = 2;
/** Shots longer than this are long, seconds: there a smaller change earns a frame of its own. */
const longSec = 8;
/** What counts as another picture within a shot: change in 8-bit levels, and correlation of the patterns. */
const otherChange = 16;
const otherCorrelation = 0.6;
/** The same in a long shot. */
const otherChangeInLong = 9;
/** Mean luma of a picture that is black or burnt out, 8-bit levels. */
const blackLuma = 26;
const burntLuma = 240;
/** How far the light of one frame may be from the shot's before it counts as a flash, 8-bit levels. */
const flashJump = 28;

/** The stretch that shows the shot alone. */
export interface ShotStretch {
  readonly from: number;
  /** Frame after the last. */
  readonly to: number;
  readonly framesPerSec: number;
}

/**
 * Chooses the frames that stand for a shot: sharp and calm against the shot's own frames, near its middle, neither
 * black nor burnt out nor lit by a flash. The first is the best. Where the picture changes in the course of the
 * shot, or the shot is long, up to two more follow, in order of time.
 * @param measure sharpness to the pixel
 */
export function pickFrames<T extends Candidate>(
  candidates: readonly T[],
  stretch: ShotStretch,
  measure: (candidate: T) => number,
): T[] {
  const scores = scoreCandidates(candidates, stretch, measure);
  const ranked = [...scores].sort((a, b) => b[1] - a[1]);
  const [best] = ranked;
  if (best === undefined) return [];
  const picks = [best[0]];
  while (picks.length < mostPicks) {
    const next = furtherPick(ranked, picks, stretch, best[1]);
    if (next === null) break;
    picks.push(next);
  }
  const [first, ...others] = picks;
  return first === undefined ? [] : [first, ...others.sort((a, b) => a.frameIndex - b.frameIndex)];
}

function scoreCandidates<T extends Candidate>(
  candidates: readonly T[],
  { from, to }: ShotStretch,
  measure: (candidate: T) => number,
): Map<T, number> {
  const middle = (from + to - 1) / 2;
  const reach = Math.max(1, (to - from) / 2);
  const usualLuma = median(candidates.map(({ feature }) => feature.meanLuma));
  const worth = (candidate: T, sharpness: number, sharpest: number): number => {
    const { meanLuma } = candidate.feature;
    const off = Math.min(1, Math.abs(candidate.frameIndex - middle) / reach);
    const lit = meanLuma < blackLuma || meanLuma > burntLuma ? 0.2 : 1;
    const usual = Math.abs(meanLuma - usualLuma) > flashJump ? 0.4 : 1;
    const calm = 1 / (1 + candidate.change / 12);
    return lit * usual * calm * (sharpness / sharpest) ** 1.5 * (1 - 0.5 * off * off);
  };
  const rank = (entries: readonly (readonly [T, number])[]): [T, number][] => {
    const sharpest = Math.max(0.01, ...entries.map(([, sharpness]) => sharpness));
    return entries
      .map(([candidate, sharpness]): [T, number] => [candidate, worth(candidate, sharpness, sharpest)])
      .sort((a, b) => b[1] - a[1]);
  };
  const byPlane = rank(candidates.map((candidate) => [candidate, candidate.feature.sharpness] as const));
  const closely = byPlane
    .slice(0, lookedAtClosely)
    .map(([candidate]) => [candidate, measure(candidate)] as const);
  return new Map(rank(closely));
}

/** The frame that adds most to those picked; null where none is good enough and other enough. */
function furtherPick<T extends Candidate>(
  ranked: readonly (readonly [T, number])[],
  picks: readonly T[],
  { from, to, framesPerSec }: ShotStretch,
  bestScore: number,
): T | null {
  const lengthSec = (to - from) / framesPerSec;
  if (lengthSec < changingSec) return null;
  const apart = Math.max(framesPerSec / 2, (to - from) / 8);
  let chosen: T | null = null;
  let chosenWorth = 0;
  for (const [candidate, score] of ranked) {
    if (score < leastWorth * bestScore) continue;
    let newness = Number.POSITIVE_INFINITY;
    for (const pick of picks) {
      const near = Math.abs(pick.frameIndex - candidate.frameIndex) < apart;
      newness = Math.min(newness, near ? 0 : newnessOf(pick.feature, candidate.feature, lengthSec));
    }
    if (newness * score > chosenWorth) {
      chosen = candidate;
      chosenWorth = newness * score;
    }
  }
  return chosen;
}

/** How other a picture is, 8-bit levels; 0 where it is much the same. */
function newnessOf(a: PlaneFeature, b: PlaneFeature, lengthSec: number): number {
  const change = planeChange(a, b);
  if (lengthSec >= longSec && change >= otherChangeInLong) return change;
  return change >= otherChange && shiftedCorrelation(a, b) < otherCorrelation ? change : 0;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}
