import type { Rect } from '../domain/frame.ts';
import { assertRgbPixels, type RgbPixels } from './rgbPixels.ts';

/*
 * What tells a bar from a dark scene: a bar is one colour from end to end, has a twin of the same size on the
 * other side, and ends in a straight edge at which the picture begins along most of its length. A black sky
 * or a spotlight in the dark has none of the three together.
 */

/** Colour distances are the greatest difference of a channel, in 8-bit steps. */
const BLACK_BAR = { value: 20, tint: 6 };
/** How far pixels of a bar may stray from its colour: what compression leaves. */
const LEAST_TOLERANCE = 5;
const MOST_TOLERANCE = { pureBlack: 18, other: 12 };
/** Nine in ten pixels of a bar keep nearer than this to its colour; a wall with grain does not. */
const USUAL_STRAY = { pureBlack: 9, black: 5, other: 1 };
/** A bar this dark is empty picture for sure. */
const PURE_BLACK = 3;
/** Share of a line that must keep to the bar's colour (a logo or a hot pixel may stand in it). */
const LINE_SHARE = 0.985;
/** Share of the first picture line that must differ from the bar. */
const EDGE_SHARE = { black: 0.5, other: 0.7, whenLittleIsLeft: 0.8 };
/** The same within the outer sixths of the edge, where bars are all around. */
const CORNER_SHARE = 0.3;
/** Twins differ at most by this share of the frame's side (and by a line or two of scaling). */
const TWIN_TOLERANCE = 0.02;
/** The picture keeps at least this share of the frame's side: a vertical film in a wide frame, with room. */
const LEAST_LEFT = 0.22;
const LITTLE_LEFT = 0.45;
/** Blocks of compression smear an edge over at most this many lines, */
const SMEAR_LINES = 16;
/** by at most this much on average, and this share of what lies behind. */
const SMEAR_AT_MOST = 9;
const SMEAR_SHARE = 0.4;
/** Mean step, in 8-bit steps, at which a picture leaves a bar. */
const SHARP_STEP = { black: 4, other: 20 };
/** Share of a line in the lower bar that subtitles may cover. */
const SUBTITLE_SHARE = 0.45;

type Side = 'top' | 'bottom' | 'left' | 'right';

/** A bar's colour and how closely its pixels keep to it. */
interface BarColour {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  readonly tolerance: number;
}

/**
 * Finds the picture inside letterbox, pillarbox or windowbox bars: black or any one colour, clean or with
 * compression noise, with subtitles in the lower one.
 * @returns whole pixels; the full frame where there are no bars, and for a frame of one colour
 * @throws RangeError when the bytes do not fit the size.
 */
export function findPictureArea(pixels: RgbPixels): Rect {
  assertRgbPixels(pixels);
  const { width, height } = pixels;
  const full = { x: 0, y: 0, width, height };
  if (width < 8 || height < 8) return full;
  const extent: Record<Side, number> = { top: 0, bottom: 0, left: 0, right: 0 };
  const colours = {
    top: barColour(pixels, 'top'),
    bottom: barColour(pixels, 'bottom'),
    left: barColour(pixels, 'left'),
    right: barColour(pixels, 'right'),
  };
  for (const side of ['top', 'bottom', 'left', 'right'] as const) {
    const colour = colours[side];
    if (colour === null) continue;
    extent[side] = barExtent(pixels, side, colour, 1 - LINE_SHARE);
    // One colour throughout: a black or blank frame.
    if (extent[side] >= lineCount(pixels, side)) return full;
  }
  // All around (windowbox): each edge is looked for between the bars of the other direction.
  let vertical = twins(pixels, 'top', 'bottom', extent, colours, 'between');
  let horizontal = twins(pixels, 'left', 'right', extent, colours, 'between');
  if (vertical === NO_PAIR || horizontal === NO_PAIR) {
    vertical = twins(pixels, 'top', 'bottom', extent, colours, 'whole');
    horizontal = twins(pixels, 'left', 'right', extent, colours, 'whole');
  }
  const area = {
    x: horizontal.first,
    y: vertical.first,
    width: width - horizontal.first - horizontal.second,
    height: height - vertical.first - vertical.second,
  };
  return area.width < 1 || area.height < 1 ? full : area;
}

function lineCount(pixels: RgbPixels, side: Side): number {
  return side === 'top' || side === 'bottom' ? pixels.height : pixels.width;
}

/** Byte offset of a line's first pixel, the step to its next one and its length in pixels. */
function lineAt(pixels: RgbPixels, side: Side, depth: number) {
  const { width, height } = pixels;
  switch (side) {
    case 'top':
      return { start: depth * width * 3, step: 3, length: width };
    case 'bottom':
      return { start: (height - 1 - depth) * width * 3, step: 3, length: width };
    case 'left':
      return { start: depth * 3, step: width * 3, length: height };
    case 'right':
      return { start: (width - 1 - depth) * 3, step: width * 3, length: height };
    default:
      return side satisfies never;
  }
}

function off(data: RgbPixels['data'], at: number, colour: BarColour): number {
  return Math.max(
    Math.abs(data[at]! - colour.red),
    Math.abs(data[at + 1]! - colour.green),
    Math.abs(data[at + 2]! - colour.blue),
  );
}

/** The colour of the outermost line, or null when it is not one colour. */
function barColour(pixels: RgbPixels, side: Side): BarColour | null {
  const { start, step, length } = lineAt(pixels, side, 0);
  const { data } = pixels;
  const medians: number[] = [];
  for (let channel = 0; channel < 3; channel++) {
    const counts = new Uint32Array(256);
    for (let i = 0, at = start + channel; i < length; i++, at += step) counts[data[at]!]!++;
    medians.push(percentile(counts, length, 0.5));
  }
  const colour = { red: medians[0]!, green: medians[1]!, blue: medians[2]!, tolerance: 0 };
  const strays = new Uint32Array(256);
  for (let i = 0, at = start; i < length; i++, at += step) strays[off(data, at, colour)]!++;
  const most = percentile(strays, length, LINE_SHARE);
  const usual = percentile(strays, length, 0.9);
  const isPureBlack = Math.max(colour.red, colour.green, colour.blue) <= PURE_BLACK;
  const highest = isPureBlack ? MOST_TOLERANCE.pureBlack : MOST_TOLERANCE.other;
  if (most > highest || usual > usualStray(colour, isPureBlack)) return null;
  return { ...colour, tolerance: Math.min(highest, Math.max(LEAST_TOLERANCE, 2 * usual + 3, most)) };
}

function usualStray(colour: BarColour, isPureBlack: boolean): number {
  if (isPureBlack) return USUAL_STRAY.pureBlack;
  return isBlackBar(colour) ? USUAL_STRAY.black : USUAL_STRAY.other;
}

function percentile(counts: Uint32Array, total: number, share: number): number {
  let below = 0;
  for (let value = 0; value < counts.length; value++) {
    below += counts[value]!;
    if (below >= total * share) return value;
  }
  return counts.length - 1;
}

/** Share of a line's pixels (between `from` and `to` pixels along it) that are not of the bar's colour. */
function foreignShare(
  pixels: RgbPixels,
  side: Side,
  depth: number,
  colour: BarColour,
  from = 0,
  to = Number.MAX_SAFE_INTEGER,
): number {
  const { start, step, length } = lineAt(pixels, side, depth);
  const { data } = pixels;
  const end = Math.min(length, to);
  let foreign = 0;
  for (let i = from, at = start + from * step; i < end; i++, at += step) {
    if (off(data, at, colour) > colour.tolerance) foreign++;
  }
  return foreign / Math.max(1, end - from);
}

/** Number of lines from the side inwards that keep to the bar's colour but for `foreign` of their length. */
function barExtent(pixels: RgbPixels, side: Side, colour: BarColour, foreign: number): number {
  const most = lineCount(pixels, side);
  let depth = 0;
  while (depth < most && foreignShare(pixels, side, depth, colour) <= foreign) depth++;
  return depth;
}

interface Pair {
  /** Lines of bar at the first and the second side; both 0 where there is no pair of bars. */
  readonly first: number;
  readonly second: number;
}

const NO_PAIR: Pair = { first: 0, second: 0 };

function twins(
  pixels: RgbPixels,
  first: Side,
  second: Side,
  extent: Record<Side, number>,
  colours: Record<Side, BarColour | null>,
  span: 'between' | 'whole',
): Pair {
  const colourOne = colours[first];
  const colourTwo = colours[second];
  if (colourOne === null || colourTwo === null || !areAlike(colourOne, colourTwo)) return NO_PAIR;
  const lines = lineCount(pixels, first);
  const tolerance = Math.max(2, Math.round(lines * TWIN_TOLERANCE));
  const one = edgeBehindSmear(pixels, first, extent[first], colourOne);
  let two = edgeBehindSmear(pixels, second, extent[second], colourTwo);
  if (second === 'bottom' && two < one - tolerance && twinHoldsSubtitles(pixels, one, two, colourTwo))
    two = one;
  const least = Math.min(one, two);
  if (least === 0) return NO_PAIR;
  const isBlack = isBlackBar(colourOne);
  const left = (lines - 2 * least) / lines;
  if (left < LEAST_LEFT) return NO_PAIR;
  let wanted = isBlack ? EDGE_SHARE.black : EDGE_SHARE.other;
  if (left < LITTLE_LEFT) wanted = EDGE_SHARE.whenLittleIsLeft;
  const across = first === 'top' ? (['left', 'right'] as const) : (['top', 'bottom'] as const);
  // A coloured frame all around is more likely a window or a poster on a wall.
  if (span === 'between' && !isBlack) return NO_PAIR;
  const from = span === 'between' ? extent[across[0]] : 0;
  const to = lineCount(pixels, across[0]) - (span === 'between' ? extent[across[1]] : 0);
  const edge = (side: Side, depth: number, colour: BarColour) => {
    // A vignette or the fringe of a glow, unlike a bar, ends softly.
    const next = Math.min(depth + 1, lineCount(pixels, side) - 1);
    if (meanOff(pixels, side, next, colour) < (isBlack ? SHARP_STEP.black : SHARP_STEP.other)) return 0;
    const share = edgeShare(pixels, side, depth, colour, from, to);
    if (span === 'whole') return share;
    // A lit disc or a face in the dark touches the middle of the edge only: a picture has corners.
    const sixth = Math.max(1, Math.round((to - from) / 6));
    const corners = Math.min(
      edgeShare(pixels, side, depth, colour, from, from + sixth),
      edgeShare(pixels, side, depth, colour, to - sixth, to),
    );
    return corners >= CORNER_SHARE ? share : 0;
  };
  const edgeOne = edge(first, one, colourOne);
  const edgeTwo = edge(second, two, colourTwo);
  if (Math.abs(one - two) <= tolerance) {
    // One edge may drown in a dark part of the picture, where both would be taken too deep: not both.
    if (Math.max(edgeOne, edgeTwo) < wanted) return NO_PAIR;
    if (edgeOne >= wanted && edgeTwo >= wanted) return { first: one, second: two };
    return edgeOne >= wanted
      ? { first: one, second: Math.min(one, two) }
      : { first: Math.min(one, two), second: two };
  }
  // Uneven: the deeper side may run on into a black part of the picture. The shallower one has to be sure.
  const shallow = one < two ? edgeOne : edgeTwo;
  return shallow >= wanted ? { first: least, second: least } : NO_PAIR;
}

function areAlike(one: BarColour, two: BarColour): boolean {
  const apart = Math.max(
    Math.abs(one.red - two.red),
    Math.abs(one.green - two.green),
    Math.abs(one.blue - two.blue),
  );
  return apart <= Math.max(6, one.tolerance);
}

/** Share of the bar's length along which the picture begins within two lines of the edge. */
function edgeShare(
  pixels: RgbPixels,
  side: Side,
  depth: number,
  colour: BarColour,
  from: number,
  to: number,
): number {
  const lines = lineCount(pixels, side);
  if (depth >= lines) return 0;
  return Math.max(
    foreignShare(pixels, side, depth, colour, from, to),
    depth + 1 < lines ? foreignShare(pixels, side, depth + 1, colour, from, to) : 0,
  );
}

/** Mean difference of a line from the bar's colour, 8-bit steps. */
function meanOff(pixels: RgbPixels, side: Side, depth: number, colour: BarColour): number {
  const { start, step, length } = lineAt(pixels, side, depth);
  let sum = 0;
  for (let i = 0, at = start; i < length; i++, at += step) sum += Math.min(64, off(pixels.data, at, colour));
  return sum / length;
}

/** Whether a bar is the black of empty picture; a dark room is seldom without a tint. */
function isBlackBar({ red, green, blue }: BarColour): boolean {
  const most = Math.max(red, green, blue);
  return most <= BLACK_BAR.value && most - Math.min(red, green, blue) <= BLACK_BAR.tint;
}

/**
 * Compression rings some lines into a bar, faintly against the picture behind. Those lines are bar still.
 */
function edgeBehindSmear(pixels: RgbPixels, side: Side, extent: number, colour: BarColour): number {
  if (extent === 0) return 0;
  const last = lineCount(pixels, side) - 1;
  let level = 0;
  const from = Math.min(extent + SMEAR_LINES / 2, last);
  const to = Math.min(extent + SMEAR_LINES + 4, last);
  for (let depth = from; depth <= to; depth++) level += meanOff(pixels, side, depth, colour);
  level /= to - from + 1;
  const faint = Math.min(SMEAR_AT_MOST, level * SMEAR_SHARE);
  for (let depth = extent; depth <= Math.min(extent + SMEAR_LINES, last); depth++) {
    if (meanOff(pixels, side, depth, colour) > faint) return depth;
  }
  return extent;
}

/** Whether the lower bar is as deep as the upper one, but for subtitles that stand in it. */
function twinHoldsSubtitles(pixels: RgbPixels, upper: number, lower: number, colour: BarColour): boolean {
  if (lower < 1 || upper < 4 || upper >= pixels.height / 2) return false;
  for (let depth = lower; depth < upper; depth++) {
    if (foreignShare(pixels, 'bottom', depth, colour) > SUBTITLE_SHARE) return false;
  }
  // The text stands clear of the picture, which begins all along the line.
  return (
    foreignShare(pixels, 'bottom', upper - 1, colour) <= 0.1 &&
    edgeShare(pixels, 'bottom', upper, colour, 0, pixels.width) >= EDGE_SHARE.black
  );
}
