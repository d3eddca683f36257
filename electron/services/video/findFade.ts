import type { FeatureWindow } from './featureWindow.ts';
import { shiftedCorrelation } from './planeChange.ts';
import type { PlaneFeature } from './planeFeature.ts';

/** Longest fade that is followed back or forward, frames. */
const longestFade = 60;
/** Less is a flash that dies away, frames. */
const shortestFade = 4;
/** Spread of luma and of chroma below which a frame is one flat tone, 8-bit levels. */
const flatSpread = 4.5;

/** Spread of luma above which a fading frame's pattern can be told, 8-bit levels. */
const patternSpread = 8;
const samePattern = 0.5;

/** Whether a frame is nothing but black or white. */
export function isBlank(feature: PlaneFeature): boolean {
  const flat = feature.lumaSpread < flatSpread && feature.chromaSpread < flatSpread;
  return flat && (feature.meanLuma < 34 || feature.meanLuma > 222);
}

/** How far a frame is from blank, 8-bit levels. */
function strength(feature: PlaneFeature, blank: PlaneFeature): number {
  return feature.lumaSpread + feature.chromaSpread + Math.abs(feature.meanLuma - blank.meanLuma);
}

/** Whether two neighbouring frames show different pictures rather than one in another light. */
function isOther(a: PlaneFeature, b: PlaneFeature): boolean {
  return Math.min(a.lumaSpread, b.lumaSpread) > patternSpread && shiftedCorrelation(a, b) < samePattern;
}

/**
 * Follows a fade from the blank frame at its end.
 * @param blank the first (fading out) or last (fading in) blank frame
 * @param direction -1 to look back along a fade-out, 1 to look on along a fade-in
 * @returns the last frame in that direction that is still fading, or null where it is a cut
 */
export function followFade(window: FeatureWindow, blank: number, direction: -1 | 1): number | null {
  const flat = window.feature(blank);
  let frame = blank;
  let level = strength(flat, flat);
  let largestStep = 0;
  const start = level;
  while (Math.abs(frame - blank) < longestFade && window.has(frame + direction)) {
    const next = strength(window.feature(frame + direction), flat);
    if (next < level + 0.4) break;
    if (isOther(window.feature(frame), window.feature(frame + direction))) break;
    largestStep = Math.max(largestStep, next - level);
    level = next;
    frame += direction;
  }
  const rise = level - start;
  return Math.abs(frame - blank) >= shortestFade && rise >= 10 && largestStep < rise * 0.6 ? frame : null;
}
