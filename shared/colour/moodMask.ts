import type { Rect } from '../domain/frame.ts';
import type { MoodCondition, MoodRuleBody } from '../domain/moodRule.ts';
import { cellOf, cellsOfWindow, LEAST_HUE_CHROMA } from './colourGrid.ts';
import { measureColour } from './colourStatistics.ts';
import { fastHue } from './fastHue.ts';
import { findAccent } from './findAccent.ts';
import { rgbToOklabPlanes } from './oklab.ts';
import { type OklabPlanes, oklabPlanes } from './oklabPlanes.ts';
import type { RgbPixels } from './rgbPixels.ts';
import { wholePixelsOf } from './workingPixels.ts';

type PixelTest = (lightness: number, a: number, b: number, chroma: number) => boolean;

/**
 * Where in the frame a mood is, or would be: the pixels that its rule counts.
 * @param area the picture without bars; nothing outside it counts
 * @param only the place of a condition in the rule, to see the pixels that this one alone looks at
 * @returns one byte for each pixel of the whole frame, rows from the top: 1 counts, 0 does not
 * @throws RangeError when the bytes do not fit the size.
 */
export function moodMask(pixels: RgbPixels, area: Rect, rule: MoodRuleBody, only?: number): Uint8Array {
  const mask = new Uint8Array(pixels.width * pixels.height);
  const counts = pixelTest(rule, only, oklabPlanes(pixels, area));
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

function pixelTest(rule: MoodRuleBody, only: number | undefined, planes: OklabPlanes): PixelTest {
  const conditions = rule.conditions.filter((_, place) => only === undefined || place === only);
  const test =
    inWindows(rule, conditions, only !== undefined) ??
    accent(conditions, planes) ??
    ofOneHue(conditions, planes) ??
    ofLightAndChroma(conditions, only !== undefined);
  return test ?? (() => true);
}

/** The colours that a rule asks for: lit areas before mere hues, and what it shuts out only when asked for alone. */
function inWindows(
  rule: MoodRuleBody,
  conditions: readonly MoodCondition[],
  isAlone: boolean,
): PixelTest | null {
  const wanted = conditions.filter(({ comparison }) => isAlone || comparison !== '<=');
  const places = (kinds: readonly string[]): number[] =>
    wanted.flatMap(({ quantity }) => {
      if (!kinds.includes(quantity.of)) return [];
      if (quantity.of === 'mass-sum') return [...quantity.windows];
      return quantity.of === 'mass' || quantity.of === 'cover' ? [quantity.window] : [];
    });
  const lit = places(['cover']);
  const counted = [...new Set(lit.length > 0 ? lit : places(['mass', 'mass-sum']))];
  const onlyHue = lit.length === 0;
  const inside = counted.flatMap((place) => {
    const window = rule.windows[place];
    if (window === undefined) return [];
    const { hueFrom, hueTo } = window;
    return [cellsOfWindow(onlyHue ? { hueFrom, hueTo } : window)];
  });
  if (inside.length === 0) return null;
  return (lightness, a, b, chroma) => {
    if (chroma < LEAST_HUE_CHROMA) return false;
    const cell = cellOf(lightness, chroma, fastHue(a, b));
    return inside.some((cells) => cells[cell] === 1);
  };
}

function accent(conditions: readonly MoodCondition[], planes: OklabPlanes): PixelTest | null {
  const asked = conditions.some(
    ({ quantity }) => quantity.of === 'accent-share' || quantity.of === 'accent-chroma',
  );
  if (!asked) return null;
  const found = findAccent(measureColour(planes));
  if (found === null) return () => false;
  const inside = cellsOfWindow(found.window);
  return (lightness, a, b, chroma) =>
    chroma >= LEAST_HUE_CHROMA && inside[cellOf(lightness, chroma, fastHue(a, b))] === 1;
}

function ofOneHue(conditions: readonly MoodCondition[], planes: OklabPlanes): PixelTest | null {
  if (!conditions.some(({ quantity }) => quantity.of === 'hue-concentration')) return null;
  const { meanHue } = measureColour(planes);
  return (_lightness, a, b, chroma) =>
    chroma >= LEAST_HUE_CHROMA && turnBetween(fastHue(a, b), meanHue) <= 30;
}

/** Pixels dark or light, grey or colourful enough. What is said of a few pixels only (highlights) picks none. */
function ofLightAndChroma(conditions: readonly MoodCondition[], isAlone: boolean): PixelTest | null {
  const tests = conditions.flatMap(({ quantity, comparison, threshold, thresholdHigh }): PixelTest[] => {
    const low = comparison === '<=' ? -1 : threshold;
    const high = comparison === '>=' ? 2 : comparison === '<=' ? threshold : (thresholdHigh ?? threshold);
    const speaksOfMost =
      isAlone || (quantity.of === 'lightness' && quantity.share >= 0.25 && quantity.share <= 0.75);
    if (quantity.of === 'mean-lightness' || (quantity.of === 'lightness' && speaksOfMost)) {
      return [(lightness) => lightness >= low && lightness <= high];
    }
    if (quantity.of === 'chroma') {
      // A lower bound under which nothing has a hue is there to tell colour from none, not to pick pixels.
      const from = low <= LEAST_HUE_CHROMA ? -1 : low;
      return [(_lightness, _a, _b, chroma) => chroma >= from && chroma <= high];
    }
    if (quantity.of === 'mean-chroma' && comparison === '>=') {
      return conditions.some((other) => other.quantity.of === 'lightness')
        ? []
        : [(_lightness, _a, _b, chroma) => chroma >= threshold];
    }
    return [];
  });
  if (tests.length === 0) return null;
  return (lightness, a, b, chroma) => tests.every((test) => test(lightness, a, b, chroma));
}

/** Degrees between two hues, 0-180. */
function turnBetween(one: number, other: number): number {
  const turn = Math.abs(one - other);
  return Math.min(turn, 360 - turn);
}
