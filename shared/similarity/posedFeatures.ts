import { chromaValues, lightCells, lightSide } from './echoFeatures.ts';
import type { Framing } from './framing.ts';
import { chromaSide } from './pictureSignature.ts';
import { structureDirections, structureSide, structureValues } from './structureGrid.ts';

/** The positional features of a picture under one framing, made ready to be compared. */
export interface PosedFeatures {
  /** Lightness of the cells less its mean, OKLab L. */
  readonly light: Float32Array;
  /** Structure less its mean. */
  readonly structure: Float32Array;
  /** OKLab L, a, b of 4 x 4 cells, one plane after the other. */
  readonly lab: Float32Array;
  /** Sum of the squares of `light` and of `structure`. */
  lightSquare: number;
  structureSquare: number;
  /** Mean lightness, OKLab L. */
  mean: number;
}

/** Where the features of a picture lie: in arrays of their own, or packed with those of many. */
export interface PackedFeatures {
  readonly mean: number;
  readonly contrast: number;
  readonly light: ArrayLike<number>;
  readonly lightAt: number;
  readonly lightStep: number;
  readonly chroma: ArrayLike<number>;
  readonly chromaAt: number;
  readonly chromaStep: number;
  readonly structure: ArrayLike<number>;
  readonly structureAt: number;
  readonly structureStep: number;
}

const gridCells = chromaSide * chromaSide;

export function emptyPose(): PosedFeatures {
  return {
    light: new Float32Array(lightCells),
    structure: new Float32Array(structureValues),
    lab: new Float32Array(3 * gridCells),
    lightSquare: 0,
    structureSquare: 0,
    mean: 0,
  };
}

/**
 * Writes a picture's features as they would be if only a part of it were shown.
 * @param framing the part; null for the whole
 */
export function pose(features: PackedFeatures, framing: Framing | null, into: PosedFeatures): PosedFeatures {
  const { light, structure, lab } = into;
  const lightStep = features.contrast * features.lightStep;
  if (framing === null) {
    for (let cell = 0; cell < lightCells; cell += 1) {
      light[cell] = (features.light[features.lightAt + cell] ?? 0) * lightStep;
    }
    for (let at = 0; at < structureValues; at += 1) {
      structure[at] = (features.structure[features.structureAt + at] ?? 0) * features.structureStep;
    }
    for (let at = 0; at < chromaValues; at += 1) {
      lab[gridCells + at] = (features.chroma[features.chromaAt + at] ?? 0) * features.chromaStep;
    }
  } else {
    poseLight(features, framing, light, lightStep);
    poseStructure(features, framing, structure);
    poseChroma(features, framing, lab);
  }
  const offset = centre(light);
  into.mean = features.mean + offset;
  into.lightSquare = squareSum(light);
  centre(structure);
  into.structureSquare = squareSum(structure);
  const step = lightSide / chromaSide;
  for (let cell = 0; cell < gridCells; cell += 1) {
    const at = Math.floor(cell / chromaSide) * step * lightSide + (cell % chromaSide) * step;
    const sum =
      (light[at] ?? 0) +
      (light[at + 1] ?? 0) +
      (light[at + lightSide] ?? 0) +
      (light[at + lightSide + 1] ?? 0);
    lab[cell] = into.mean + sum / 4;
  }
  return into;
}

/** Writes only the lightness of {@link pose}, less its mean. @returns the sum of its squares */
export function poseLightOnly(features: PackedFeatures, framing: Framing, into: Float32Array): number {
  poseLight(features, framing, into, features.contrast * features.lightStep);
  centre(into);
  return squareSum(into);
}

function poseLight(features: PackedFeatures, framing: Framing, into: Float32Array, step: number): void {
  const { cells, weights } = framing.tapsOf(lightSide);
  const { light: from, lightAt: start } = features;
  for (let cell = 0, tap = 0; cell < lightCells; cell += 1, tap += 4) {
    into[cell] =
      ((from[start + (cells[tap] ?? 0)] ?? 0) * (weights[tap] ?? 0) +
        (from[start + (cells[tap + 1] ?? 0)] ?? 0) * (weights[tap + 1] ?? 0) +
        (from[start + (cells[tap + 2] ?? 0)] ?? 0) * (weights[tap + 2] ?? 0) +
        (from[start + (cells[tap + 3] ?? 0)] ?? 0) * (weights[tap + 3] ?? 0)) *
      step;
  }
}

function poseStructure(features: PackedFeatures, framing: Framing, into: Float32Array): void {
  const { cells, weights } = framing.tapsOf(structureSide);
  const { structure: from, structureAt: start, structureStep: step } = features;
  for (let cell = 0, tap = 0; tap < cells.length; cell += structureDirections, tap += 4) {
    const one = start + (cells[tap] ?? 0) * structureDirections;
    const two = start + (cells[tap + 1] ?? 0) * structureDirections;
    const three = start + (cells[tap + 2] ?? 0) * structureDirections;
    const four = start + (cells[tap + 3] ?? 0) * structureDirections;
    const a = (weights[tap] ?? 0) * step;
    const b = (weights[tap + 1] ?? 0) * step;
    const c = (weights[tap + 2] ?? 0) * step;
    const d = (weights[tap + 3] ?? 0) * step;
    for (let direction = 0; direction < structureDirections; direction += 1) {
      into[cell + direction] =
        (from[one + direction] ?? 0) * a +
        (from[two + direction] ?? 0) * b +
        (from[three + direction] ?? 0) * c +
        (from[four + direction] ?? 0) * d;
    }
  }
}

function poseChroma(features: PackedFeatures, framing: Framing, lab: Float32Array): void {
  const { cells, weights } = framing.tapsOf(chromaSide);
  for (let plane = 0; plane < 2; plane += 1) {
    const start = features.chromaAt + plane * gridCells;
    for (let cell = 0; cell < gridCells; cell += 1) {
      let sum = 0;
      for (let tap = cell * 4; tap < cell * 4 + 4; tap += 1) {
        sum += (features.chroma[start + (cells[tap] ?? 0)] ?? 0) * (weights[tap] ?? 0);
      }
      lab[(plane + 1) * gridCells + cell] = sum * features.chromaStep;
    }
  }
}

/** Takes off the mean, and tells it. */
function centre(values: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < values.length; at += 1) sum += values[at] ?? 0;
  const mean = sum / values.length;
  for (let at = 0; at < values.length; at += 1) values[at] = (values[at] ?? 0) - mean;
  return mean;
}

function squareSum(values: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < values.length; at += 1) sum += (values[at] ?? 0) * (values[at] ?? 0);
  return sum;
}
