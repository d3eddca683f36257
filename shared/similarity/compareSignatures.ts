import { chromaSide, isFlat, layoutSide, type PictureSignature } from './pictureSignature.ts';

/** How alike two pictures are, the best crop of one against the other taken. */
export interface SignatureMatch {
  /** Correlation of lightness and of its slopes, mean of both, -1 to 1. */
  readonly likeness: number;
  /** Mean distance of colour in the OKLab a-b plane, a common shift (a regrade) taken out in part. */
  readonly colourDistance: number;
}

/** Edges by which the compared part of the second picture reaches in (or out), as shares of its sides. */
interface Edges {
  left: number;
  right: number;
  top: number;
  bottom: number;
}
const edgeNames = ['left', 'right', 'top', 'bottom'] as const;
/** A crop of 8 % a side, with a little to spare. */
const furthestEdge = 0.1;
const firstStep = 0.05;
const lastStep = 0.0125;

const cells = layoutSide * layoutSide;
const chromaCells = chromaSide * chromaSide;

/** Compares two pictures as they are, up to a crop. */
export function compareSignatures(a: PictureSignature, b: PictureSignature): SignatureMatch {
  if (isFlat(a) || isFlat(b)) return { likeness: 0, colourDistance: 1 };
  return { likeness: bestLikeness(a.layout, b.layout), colourDistance: colourDistance(a.chroma, b.chroma) };
}

/** A picture's layout seen in a mirror. */
export function mirroredLayout(layout: Float32Array): Float32Array {
  return Float32Array.from(layout, (_, cell) => {
    const row = Math.floor(cell / layoutSide);
    return layout[row * layoutSide + (layoutSide - 1 - (cell % layoutSide))] ?? 0;
  });
}

/** Pictures less alike than this under every crop to start from do not come to be alike by finer ones. */
const hopeless = 0.4;

/**
 * The likeness under the crop that gives the most, found by moving one edge after the other, ever finer. For pictures
 * that are nothing alike it is what the first look gives.
 */
export function bestLikeness(a: Float32Array, b: Float32Array): number {
  const { edges, likeness } = bestStart(a, b);
  let best = likeness;
  if (best < hopeless) return best;
  for (let step = firstStep; step >= lastStep; ) {
    let isBetter = false;
    for (const name of edgeNames) {
      for (const change of [step, -step]) {
        const value = edges[name] + change;
        if (Math.abs(value) > furthestEdge) continue;
        const likeness = likenessUnder(a, b, { ...edges, [name]: value });
        if (likeness <= best + 1e-6) continue;
        best = likeness;
        edges[name] = value;
        isBetter = true;
      }
    }
    if (!isBetter) step /= 2;
  }
  return best;
}

/** Where a crop may take from: all round, above and below, a corner. */
const startingCrops: readonly (readonly [number, number, number, number])[] = [
  [1, 1, 1, 1],
  [0, 0, 1, 1],
  [1, 0, 1, 0],
  [1, 0, 0, 1],
  [0, 1, 1, 0],
  [0, 1, 0, 1],
];

const starts: readonly Edges[] = [
  { left: 0, right: 0, top: 0, bottom: 0 },
  ...[0.04, 0.08, -0.04, -0.08].flatMap((start) =>
    startingCrops.map(([left, right, top, bottom]) => ({
      left: left * start,
      right: right * start,
      top: top * start,
      bottom: bottom * start,
    })),
  ),
];

/** How many crops a comparison starts from. */
export const startingPartCount = starts.length;

/** The part of a picture inside some edges, on the cells of a whole one. */
interface Part {
  readonly sampled: Float32Array;
  /** 1 where there is picture. */
  readonly isInside: Uint8Array;
}

const newPart = (): Part => ({ sampled: new Float32Array(cells), isInside: new Uint8Array(cells) });

/** The parts to start from, of the picture that was compared last: a search compares one with many. */
const startParts = starts.map(newPart);
let startPartsOf: Float32Array | null = null;

/** Calls with a layout under each of the crops that the search for the best one starts from, in one array. */
export function eachStartingPart(
  layout: Float32Array,
  visit: (part: Float32Array, at: number) => void,
): void {
  for (const [at, edges] of starts.entries()) {
    takePart(layout, edges, tried);
    visit(tried.sampled, at);
  }
}

/** The best of a few crops to start from, which keeps the search from ending in a side valley. */
function bestStart(a: Float32Array, b: Float32Array): { edges: Edges; likeness: number } {
  if (startPartsOf !== b) {
    for (const [at, part] of startParts.entries()) takePart(b, starts[at] ?? noEdges, part);
    startPartsOf = b;
  }
  let edges = noEdges;
  let best = Number.NEGATIVE_INFINITY;
  for (const [at, part] of startParts.entries()) {
    const likeness = likenessOf(a, part);
    if (likeness <= best) continue;
    best = likeness;
    edges = starts[at] ?? noEdges;
  }
  return { edges: { ...edges }, likeness: best };
}

const noEdges: Edges = { left: 0, right: 0, top: 0, bottom: 0 };
const tried = newPart();

/** Correlation of the whole of `a` with the part of `b` inside the edges, where both have picture. */
function likenessUnder(a: Float32Array, b: Float32Array, edges: Edges): number {
  takePart(b, edges, tried);
  return likenessOf(a, tried);
}

function likenessOf(a: Float32Array, part: Part): number {
  return (correlation(a, part) + slopeCorrelation(a, part)) / 2;
}

/** Where along one side of a layout each cell of a part is taken from. */
interface Steps {
  readonly cell: Uint8Array;
  /** Share of the cell after it, 0-1. */
  readonly share: Float32Array;
  readonly isInside: Uint8Array;
}

const newSteps = (): Steps => ({
  cell: new Uint8Array(layoutSide),
  share: new Float32Array(layoutSide),
  isInside: new Uint8Array(layoutSide),
});
const across = newSteps();
const down = newSteps();

/** @param before edge before the part and `after` it, as shares of the side */
function takeSteps(before: number, after: number, { cell, share, isInside }: Steps): void {
  for (let step = 0; step < layoutSide; step += 1) {
    const at = (before + ((step + 0.5) / layoutSide) * (1 - before - after)) * layoutSide - 0.5;
    const clamped = Math.min(layoutSide - 1, Math.max(0, at));
    const from = Math.min(layoutSide - 2, Math.floor(clamped));
    cell[step] = from;
    share[step] = clamped - from;
    isInside[step] = at > -0.75 && at < layoutSide - 0.25 ? 1 : 0;
  }
}

function takePart(b: Float32Array, { left, right, top, bottom }: Edges, { sampled, isInside }: Part): void {
  takeSteps(left, right, across);
  takeSteps(top, bottom, down);
  for (let row = 0; row < layoutSide; row += 1) {
    const from = (down.cell[row] ?? 0) * layoutSide;
    const lower = down.share[row] ?? 0;
    for (let column = 0; column < layoutSide; column += 1) {
      const cell = row * layoutSide + column;
      const inside = (down.isInside[row] ?? 0) & (across.isInside[column] ?? 0);
      isInside[cell] = inside;
      const at = from + (across.cell[column] ?? 0);
      const share = across.share[column] ?? 0;
      const above = (b[at] ?? 0) * (1 - share) + (b[at + 1] ?? 0) * share;
      const below = (b[at + layoutSide] ?? 0) * (1 - share) + (b[at + layoutSide + 1] ?? 0) * share;
      sampled[cell] = inside === 0 ? 0 : above * (1 - lower) + below * lower;
    }
  }
}

/** Pearson's correlation over the cells inside. */
function correlation(a: Float32Array, { sampled: b, isInside }: Part): number {
  let count = 0;
  let sumA = 0;
  let sumB = 0;
  let sumAA = 0;
  let sumBB = 0;
  let sumAB = 0;
  for (let cell = 0; cell < cells; cell += 1) {
    if (isInside[cell] === 0) continue;
    const valueA = a[cell] ?? 0;
    const valueB = b[cell] ?? 0;
    count += 1;
    sumA += valueA;
    sumB += valueB;
    sumAA += valueA * valueA;
    sumBB += valueB * valueB;
    sumAB += valueA * valueB;
  }
  const spread = Math.sqrt((sumAA - (sumA * sumA) / count) * (sumBB - (sumB * sumB) / count));
  return spread < 1e-6 ? 0 : (sumAB - (sumA * sumB) / count) / spread;
}

/** Correlation of the differences between neighbouring cells, across and down: edges, whatever the light. */
function slopeCorrelation(a: Float32Array, { sampled: b, isInside }: Part): number {
  let dot = 0;
  let squareA = 0;
  let squareB = 0;
  for (let row = 0; row < layoutSide; row += 1) {
    for (let column = 0; column < layoutSide; column += 1) {
      const cell = row * layoutSide + column;
      if (isInside[cell] === 0) continue;
      // Across, then down.
      for (let way = 0; way < 2; way += 1) {
        const next = way === 0 ? cell + 1 : cell + layoutSide;
        if (way === 0 ? column + 1 === layoutSide : row + 1 === layoutSide) continue;
        if (isInside[next] === 0) continue;
        const slopeA = (a[next] ?? 0) - (a[cell] ?? 0);
        const slopeB = (b[next] ?? 0) - (b[cell] ?? 0);
        dot += slopeA * slopeB;
        squareA += slopeA * slopeA;
        squareB += slopeB * slopeB;
      }
    }
  }
  const spread = Math.sqrt(squareA * squareB);
  return spread < 1e-6 ? 0 : dot / spread;
}

/** Half of a common shift is forgiven: a warmer grade is no other picture, a red room is no blue one. */
export function colourDistance(a: Float32Array, b: Float32Array): number {
  const shift = [0, 1].map((plane) => {
    let sum = 0;
    for (let cell = 0; cell < chromaCells; cell += 1) {
      sum += (b[plane * chromaCells + cell] ?? 0) - (a[plane * chromaCells + cell] ?? 0);
    }
    return sum / chromaCells / 2;
  });
  let total = 0;
  for (let cell = 0; cell < chromaCells; cell += 1) {
    const da = (b[cell] ?? 0) - (a[cell] ?? 0) - (shift[0] ?? 0);
    const db = (b[chromaCells + cell] ?? 0) - (a[chromaCells + cell] ?? 0) - (shift[1] ?? 0);
    total += Math.hypot(da, db);
  }
  return total / chromaCells;
}
