import { type EchoFeatures, lightSide } from './echoFeatures.ts';
import type { EchoWeights } from './echoParts.ts';
import { chromaSide } from './pictureSignature.ts';
import { structureDirections, structureSide } from './structureGrid.ts';

/*
 * A picture in few numbers, of which the product with another picture's tells roughly how alike the two are: what
 * every frame of a library is looked at by, before the best are compared in full.
 *
 * Each number is the same in a mirror (even) or changes its sign there (odd). So one pass gives both answers: even plus
 * odd for the picture as it is, even minus odd for its mirror image.
 */

/** Numbers that stay in a mirror, by part. */
const evenCounts = { palette: 24, layout: 15, light: 14, structure: 21 } as const;
/** Numbers that change their sign. */
const oddCounts = { palette: 0, layout: 8, light: 10, structure: 15 } as const;
const partOrder = ['palette', 'layout', 'light', 'structure'] as const;

/** A whole number of fours each; the rest is 0. How many there are is part of how features are saved. */
export const evenValues = 76;
export const oddValues = 36;
export const coarseValues = evenValues + oddValues;
/** Whole steps in which a number is kept in a byte. */
export const coarseScale = 100;

/** Mean squared difference of layout at which it counts for nothing. */
const layoutGain = 6;
/** How far a colour reaches in the palette's numbers, Delta E(OK). */
const anchorReach = 0.13;

const circle = Array.from({ length: 8 }, (_, at) => (at * Math.PI) / 4 + Math.PI / 8);
const anchors: readonly (readonly [number, number, number])[] = [
  ...[0.08, 0.3, 0.52, 0.74, 0.95].map((lightness) => [lightness, 0, 0] as const),
  ...[0.4, 0.7].flatMap((lightness) =>
    circle.map((angle) => [lightness, 0.12 * Math.cos(angle), 0.12 * Math.sin(angle)] as const),
  ),
  ...[25, 145, 265].map((degrees) => {
    const angle = (degrees * Math.PI) / 180;
    return [0.6, 0.24 * Math.cos(angle), 0.24 * Math.sin(angle)] as const;
  }),
];

/** The numbers of a picture: even ones from 0, odd ones from {@link evenValues}, each part's in a row. */
export function coarseVector(features: EchoFeatures): Float32Array {
  const vector = new Float32Array(coarseValues);
  let even = 0;
  let odd = evenValues;
  const push = (value: number, isOdd: boolean): void => {
    if (isOdd) {
      vector[odd] = value;
      odd += 1;
    } else {
      vector[even] = value;
      even += 1;
    }
  };
  for (const value of paletteValues(features)) push(value, false);
  writeLayout(features, push);
  writeLight(features, push);
  writeStructure(features, push);
  return vector;
}

/**
 * What a picture asked about is multiplied with: the parts by their weights.
 * @param shares weights that add to 1
 */
export function coarseQuery(features: EchoFeatures, shares: EchoWeights): Float32Array {
  const query = coarseVector(features);
  // The last even number of the layout is the other picture's own square.
  query[evenCounts.palette + evenCounts.layout - 1] = 1;
  let even = 0;
  let odd = evenValues;
  for (const part of partOrder) {
    for (let count = 0; count < evenCounts[part]; count += 1, even += 1) {
      query[even] = (query[even] ?? 0) * shares[part];
    }
    for (let count = 0; count < oddCounts[part]; count += 1, odd += 1) {
      query[odd] = (query[odd] ?? 0) * shares[part];
    }
  }
  return query;
}

/** Shares of the palette near each anchor, length 1. */
function paletteValues({ palette }: EchoFeatures): Float32Array {
  const values = new Float32Array(anchors.length);
  for (let at = 0; at < palette.length; at += 4) {
    for (const [index, [lightness, a, b]] of anchors.entries()) {
      const square =
        ((palette[at] ?? 0) - lightness) ** 2 +
        ((palette[at + 1] ?? 0) - a) ** 2 +
        ((palette[at + 2] ?? 0) - b) ** 2;
      values[index] =
        (values[index] ?? 0) + (palette[at + 3] ?? 0) * Math.exp(-square / (2 * anchorReach * anchorReach));
    }
  }
  return toUnit(values);
}

type Push = (value: number, isOdd: boolean) => void;

/** Low frequencies of the OKLab grid; products of differences become distances by the square at the end. */
function writeLayout({ mean, contrast, light, chroma }: EchoFeatures, push: Push): void {
  const half = chromaSide * chromaSide;
  const gain = Math.sqrt(layoutGain);
  let square = 0;
  const add = (value: number, isOdd: boolean): void => {
    square += value * value;
    push(value * gain, isOdd);
  };
  add(mean - 0.5, false);
  add((contrast * coefficient(light, lightSide, 0, 1)) / lightSide, false);
  add((contrast * coefficient(light, lightSide, 1, 0)) / lightSide, true);
  add((contrast * coefficient(light, lightSide, 1, 1)) / lightSide, true);
  for (const plane of [chroma.subarray(0, half), chroma.subarray(half)]) {
    for (let v = 0; v < 3; v += 1) {
      for (let u = 0; u < 3; u += 1) add(coefficient(plane, chromaSide, u, v) / chromaSide, u === 1);
    }
  }
  push((-layoutGain * square) / 2, false);
}

/** Low frequencies of lightness, as shares of the whole. */
function writeLight({ contrast, light }: EchoFeatures, push: Push): void {
  const length = Math.sqrt(light.reduce((sum, value) => sum + value * value, 0));
  const scale = length < 1e-6 ? 0 : contrast / Math.sqrt(contrast * contrast + 0.015 ** 2) / length;
  for (let v = 0; v < 5; v += 1) {
    for (let u = 0; u < 5; u += 1) {
      if (u + v > 0) push(coefficient(light, lightSide, u, v) * scale, u % 2 === 1);
    }
  }
}

const blocks = 3;
const blockCells = structureSide / blocks;

/** Structure on 3 x 3 cells, each taken together with the one that it becomes in a mirror. */
function writeStructure({ structure }: EchoFeatures, push: Push): void {
  const pooled = new Float32Array(blocks * blocks * structureDirections);
  for (let at = 0; at < structure.length; at += 1) {
    const cell = Math.floor(at / structureDirections);
    const row = Math.floor(cell / structureSide / blockCells);
    const column = Math.floor((cell % structureSide) / blockCells);
    const to = (row * blocks + column) * structureDirections + (at % structureDirections);
    pooled[to] = (pooled[to] ?? 0) + (structure[at] ?? 0);
  }
  toUnit(pooled);
  for (let at = 0; at < pooled.length; at += 1) {
    const cell = Math.floor(at / structureDirections);
    const direction = at % structureDirections;
    const column = cell % blocks;
    const twin =
      (cell - column + blocks - 1 - column) * structureDirections +
      ((structureDirections - direction) % structureDirections);
    if (twin === at) push(pooled[at] ?? 0, false);
    if (twin <= at) continue;
    push(((pooled[at] ?? 0) + (pooled[twin] ?? 0)) / Math.SQRT2, false);
    push(((pooled[at] ?? 0) - (pooled[twin] ?? 0)) / Math.SQRT2, true);
  }
}

/** A coefficient of the orthonormal cosine transform (DCT-II) of a square grid. */
function coefficient(grid: Float32Array, side: number, u: number, v: number): number {
  const wave = wavesOf(side);
  let sum = 0;
  for (let row = 0; row < side; row += 1) {
    let rowSum = 0;
    for (let column = 0; column < side; column += 1) {
      rowSum += (grid[row * side + column] ?? 0) * (wave[u * side + column] ?? 0);
    }
    sum += rowSum * (wave[v * side + row] ?? 0);
  }
  return sum;
}

const waves = new Map<number, Float32Array>();

function wavesOf(side: number): Float32Array {
  const known = waves.get(side);
  if (known !== undefined) return known;
  const made = Float32Array.from({ length: side * side }, (_, at) => {
    const frequency = Math.floor(at / side);
    const place = at % side;
    const scale = Math.sqrt((frequency === 0 ? 1 : 2) / side);
    return scale * Math.cos((Math.PI * (place + 0.5) * frequency) / side);
  });
  waves.set(side, made);
  return made;
}

function toUnit(values: Float32Array): Float32Array {
  let square = 0;
  for (const value of values) square += value * value;
  const length = Math.sqrt(square);
  if (length > 1e-6) for (let at = 0; at < values.length; at += 1) values[at] = (values[at] ?? 0) / length;
  return values;
}
