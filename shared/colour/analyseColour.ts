import type { MoodReading, Rect, Swatch } from '../domain/frame.ts';
import { measureStatistics } from './detectMoods.ts';
import { readMoods } from './evaluateMoods.ts';
import { extractPaletteFromPlanes } from './extractPalette.ts';
import { findPictureArea } from './findPictureArea.ts';
import { MOOD_RULES } from './moodRules.ts';
import { oklabPlanes } from './oklabPlanes.ts';
import { readStatistics } from './packStatistics.ts';
import type { RgbPixels } from './rgbPixels.ts';

/** What the colour of one picture says. */
export interface ColourAnalysis {
  /** The picture proper in pixels of the input, bars removed; the whole frame where there are none. */
  readonly area: Rect;
  readonly palette: Swatch[];
  /** By the app's own rules. */
  readonly moods: MoodReading[];
  /** Packed (see packStatistics): what the moods were read from, and others can be. */
  readonly statistics: Uint8Array<ArrayBuffer>;
}

/**
 * Picture area, palette and moods of one picture, converted to OKLab once.
 * Made for small planes (128x72 takes well under a millisecond or two); a larger picture is averaged down
 * to about that many pixels first, so that the answer hardly depends on the size.
 * @param knownArea the picture area when the caller has found it already, e.g. on the full-size frame
 * @throws RangeError when the bytes do not fit the size.
 */
export function analyseColour(pixels: RgbPixels, knownArea?: Rect): ColourAnalysis {
  const area = knownArea ?? findPictureArea(pixels);
  const planes = oklabPlanes(pixels, area);
  const palette = extractPaletteFromPlanes(planes);
  const statistics = measureStatistics(planes);
  return { area, palette, moods: readMoods(readStatistics(statistics), MOOD_RULES), statistics };
}
