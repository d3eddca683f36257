import type { FeatureWindow } from './featureWindow.ts';
import {
  chromaChange,
  histogramDistance,
  lumaCorrelation,
  planeChange,
  shiftedCorrelation,
} from './planeChange.ts';
import type { PlaneFeature } from './planeFeature.ts';

/** Frames that must be known after a cut before it can be judged. */
export const cutLookahead = 14;

const neighbourhood = 12;
/** No change below this is a cut, 8-bit levels. */
const leastChange = 8;
/** How far a cut stands out from the busiest quarter of its neighbourhood. */
const prominence = 2.2;
/** The same where the correlation of the patterns is below `lostPattern`. */
const shakenProminence = 1.4;
const lostPattern = 0.35;
/** Histograms nearer than this may be of one scene. */
const sameHistogram = 0.25;
/** Longest flash or strobe that is no shot of its own, frames. */
const flashFrames = 3;
/** The same for jumps of brightness, which die away slowly. */
const lightFlashFrames = 12;
/** A jump of mean luma that counts as light, 8-bit levels. */
const lightJump = 10;
/** Change below which a picture counts as having come back whatever happened between, 8-bit levels. */
const likeChange = 14;
/** The same against what changes from frame to frame around. */
const shakyLike = 1.25;
/** Correlation above which the pattern of two pictures is the same in another light. */
const samePattern = 0.6;
/** Share of a change below which a picture counts as having come back. */
const comesBack = 0.45;
/** Sharpness of both sides of a cut against that of the frames around, below which the camera is swept round. */
const smeared = 0.6;

/** Whether a new shot begins hard at a frame: a lone, lasting change that light alone does not explain. */
export function isCut(window: FeatureWindow, frame: number): boolean {
  if (frame <= window.first || !window.has(frame)) return false;
  const change = window.change(frame);
  if (change < leastChange) return false;
  const before = window.feature(frame - 1);
  const after = window.feature(frame);
  const sameColours = histogramDistance(before, after) < sameHistogram;
  if (!standsOut(change, busyChange(window, frame, sameColours), shiftedCorrelation(before, after)))
    return false;
  // Of two large changes in a row the larger is the cut, unless it is only the end or the start of a flash.
  for (const neighbour of [frame - 1, frame + 1]) {
    if (neighbour <= window.first || !window.has(neighbour) || window.change(neighbour) <= change) continue;
    if (!isFlash(window, neighbour, window.change(neighbour))) return false;
  }
  if (isLightOnly(before, after) || isMovement(window, frame, change)) return false;
  return !isFlash(window, frame, change) && !isSwept(window, frame);
}

/**
 * Whether a change stands out from those around it. Where the pattern of the picture is lost, as a shaken camera
 * does not lose it, it need stand out less.
 */
function standsOut(change: number, busy: number, correlation: number): boolean {
  return (
    change >=
    Math.min(prominence * busy + 3, correlation < lostPattern ? shakenProminence * busy + 8 : Infinity)
  );
}

/**
 * How busy it is around a frame: the upper quartile of the changes. Where the colours stay the same the change may
 * be one step of many, as in step-printed or dropped-frame footage: then the third largest, which in steps of up
 * to eight frames is another step. A strobe's changes, each of which brings back a picture, do not count.
 */
function busyChange(window: FeatureWindow, frame: number, sameColours: boolean): number {
  const others: number[] = [];
  for (let other = frame - neighbourhood; other <= frame + neighbourhood; other += 1) {
    if (other !== frame && other > window.first && window.has(other)) {
      others.push(sameColours ? window.change(other) : window.novelty(other));
    }
  }
  others.sort((a, b) => b - a);
  const quartile = others[Math.ceil(others.length / 4)] ?? 0;
  return sameColours ? Math.max(quartile, others[2] ?? 0) : quartile;
}

/** Whether a picture of before the change comes back shortly after, or what follows was there shortly before. */
function isFlash(window: FeatureWindow, frame: number, change: number): boolean {
  const jump = Math.abs(window.feature(frame).meanLuma - window.feature(frame - 1).meanLuma);
  const limit = Math.min(
    change * comesBack,
    Math.max(likeChange, shakyLike * busyChange(window, frame, false)),
  );
  for (let distance = 1; distance <= flashFrames; distance += 1) {
    if (isLike(window, frame - 1, frame + distance, limit)) return true;
    if (isLike(window, frame - 1 - distance, frame, limit)) return true;
  }
  if (jump < lightJump) return false;
  for (let distance = 1; distance <= lightFlashFrames; distance += 1) {
    // In a strobe neither side need be the frame next to the change.
    for (let back = 0; back <= distance; back += 1) {
      const earlier = frame - 1 - back;
      const later = frame + distance - back;
      if (isLike(window, earlier, later, limit) && isLightBetween(window, earlier, later)) return true;
    }
  }
  return false;
}

function isLike(window: FeatureWindow, earlier: number, later: number, limit: number): boolean {
  if (!window.has(earlier) || !window.has(later)) return false;
  return planeChange(window.feature(earlier), window.feature(later)) < limit;
}

/** Whether the frames between two are the first of them in another light, or burnt out, or dark: no other picture. */
function isLightBetween(window: FeatureWindow, earlier: number, later: number): boolean {
  const picture = window.feature(earlier);
  for (let frame = earlier + 1; frame < later; frame += 1) {
    const feature = window.feature(frame);
    const washed = feature.meanLuma > 205 || feature.meanLuma < 40 || feature.lumaSpread < 12;
    if (!washed && shiftedCorrelation(picture, feature) < samePattern) return false;
  }
  return true;
}

/** Whether only the light changed: the pattern of the picture is the same, brighter or darker. */
function isLightOnly(before: PlaneFeature, after: PlaneFeature): boolean {
  const jump = Math.abs(after.meanLuma - before.meanLuma);
  const correlation = lumaCorrelation(before, after);
  if (correlation > 0.93 && chromaChange(before, after) < 6) return true;
  return jump > 8 && correlation > 0.85;
}

/** Whether the changes just beside are nearly as large: a fast movement, not a lone step. */
function isMovement(window: FeatureWindow, frame: number, change: number): boolean {
  const large = (other: number): boolean =>
    other > window.first && window.has(other) && window.novelty(other) >= change / 2;
  const beside = [frame - 1, frame + 1].filter(large).length;
  const further = [frame - 2, frame + 2].filter(large).length;
  return beside === 2 || (beside === 1 && further > 0);
}

/** Whether the camera is swept round so fast that no frame resembles the next: both sides are smeared. */
function isSwept(window: FeatureWindow, frame: number): boolean {
  const sharpest = Math.max(window.feature(frame - 1).sharpness, window.feature(frame).sharpness);
  let around = Number.POSITIVE_INFINITY;
  for (let distance = 5; distance < 9; distance += 1) {
    for (const other of [frame - 1 - distance, frame + distance]) {
      if (window.has(other)) around = Math.min(around, window.feature(other).sharpness);
    }
  }
  return sharpest < smeared * around;
}
