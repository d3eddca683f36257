import { planeHeight, planeWidth, type TinyPlane } from './tinyPlane.ts';

/** Columns of the grids that frames are compared on. */
export const gridWidth = planeWidth / 2;
export const gridHeight = planeHeight / 2;
/** Columns of the coarser grid on which mixtures of two frames are recognised. */
export const coarseWidth = gridWidth / 2;
export const coarseHeight = gridHeight / 2;

const lumaBins = 32;
const chromaBins = 64;

/** What the detector keeps of a frame. Levels are 8-bit. */
export interface PlaneFeature {
  /** 32x18. */
  readonly luma: Uint8Array;
  readonly u: Uint8Array;
  readonly v: Uint8Array;
  /** 16x9 luma, then u, then v. */
  readonly coarse: Uint8Array;
  /** Shares of luma levels and of (u, v) cells; each adds to 1. */
  readonly lumaHistogram: Float32Array;
  readonly chromaHistogram: Float32Array;
  readonly meanLuma: number;
  /** Standard deviation of luma. */
  readonly lumaSpread: number;
  /** Standard deviation of chroma, both parts together. */
  readonly chromaSpread: number;
  readonly sharpness: number;
  /** Rows of the 32x18 grid that are black at the top and at the bottom alike, at most a third of the picture. */
  readonly barRows: number;
}

/** Boils a plane down to what frames are compared by. */
export function describePlane(plane: TinyPlane): PlaneFeature {
  const luma = average2x2(plane.luma, planeWidth, planeHeight);
  const { u, v } = plane;
  const parts = [luma, u, v].map((part) => average2x2(part, gridWidth, gridHeight));
  const coarse = new Uint8Array(coarseWidth * coarseHeight * 3);
  for (const [index, part] of parts.entries()) coarse.set(part, index * coarseWidth * coarseHeight);
  const chromaHistogram = new Float32Array(chromaBins);
  const share = 1 / u.length;
  for (let index = 0; index < u.length; index += 1) {
    const cell = (u[index]! >> 5) * 8 + (v[index]! >> 5);
    chromaHistogram[cell] = chromaHistogram[cell]! + share;
  }
  const lumaMoments = moments(luma);
  return {
    luma,
    u,
    v,
    coarse,
    lumaHistogram: softHistogram(plane.luma),
    chromaHistogram,
    meanLuma: lumaMoments.mean,
    lumaSpread: lumaMoments.spread,
    chromaSpread: Math.hypot(moments(u).spread, moments(v).spread),
    sharpness: plane.sharpness,
    barRows: countBarRows(luma),
  };
}

/** Luma below which a row may be a bar, 8-bit levels; a timecode may stand in the lower one. */
const barLevel = 26;

function countBarRows(luma: Uint8Array): number {
  let rows = 0;
  while (rows < gridHeight / 6 && isBlackRow(luma, rows)) rows += 1;
  return rows;
}

function isBlackRow(luma: Uint8Array, row: number): boolean {
  for (let at = row * gridWidth; at < (row + 1) * gridWidth; at += 1) if (luma[at]! > barLevel) return false;
  return true;
}

/** Luma levels in bins, each smeared over its neighbours so that a slight change of light moves no whole bin. */
function softHistogram(levels: Uint8Array): Float32Array {
  const counts = new Uint32Array(lumaBins + 2);
  for (let index = 0; index < levels.length; index += 1) {
    const bin = (levels[index]! >> 3) + 1;
    counts[bin] = counts[bin]! + 1;
  }
  // What would fall off an end stays in the last bin.
  counts[0] = counts[1]!;
  counts[lumaBins + 1] = counts[lumaBins]!;
  const soft = new Float32Array(lumaBins);
  for (let bin = 0; bin < lumaBins; bin += 1) {
    soft[bin] = (counts[bin]! + 2 * counts[bin + 1]! + counts[bin + 2]!) / (4 * levels.length);
  }
  return soft;
}

function average2x2(from: Uint8Array, width: number, height: number): Uint8Array {
  const to = new Uint8Array((width >> 1) * (height >> 1));
  let index = 0;
  for (let y = 0; y + 1 < height; y += 2) {
    for (let x = 0, at = y * width; x + 1 < width; x += 2, at += 2, index += 1) {
      to[index] = (from[at]! + from[at + 1]! + from[at + width]! + from[at + width + 1]! + 2) >> 2;
    }
  }
  return to;
}

function moments(levels: Uint8Array): { mean: number; spread: number } {
  let sum = 0;
  let squares = 0;
  for (let index = 0; index < levels.length; index += 1) {
    const level = levels[index]!;
    sum += level;
    squares += level * level;
  }
  const mean = sum / levels.length;
  return { mean, spread: Math.sqrt(Math.max(0, squares / levels.length - mean * mean)) };
}
