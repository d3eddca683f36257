import type { PixelBins } from './colourBins.ts';
import { type Assignment, type Centres, dropCentre } from './colourClusters.ts';
import { measureNeighbourhood } from './measureNeighbourhood.ts';
import { rgbOfOklab } from './oklab.ts';
import type { WorkingPixels } from './workingPixels.ts';

/** Swatches nearer than this look alike. */
const ALIKE = 0.04;
/** The same while the palette has five swatches or fewer. */
const ALIKE_WHEN_FEW = 0.028;
const FEW = 5;
/** Share of a cluster's neighbours that lie in the other one from which two clusters count as interleaved. */
const INTERLEAVED = 0.3;
/** Halves of one cloud of noise lie up to about twice its standard deviation apart. */
const NOISE_REACH = 2;
/** A small cluster strewn at random is a tail of the noise, which reaches farther. */
const TAIL = { share: 0.04, reach: 4 };
/** Clusters smaller than this are outliers, unless set aside as accents. */
const OUTLIER_SHARE = 0.0035;
/** Noise never joins swatches farther apart than this; more in the dark, where OKLab spreads codes out. */
const NOISE_MOST = 0.085;
/** Blended edges: thin, small clusters on the straight line between two others. */
const EDGE = { share: 0.07, ownNeighbours: 0.62, offLine: 14 };

/**
 * Joins clusters that are one colour to the eye: alike swatches, the halves of a cloud of noise or grain,
 * and the blends along edges that compression and scaling leave. The assignment is stale afterwards.
 * @param accents centres before this one are accents
 * @param solids of those the ones before this one are solids
 * @returns how many are left of both
 */
export function mergeClusters(
  picture: WorkingPixels,
  bins: PixelBins,
  centres: Centres,
  held: Assignment,
  accents: number,
  solids: number,
): { accents: number; solids: number } {
  let size = centres.size;
  const { pairs, pixels, noise } = measureNeighbourhood(picture, bins, centres, held.label);
  let accentsLeft = accents;
  let solidsLeft = solids;
  const stride = size;
  // Row in `pairs` of each centre that is still there.
  const row = Array.from({ length: size }, (_, k) => k);
  const pairsOf = (one: number, other: number) => pairs[row[one]! * stride + row[other]!]!;
  const ends = (of: number) => {
    let sum = 0;
    for (let k = 0; k < size; k++) sum += pairsOf(of, k);
    return sum;
  };
  const distanceOf = (one: number, other: number) => {
    const dl = centres.lightness[one]! - centres.lightness[other]!;
    const da = centres.a[one]! - centres.a[other]!;
    const db = centres.b[one]! - centres.b[other]!;
    return Math.sqrt(dl * dl + da * da + db * db);
  };
  /** Pours `from` into `into`; moves the centre of `into` when `blend`. */
  const pour = (from: number, into: number, blend: boolean) => {
    const rowFrom = row[from]!;
    const rowInto = row[into]!;
    const pixelsFrom = pixels[rowFrom]!;
    const pixelsInto = pixels[rowInto]!;
    const share = pixelsFrom / Math.max(1, pixelsFrom + pixelsInto);
    if (blend) {
      const { lightness, a, b } = centres;
      lightness[into] = lightness[into]! + (lightness[from]! - lightness[into]!) * share;
      a[into] = a[into]! + (a[from]! - a[into]!) * share;
      b[into] = b[into]! + (b[from]! - b[into]!) * share;
    }
    noise[rowInto] = noise[rowInto]! + (noise[rowFrom]! - noise[rowInto]!) * share;
    pixels[rowInto] = pixelsFrom + pixelsInto;
    const within = pairs[rowFrom * stride + rowFrom]! + 2 * pairs[rowFrom * stride + rowInto]!;
    for (let k = 0; k < stride; k++) {
      if (k === rowFrom || k === rowInto) continue;
      const sum = pairs[rowInto * stride + k]! + pairs[rowFrom * stride + k]!;
      pairs[rowInto * stride + k] = sum;
      pairs[k * stride + rowInto] = sum;
    }
    pairs[rowInto * stride + rowInto] = pairs[rowInto * stride + rowInto]! + within;
    row.splice(from, 1);
    dropCentre(bins, centres, held, from);
    size--;
    if (from < accentsLeft) accentsLeft--;
    if (from < solidsLeft) solidsLeft--;
  };
  const isOneColour = (one: number, other: number, distance: number) => {
    if (distance < (size > FEW && one >= solidsLeft ? ALIKE : ALIKE_WHEN_FEW)) return true;
    if (one < solidsLeft) return false;
    const dark = Math.max(0, 0.3 - Math.min(centres.lightness[one]!, centres.lightness[other]!));
    if (distance > NOISE_MOST + 0.4 * dark) return false;
    const mixed = pairsOf(one, other) / Math.max(1, Math.min(ends(one), ends(other)));
    const noiseOf = Math.max(noise[row[one]!]!, noise[row[other]!]!);
    return (
      mixed >= INTERLEAVED && distance < (isTail(one) || isTail(other) ? TAIL.reach : NOISE_REACH) * noiseOf
    );
  };
  /** Whether a small cluster's pixels have no more of their own kind beside them than chance gives. */
  const isTail = (k: number) => {
    const share = pixels[row[k]!]! / picture.count;
    return share < TAIL.share && pairsOf(k, k) < (2 * share + 0.03) * ends(k);
  };

  for (let k = centres.size - 1; k >= accentsLeft; k--) {
    if (size === 1 || pixels[row[k]!]! >= OUTLIER_SHARE * picture.count) continue;
    let into = k === 0 ? 1 : 0;
    for (let other = 0; other < size; other++) {
      if (other !== k && distanceOf(k, other) < distanceOf(k, into)) into = other;
    }
    pour(k, into, false);
  }

  let edge = blendedEdge();
  while (edge !== null) {
    pour(edge.from, edge.into, false);
    edge = blendedEdge();
  }
  for (;;) {
    let nearest = Infinity;
    let from = -1;
    let into = -1;
    for (let one = 0; one < size; one++) {
      for (let other = one + 1; other < size; other++) {
        const distance = distanceOf(one, other);
        if (distance >= nearest || !isOneColour(one, other, distance)) continue;
        nearest = distance;
        const oneIsLess = pixels[row[one]!]! < pixels[row[other]!]!;
        from = oneIsLess ? one : other;
        into = oneIsLess ? other : one;
      }
    }
    if (from === -1) return { accents: accentsLeft, solids: solidsLeft };
    pour(from, into, true);
  }

  /** A cluster made only of the blends between two others, and the nearer of those. */
  function blendedEdge(): { from: number; into: number } | null {
    let colours: Rgb[] | null = null;
    for (let k = 0; k < size; k++) {
      if (pixels[row[k]!]! > EDGE.share * picture.count) continue;
      if (pairsOf(k, k) > EDGE.ownNeighbours * ends(k)) continue;
      colours ??= rgbOfAll(centres);
      for (let one = 0; one < size; one++) {
        for (let other = one + 1; other < size; other++) {
          if (one === k || other === k) continue;
          const least = Math.min(pixels[row[one]!]!, pixels[row[other]!]!);
          if (least < pixels[row[k]!]!) continue;
          const along = alongLine(colours[k]!, colours[one]!, colours[other]!);
          if (along === null) continue;
          return { from: k, into: along < 0.5 ? one : other };
        }
      }
    }
    return null;
  }
}

type Rgb = readonly [number, number, number];

function rgbOfAll(centres: Centres): Rgb[] {
  const all: Rgb[] = [];
  for (let k = 0; k < centres.size; k++) {
    all.push(rgbOfOklab([centres.lightness[k]!, centres.a[k]!, centres.b[k]!]));
  }
  return all;
}

/** Where between two sRGB colours a blend of them lies (0-1), or null when it is no blend of them. */
function alongLine(colour: Rgb, one: Rgb, other: Rgb): number | null {
  const lineR = other[0] - one[0];
  const lineG = other[1] - one[1];
  const lineB = other[2] - one[2];
  const square = lineR * lineR + lineG * lineG + lineB * lineB;
  if (square < 24 * 24) return null;
  const fromR = colour[0] - one[0];
  const fromG = colour[1] - one[1];
  const fromB = colour[2] - one[2];
  const along = (fromR * lineR + fromG * lineG + fromB * lineB) / square;
  if (along < 0.08 || along > 0.92) return null;
  const offR = fromR - along * lineR;
  const offG = fromG - along * lineG;
  const offB = fromB - along * lineB;
  return offR * offR + offG * offG + offB * offB <= EDGE.offLine * EDGE.offLine ? along : null;
}
