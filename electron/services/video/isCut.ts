import type { FeatureWindow } from './featureWindow.ts';
import { chromaChange, histogramDistance, lumaCorrelation, planeChange } from './planeChange.ts';

/** Frames that must be known after a cut before it can be judged. */
export const cutLookahead = 9;

const neighbourhood = 12;
/** No change below this is a cut, 8-bit levels. */
const leastChange = 8;
/** How far a cut stands out from the busiest quarter of its neighbourhood. */
const prominence = 2.2;
/** Histograms nearer than this may be of one scene. */
const sameHistogram = 0.25;
/** Longest flash or strobe that is no shot of its own, frames. */
const flashFrames = 3;
/** The same for jumps of brightness, which die away slowly. */
const lightFlashFrames = 8;
/** A jump of mean luma that counts as light, 8-bit levels. */
const lightJump = 20;

/** Whether a new shot begins hard at a frame: a lone, lasting change that light alone does not explain. */
export function isCut(window: FeatureWindow, frame: number): boolean {
  if (frame <= window.first || !window.has(frame)) return false;
  const change = window.change(frame);
  if (change < leastChange) return false;
  const before = window.feature(frame - 1);
  const after = window.feature(frame);
  const sameColours = histogramDistance(before, after) < sameHistogram;
  if (change < prominence * busyChange(window, frame, sameColours) + 3) return false;
  // Of two large changes in a row the larger is the cut, unless it is only the end or the start of a flash.
  for (const neighbour of [frame - 1, frame + 1]) {
    if (neighbour <= window.first || !window.has(neighbour) || window.change(neighbour) <= change) continue;
    if (!isFlash(window, neighbour, window.change(neighbour))) return false;
  }
  if (lumaCorrelation(before, after) > 0.93 && chromaChange(before, after) < 6) return false;
  return !isFlash(window, frame, change);
}

/**
 * How busy it is around a frame: the upper quartile of the changes. Where the colours stay the same the change may
 * be one step of many, as in step-printed or dropped-frame footage: then the third largest, which in steps of up
 * to eight frames is another step.
 */
function busyChange(window: FeatureWindow, frame: number, sameColours: boolean): number {
  const others: number[] = [];
  for (let other = frame - neighbourhood; other <= frame + neighbourhood; other += 1) {
    if (other !== frame && other > window.first && window.has(other)) others.push(window.change(other));
  }
  others.sort((a, b) => b - a);
  const quartile = others[Math.ceil(others.length / 4)] ?? 0;
  return sameColours ? Math.max(quartile, others[2] ?? 0) : quartile;
}

/** Whether the picture of before the change comes back shortly after, or was there shortly before. */
function isFlash(window: FeatureWindow, frame: number, change: number): boolean {
  const before = window.feature(frame - 1);
  const after = window.feature(frame);
  const light = Math.abs(after.meanLuma - before.meanLuma) > lightJump;
  const reach = light ? lightFlashFrames : flashFrames;
  for (let distance = 1; distance <= reach; distance += 1) {
    if (window.has(frame + distance)) {
      if (planeChange(before, window.feature(frame + distance)) < change * 0.45) return true;
    }
    if (window.has(frame - 1 - distance)) {
      if (planeChange(window.feature(frame - 1 - distance), after) < change * 0.45) return true;
    }
  }
  return false;
}
