import type { ColourBins } from './colourBins.ts';
import { type Assignment, type Centres, dropCentre } from './colourClusters.ts';
import { rgbOfOklab } from './oklab.ts';
import type { OklabPlanes } from './oklabPlanes.ts';

/** Swatches nearer than this look alike. */
const ALIKE = 0.04;
/** The same while the palette has five swatches or fewer. */
const ALIKE_WHEN_FEW = 0.028;
const FEW = 5;
/** Share of a cluster's neighbours that lie in the other one from which two clusters count as interleaved. */
const INTERLEAVED = 0.2;
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

const NOISE_STEPS = 32;
const NOISE_STEP = 0.01;

/** How clusters lie among each other in the picture. */
interface Neighbourhood {
  /** Neighbouring pixel pairs between clusters, both ways; `size * size`. */
  readonly pairs: Float64Array;
  /** Pixels of each cluster. */
  readonly pixels: Float64Array;
  /** Standard deviation of the noise in each cluster. */
  readonly noise: Float64Array;
}

function measureNeighbourhood(
  planes: OklabPlanes,
  bins: ColourBins,
  labelOfBin: Uint8Array,
  size: number,
): Neighbourhood {
  const { width, height, count, lightness, a, b } = planes;
  const label = new Uint8Array(count);
  const pixels = new Float64Array(size);
  const { ofPixel } = bins;
  for (let i = 0; i < count; i++) {
    const own = labelOfBin[ofPixel[i]!]!;
    label[i] = own;
    pixels[own] = pixels[own]! + 1;
  }
  const pairs = new Float64Array(size * size);
  const bends = new Uint32Array(size * NOISE_STEPS);
  const seen = new Float64Array(size);
  for (let y = 0; y < height; y++) {
    const start = y * width;
    const end = start + width;
    for (let i = start + 1; i < end; i++) {
      const at = label[i - 1]! * size + label[i]!;
      pairs[at] = pairs[at]! + 1;
    }
    if (y + 1 < height) {
      for (let i = start; i < end; i++) {
        const at = label[i]! * size + label[i + width]!;
        pairs[at] = pairs[at]! + 1;
      }
    }
    // Every other row is enough to know the noise.
    if ((y & 1) === 1 && height > 1) continue;
    for (let i = start + 1; i < end - 1; i++) {
      const bendL = 2 * lightness[i]! - lightness[i - 1]! - lightness[i + 1]!;
      const bendA = 2 * a[i]! - a[i - 1]! - a[i + 1]!;
      const bendB = 2 * b[i]! - b[i - 1]! - b[i + 1]!;
      const bend = Math.sqrt(bendL * bendL + bendA * bendA + bendB * bendB);
      const step = Math.min(NOISE_STEPS - 1, (bend * (1 / NOISE_STEP)) | 0);
      const own = label[i]!;
      const at = own * NOISE_STEPS + step;
      bends[at] = bends[at]! + 1;
      seen[own] = seen[own]! + 1;
    }
  }
  for (let one = 0; one < size; one++) {
    for (let other = 0; other < one; other++) {
      const both = pairs[one * size + other]! + pairs[other * size + one]!;
      pairs[one * size + other] = both;
      pairs[other * size + one] = both;
    }
    pairs[one * size + one] = pairs[one * size + one]! * 2;
  }
  const noise = new Float64Array(size);
  for (let k = 0; k < size; k++) {
    // Median of |2p - left - right|; for grain of one dimension that is .674 * sqrt(6) standard deviations.
    let below = 0;
    for (let step = 0; step < NOISE_STEPS; step++) {
      const here = bends[k * NOISE_STEPS + step]!;
      if (below + here >= seen[k]! / 2) {
        const inStep = here === 0 ? 0 : (seen[k]! / 2 - below) / here;
        // A still picture has all of its bends in the first step: no noise.
        noise[k] = step === 0 ? 0 : ((step + inStep) * NOISE_STEP) / 1.65;
        break;
      }
      below += here;
    }
  }
  return { pairs, pixels, noise };
}

/**
 * Joins clusters that are one colour to the eye: alike swatches, the halves of a cloud of noise or grain,
 * and the blends along edges that compression and scaling leave. Centres before `accents` are accents; the
 * number that is left of them is returned. The assignment is stale afterwards.
 */
export function mergeClusters(
  planes: OklabPlanes,
  bins: ColourBins,
  centres: Centres,
  held: Assignment,
  accents: number,
): number {
  let size = centres.size;
  const { pairs, pixels, noise } = measureNeighbourhood(planes, bins, held.label, size);
  let accentsLeft = accents;
  const stride = size;
  // Row in `pairs` of each centre that is still there.
  const row = Array.from({ length: size }, (_, k) => k);
  const pairsOf = (one: number, other: number) => pairs[row[one]! * stride + row[other]!]!;
  const ends = (of: number) => {
    let sum = 0;
    for (let k = 0; k < size; k++) sum += pairsOf(of, k);
    return sum;
  };
  const distanceOf = (one: number, other: number) =>
    Math.hypot(
      centres.lightness[one]! - centres.lightness[other]!,
      centres.a[one]! - centres.a[other]!,
      centres.b[one]! - centres.b[other]!,
    );
  /** Pours `from` into `into`; moves the centre of `into` when `blend`. */
  const pour = (from: number, into: number, blend: boolean) => {
    const rowFrom = row[from]!;
    const rowInto = row[into]!;
    const pixelsFrom = pixels[rowFrom]!;
    const pixelsInto = pixels[rowInto]!;
    const share = pixelsFrom / Math.max(1, pixelsFrom + pixelsInto);
    if (blend) {
      for (const plane of [centres.lightness, centres.a, centres.b]) {
        plane[into] = plane[into]! + (plane[from]! - plane[into]!) * share;
      }
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
    dropCentre(centres, from);
    size--;
    if (from < accentsLeft) accentsLeft--;
  };
  const isOneColour = (one: number, other: number, distance: number) => {
    if (distance < (size > FEW ? ALIKE : ALIKE_WHEN_FEW)) return true;
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
    const share = pixels[row[k]!]! / planes.count;
    return share < TAIL.share && pairsOf(k, k) < (2 * share + 0.03) * ends(k);
  };

  for (let k = centres.size - 1; k >= accentsLeft; k--) {
    if (size === 1 || pixels[row[k]!]! >= OUTLIER_SHARE * planes.count) continue;
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
    if (from === -1) return accentsLeft;
    pour(from, into, true);
  }

  /** A cluster made only of the blends between two others, and the nearer of those. */
  function blendedEdge(): { from: number; into: number } | null {
    for (let k = 0; k < size; k++) {
      if (pixels[row[k]!]! > EDGE.share * planes.count) continue;
      if (pairsOf(k, k) > EDGE.ownNeighbours * ends(k)) continue;
      const colour = rgbOf(k);
      for (let one = 0; one < size; one++) {
        for (let other = one + 1; other < size; other++) {
          if (one === k || other === k) continue;
          const least = Math.min(pixels[row[one]!]!, pixels[row[other]!]!);
          if (least < pixels[row[k]!]!) continue;
          const along = alongLine(colour, rgbOf(one), rgbOf(other));
          if (along === null) continue;
          return { from: k, into: along < 0.5 ? one : other };
        }
      }
    }
    return null;
  }

  function rgbOf(k: number) {
    return rgbOfOklab([centres.lightness[k]!, centres.a[k]!, centres.b[k]!]);
  }
}

type Rgb = readonly [number, number, number];

/** Where between two sRGB colours a blend of them lies (0-1), or null when it is no blend of them. */
function alongLine(colour: Rgb, one: Rgb, other: Rgb): number | null {
  const line = [other[0] - one[0], other[1] - one[1], other[2] - one[2]] as const;
  const length = Math.hypot(...line);
  if (length < 24) return null;
  const from = [colour[0] - one[0], colour[1] - one[1], colour[2] - one[2]] as const;
  const along = (from[0] * line[0] + from[1] * line[1] + from[2] * line[2]) / (length * length);
  if (along < 0.08 || along > 0.92) return null;
  const off = Math.hypot(from[0] - along * line[0], from[1] - along * line[1], from[2] - along * line[2]);
  return off <= EDGE.offLine ? along : null;
}
