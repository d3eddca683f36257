import type { EchoFeatures } from './echoFeatures.ts';
import { lightCells } from './echoFeatures.ts';
import { type EchoScores, type EchoWeights, weightedScore } from './echoParts.ts';
import { framings } from './framing.ts';
import { type PaletteColours, paletteDistance } from './paletteDistance.ts';
import { chromaSide } from './pictureSignature.ts';
import { emptyPose, type PackedFeatures, type PosedFeatures, pose, poseLightOnly } from './posedFeatures.ts';
import { structureValues } from './structureGrid.ts';

/** Delta E(OK) of moved area at which palettes are alike by 1/e. */
const paletteReach = 0.15;
/** Mean Delta E(OK) of the cells at which layouts are alike by 1/e. */
const layoutReach = 0.15;
/** Differences of mean lightness and of its spread, OKLab L, that make light another light. */
const meanReach = 0.4;
const contrastReach = 0.25;
/** Variance below which light and structure are noise: so that two empty pictures are alike and not unlike. */
const lightNoise = lightCells * 0.015 ** 2;
const structureNoise = 0.02;

const gridCells = chromaSide * chromaSide;

/** 0-1: how alike two palettes are, by the earth mover's distance; 1 is the same. */
export function paletteLikeness(a: PaletteColours, b: PaletteColours): number {
  return Math.exp(-paletteDistance(a, b) / paletteReach);
}

/** A picture posed in every framing, to be compared with many. */
export interface PreparedPicture {
  readonly features: EchoFeatures;
  readonly whole: PosedFeatures;
  readonly framed: readonly PosedFeatures[];
}

export function packedOf(features: EchoFeatures): PackedFeatures {
  const { mean, contrast, light, chroma, structure } = features;
  const own = { lightAt: 0, lightStep: 1, chromaAt: 0, chromaStep: 1, structureAt: 0, structureStep: 1 };
  return { mean, contrast, light, chroma, structure, ...own };
}

export function preparePicture(features: EchoFeatures): PreparedPicture {
  const packed = packedOf(features);
  return {
    features,
    whole: pose(packed, null, emptyPose()),
    framed: framings.map((framing) => pose(packed, framing, emptyPose())),
  };
}

/** How alike two pictures are in layout, light and structure. */
export type PositionalScores = Pick<EchoScores, 'layout' | 'light' | 'structure'>;

const wholeOf = emptyPose();
const framedOf = emptyPose();
const framedLight = new Float32Array(lightCells);

/**
 * How alike two pictures are in layout, light and structure, as they are or under the framing that fits best: one may be
 * a crop of the other (see `framings`). Which framing fits is told by the light. The same whichever is named first.
 * @param shares weights that add to 1; they choose between as they are and framed
 */
export function positionalLikeness(
  picture: PreparedPicture,
  other: PackedFeatures,
  shares: EchoWeights,
): PositionalScores {
  const whole = pose(other, null, wholeOf);
  let ownAt = -1;
  let otherAt = -1;
  let ownFit = Number.NEGATIVE_INFINITY;
  let otherFit = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < framings.length; at += 1) {
    const framed = picture.framed[at];
    const framing = framings[at];
    if (framed === undefined || framing === undefined) continue;
    const fit = shapeLikeness(framed.light, framed.lightSquare, whole.light, whole.lightSquare);
    if (fit > ownFit) {
      ownFit = fit;
      ownAt = at;
    }
    const square = poseLightOnly(other, framing, framedLight);
    const turnedFit = shapeLikeness(picture.whole.light, picture.whole.lightSquare, framedLight, square);
    if (turnedFit > otherFit) {
      otherFit = turnedFit;
      otherAt = at;
    }
  }
  let best = comparePoses(picture.whole, whole);
  const ownFramed = picture.framed[ownAt];
  if (ownFramed !== undefined) best = better(best, comparePoses(ownFramed, whole), shares);
  const otherFraming = framings[otherAt];
  if (otherFraming === undefined) return best;
  return better(best, comparePoses(picture.whole, pose(other, otherFraming, framedOf)), shares);
}

function better(a: PositionalScores, b: PositionalScores, shares: EchoWeights): PositionalScores {
  return positionalSum(b, shares) > positionalSum(a, shares) ? b : a;
}

function positionalSum({ layout, light, structure }: PositionalScores, shares: EchoWeights): number {
  return layout * shares.layout + light * shares.light + structure * shares.structure;
}

/** How alike two pictures are, part by part. @param shares weights that add to 1; they choose the framing */
export function echoLikeness(a: EchoFeatures, b: EchoFeatures, shares: EchoWeights): EchoScores {
  return {
    palette: paletteLikeness(a.palette, b.palette),
    ...positionalLikeness(preparePicture(a), packedOf(b), shares),
  };
}

/** {@link echoLikeness} in one number, 0-1. */
export function echoScore(a: EchoFeatures, b: EchoFeatures, shares: EchoWeights): number {
  return weightedScore(echoLikeness(a, b, shares), shares);
}

/** Two pictures as they are posed, part by part; the same whichever is named first. */
export function comparePoses(a: PosedFeatures, b: PosedFeatures): PositionalScores {
  return {
    layout: layoutLikeness(a.lab, b.lab),
    light: lightLikeness(a, b),
    structure: structureLikeness(a, b),
  };
}

function layoutLikeness(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let cell = 0; cell < gridCells; cell += 1) {
    const dl = (a[cell] ?? 0) - (b[cell] ?? 0);
    const da = (a[gridCells + cell] ?? 0) - (b[gridCells + cell] ?? 0);
    const db = (a[2 * gridCells + cell] ?? 0) - (b[2 * gridCells + cell] ?? 0);
    sum += Math.sqrt(dl * dl + da * da + db * db);
  }
  return Math.exp(-sum / gridCells / layoutReach);
}

/** Correlation of the cells' lightness, less where one picture is lighter or harder than the other. */
function lightLikeness(a: PosedFeatures, b: PosedFeatures): number {
  const shape = Math.max(0, shapeLikeness(a.light, a.lightSquare, b.light, b.lightSquare));
  const lighter = (a.mean - b.mean) / meanReach;
  const harder =
    (Math.sqrt(a.lightSquare / lightCells) - Math.sqrt(b.lightSquare / lightCells)) / contrastReach;
  return Math.min(1, shape * Math.exp(-lighter * lighter - harder * harder));
}

/** Correlation of the cells' lightness. */
function shapeLikeness(a: Float32Array, squareA: number, b: Float32Array, squareB: number): number {
  let product = 0;
  for (let cell = 0; cell < lightCells; cell += 1) product += (a[cell] ?? 0) * (b[cell] ?? 0);
  return (product + lightNoise) / Math.sqrt((squareA + lightNoise) * (squareB + lightNoise));
}

function structureLikeness(a: PosedFeatures, b: PosedFeatures): number {
  let product = 0;
  for (let at = 0; at < structureValues; at += 1) product += (a.structure[at] ?? 0) * (b.structure[at] ?? 0);
  const spread = Math.sqrt((a.structureSquare + structureNoise) * (b.structureSquare + structureNoise));
  return Math.min(1, Math.max(0, (product + structureNoise) / spread));
}
