import type { SlotColour } from '../domain/footageStrip.ts';
import { hexOfRgb, rgbOfOklab, rgbToOklabPlanes } from './oklab.ts';

/** Pixels are gathered in cells of this size in OKLab first: lightness, then a and b. */
const lightnessStep = 0.08;
const colourStep = 0.04;
/** Colours nearer than this are one (OKLab distance). */
const alike = 0.09;
/** A colour below this share of the picture is left to its neighbours. */
const leastShare = 0.01;

interface Gathered {
  readonly key: number;
  count: number;
  lightness: number;
  a: number;
  b: number;
}

/**
 * The few colours that a stretch of a film has, cheap enough to be taken hundreds of times in a pass: pixels are
 * gathered in a coarse OKLab grid, its cells joined from the fullest on, and the colours that matter most kept,
 * vivid ones before dull ones of the same share, so that a neon sign is not lost in the night around it. Nothing
 * is random.
 * @param rgb 8-bit sRGB, three bytes a pixel; at least one pixel
 * @param most colours to keep
 * @returns greatest share first; the shares add to 1
 */
export function slotColours(rgb: Uint8Array, most: number): SlotColour[] {
  const count = Math.floor(rgb.length / 3);
  const lightness = new Float32Array(count);
  const a = new Float32Array(count);
  const b = new Float32Array(count);
  rgbToOklabPlanes(rgb, count, lightness, a, b);
  const cells = gather(lightness, a, b);
  const chosen = join(cells)
    .toSorted((one, other) => weight(other) - weight(one) || one.key - other.key)
    .slice(0, most);
  const kept = chosen.filter(({ count: pixels }, index) => index === 0 || pixels >= leastShare * count);
  return share(cells, kept, count);
}

/** Means of the filled grid cells, fullest first. */
function gather(lightness: Float32Array, a: Float32Array, b: Float32Array): Gathered[] {
  const cells = new Map<number, Gathered>();
  for (let at = 0; at < lightness.length; at += 1) {
    const l = lightness[at]!;
    const key =
      Math.floor(l / lightnessStep) * 10_000 +
      (Math.round(a[at]! / colourStep) + 50) * 100 +
      (Math.round(b[at]! / colourStep) + 50);
    const cell = cells.get(key);
    if (cell === undefined) {
      cells.set(key, { key, count: 1, lightness: l, a: a[at]!, b: b[at]! });
    } else {
      cell.count += 1;
      cell.lightness += l;
      cell.a += a[at]!;
      cell.b += b[at]!;
    }
  }
  for (const cell of cells.values()) {
    cell.lightness /= cell.count;
    cell.a /= cell.count;
    cell.b /= cell.count;
  }
  return [...cells.values()].sort((one, other) => other.count - one.count || one.key - other.key);
}

function join(cells: readonly Gathered[]): Gathered[] {
  const joined: Gathered[] = [];
  for (const cell of cells) {
    const near = nearest(cell, joined);
    if (near === null || distance(cell, near) > alike) joined.push({ ...cell });
    else absorb(near, cell);
  }
  return joined;
}

/** Every cell goes to the kept colour nearest to it; a colour is the mean of what it got. */
function share(cells: readonly Gathered[], kept: readonly Gathered[], total: number): SlotColour[] {
  const got = kept.map(({ key }): Gathered => ({ key, count: 0, lightness: 0, a: 0, b: 0 }));
  for (const cell of cells) {
    const near = nearest(cell, kept);
    const target = got[near === null ? 0 : kept.indexOf(near)];
    if (target !== undefined) absorb(target, cell);
  }
  return got
    .filter(({ count }) => count > 0)
    .sort((one, other) => other.count - one.count || one.key - other.key)
    .map(({ count, lightness, a, b }) => ({
      hex: hexOfRgb(...rgbOfOklab([lightness, a, b])),
      oklab: [lightness, a, b],
      share: count / total,
    }));
}

function absorb(into: Gathered, cell: Gathered): void {
  const count = into.count + cell.count;
  into.lightness = (into.lightness * into.count + cell.lightness * cell.count) / count;
  into.a = (into.a * into.count + cell.a * cell.count) / count;
  into.b = (into.b * into.count + cell.b * cell.count) / count;
  into.count = count;
}

function nearest(cell: Gathered, among: readonly Gathered[]): Gathered | null {
  let found: Gathered | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const other of among) {
    const apart = distance(cell, other);
    if (apart < least) {
      least = apart;
      found = other;
    }
  }
  return found;
}

function distance(one: Gathered, other: Gathered): number {
  return Math.hypot(one.lightness - other.lightness, one.a - other.a, one.b - other.b);
}

/** Share, and up to four times as much for the most vivid. */
function weight({ count, a, b }: Gathered): number {
  return count * (1 + 3 * Math.min(1, Math.hypot(a, b) / 0.2));
}
