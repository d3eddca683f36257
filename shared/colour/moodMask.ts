import type { MoodId, Rect } from '../domain/frame.ts';
import {
  type Accent,
  type ColourStatistics,
  fastHue,
  isAccentColour,
  isInWindow,
  LEAST_HUE_CHROMA,
  measureColour,
} from './colourStatistics.ts';
import { extractPaletteFromPlanes } from './extractPalette.ts';
import { MOOD_RULES, type MoodRule } from './moodRules.ts';
import { rgbToOklabPlanes } from './oklab.ts';
import { oklabPlanes } from './oklabPlanes.ts';
import type { RgbPixels } from './rgbPixels.ts';
import { wholePixelsOf } from './workingPixels.ts';

type PixelTest = (lightness: number, a: number, b: number, chroma: number) => boolean;

/**
 * Where in the frame a mood is: the pixels that its rule counts.
 * @param area the picture without bars; nothing outside it counts
 * @returns one byte for each pixel of the whole frame, rows from the top: 1 counts, 0 does not
 * @throws RangeError when the bytes do not fit the size.
 */
export function moodMask(
  pixels: RgbPixels,
  area: Rect,
  moodId: MoodId,
  rules: readonly MoodRule[] = MOOD_RULES,
): Uint8Array {
  const mask = new Uint8Array(pixels.width * pixels.height);
  const rule = rules.find(({ id }) => id === moodId);
  if (rule === undefined) return mask;
  const planes = oklabPlanes(pixels, area);
  const palette = moodId === 'accent' ? extractPaletteFromPlanes(planes) : [];
  const counts = pixelTest(rule, measureColour(planes, rule.windows, palette));
  const { x, y, width, height } = wholePixelsOf(pixels, area);
  const lightness = new Float32Array(width);
  const a = new Float32Array(width);
  const b = new Float32Array(width);
  for (let row = y; row < y + height; row++) {
    const start = row * pixels.width + x;
    rgbToOklabPlanes(pixels.data.subarray(start * 3, (start + width) * 3), width, lightness, a, b);
    for (let i = 0; i < width; i++) {
      const pixelA = a[i]!;
      const pixelB = b[i]!;
      const chroma = Math.sqrt(pixelA * pixelA + pixelB * pixelB);
      if (counts(lightness[i]!, pixelA, pixelB, chroma)) mask[start + i] = 1;
    }
  }
  return mask;
}

function pixelTest(rule: MoodRule, statistics: ColourStatistics): PixelTest {
  switch (rule.id) {
    // Two colours make these.
    case 'teal-and-orange':
    case 'cold-warm-contrast':
      return (lightness, a, b, chroma) =>
        rule.windows.some((window) => isInWindow(lightness, chroma, fastHue(a, b), window));
    case 'orange-red-glow':
    case 'blue-neon':
    case 'pink-magenta-neon':
    case 'sodium-amber':
    case 'fluorescent-green':
    case 'sickly-yellow-green':
    case 'blood-red': {
      // The second window holds the pixels that make the mood, the first only where the colour lies.
      const window = rule.windows[1] ?? rule.windows[0];
      return (lightness, a, b, chroma) =>
        window !== undefined && isInWindow(lightness, chroma, fastHue(a, b), window);
    }
    case 'noir-low-key':
    case 'night': {
      const dark = thresholdOf(rule, 0);
      return (lightness) => lightness <= dark;
    }
    case 'high-key': {
      const light = thresholdOf(rule, 0);
      return (lightness) => lightness >= light;
    }
    case 'pastel': {
      const light = thresholdOf(rule, 0);
      const { threshold, thresholdHigh } = rule.conditions[1] ?? { threshold: 0, thresholdHigh: 1 };
      return (lightness, _a, _b, chroma) =>
        lightness >= light && chroma >= threshold && chroma <= (thresholdHigh ?? 1);
    }
    case 'muted':
      return (_lightness, _a, _b, chroma) => chroma <= thresholdOf(rule, 1);
    case 'black-and-white':
      return (_lightness, _a, _b, chroma) => chroma <= thresholdOf(rule, 0);
    case 'sepia-tint':
      return (_lightness, a, b, chroma) =>
        chroma >= LEAST_HUE_CHROMA && turnBetween(fastHue(a, b), statistics.meanHue) <= 30;
    case 'gaudy':
      return (_lightness, _a, _b, chroma) => chroma >= thresholdOf(rule, 0);
    case 'accent': {
      const { accent } = statistics;
      return accentTest(accent);
    }
    default:
      return rule.id satisfies never;
  }
}

function accentTest(accent: Accent | null): PixelTest {
  return (lightness, a, b) => accent !== null && isAccentColour(lightness, a, b, accent);
}

function thresholdOf(rule: MoodRule, condition: number): number {
  return rule.conditions[condition]?.threshold ?? 0;
}

/** Degrees between two hues, 0-180. */
function turnBetween(one: number, other: number): number {
  const turn = Math.abs(one - other);
  return Math.min(turn, 360 - turn);
}
