import type { ColourBins } from './colourBins.ts';

/** Cluster centres in OKLab. */
export interface Centres {
  size: number;
  readonly lightness: Float64Array;
  readonly a: Float64Array;
  readonly b: Float64Array;
}

/** Room for `most` centres, none set. */
export function emptyCentres(most: number): Centres {
  return {
    size: 0,
    lightness: new Float64Array(most),
    a: new Float64Array(most),
    b: new Float64Array(most),
  };
}

/** Sets a centre and counts it in when it is new. */
export function setCentre(centres: Centres, index: number, lightness: number, a: number, b: number): void {
  centres.lightness[index] = lightness;
  centres.a[index] = a;
  centres.b[index] = b;
  if (index >= centres.size) centres.size = index + 1;
}

/** Removes one centre; the order of the others stays. */
export function dropCentre(centres: Centres, index: number): void {
  for (const plane of [centres.lightness, centres.a, centres.b])
    plane.copyWithin(index, index + 1, centres.size);
  centres.size--;
}

/** Which centre each bin belongs to, and how far off it is. */
export interface Assignment {
  readonly label: Uint8Array;
  /** Distance of each bin to its centre. */
  readonly distance: Float64Array;
}

/** Room for the assignment of every bin. */
export function emptyAssignment(bins: ColourBins): Assignment {
  return { label: new Uint8Array(bins.size), distance: new Float64Array(bins.size) };
}

/** Gives each bin to its nearest centre; returns the summed distance over all pixels. */
export function assignBins(bins: ColourBins, centres: Centres, into: Assignment): number {
  const { lightness, a, b, weight, size } = bins;
  const count = centres.size;
  const centreL = centres.lightness;
  const centreA = centres.a;
  const centreB = centres.b;
  const { label, distance } = into;
  let sum = 0;
  for (let bin = 0; bin < size; bin++) {
    const binL = lightness[bin]!;
    const binA = a[bin]!;
    const binB = b[bin]!;
    let best = 0;
    let bestSquare = Infinity;
    for (let k = 0; k < count; k++) {
      const dl = binL - centreL[k]!;
      const da = binA - centreA[k]!;
      const db = binB - centreB[k]!;
      const square = dl * dl + da * da + db * db;
      if (square < bestSquare) {
        bestSquare = square;
        best = k;
      }
    }
    const length = Math.sqrt(bestSquare);
    label[bin] = best;
    distance[bin] = length;
    sum += length * weight[bin]!;
  }
  return sum;
}

// Nearer than this a bin no longer pulls harder: keeps Weiszfeld's step finite, and ties exact colours down.
const NEAREST_PULL = 0.004;

/**
 * Moves the centres from `firstFree` on towards the geometric median of their bins (one Weiszfeld step):
 * the point of least mean distance, which unlike the mean stays with the colour most of the pixels have.
 */
function moveToMedians(bins: ColourBins, centres: Centres, held: Assignment, firstFree: number): void {
  const count = centres.size;
  const sums = new Float64Array(count * 4);
  const { lightness, a, b, weight, size } = bins;
  const { label, distance } = held;
  for (let bin = 0; bin < size; bin++) {
    const pull = weight[bin]! / Math.max(distance[bin]!, NEAREST_PULL);
    const at = label[bin]! * 4;
    sums[at] = sums[at]! + pull * lightness[bin]!;
    sums[at + 1] = sums[at + 1]! + pull * a[bin]!;
    sums[at + 2] = sums[at + 2]! + pull * b[bin]!;
    sums[at + 3] = sums[at + 3]! + pull;
  }
  for (let k = firstFree; k < count; k++) {
    const pull = sums[k * 4 + 3]!;
    if (pull === 0) continue;
    setCentre(centres, k, sums[k * 4]! / pull, sums[k * 4 + 1]! / pull, sums[k * 4 + 2]! / pull);
  }
}

/** Alternates assignment and medians; returns the summed distance of the last assignment. */
export function refineCentres(
  bins: ColourBins,
  centres: Centres,
  into: Assignment,
  firstFree: number,
  rounds: number,
): number {
  let sum = assignBins(bins, centres, into);
  for (let round = 0; round < rounds; round++) {
    moveToMedians(bins, centres, into, firstFree);
    const next = assignBins(bins, centres, into);
    const settled = next > sum * 0.999;
    sum = next;
    if (settled) break;
  }
  return sum;
}

/**
 * Adds a centre by splitting the cluster with the greatest summed distance along its longest axis.
 * Returns false when every bin already lies on a centre.
 */
export function splitWidestCluster(bins: ColourBins, centres: Centres, held: Assignment): boolean {
  const { lightness, a, b, weight, size } = bins;
  const { label, distance } = held;
  const spread = new Float64Array(centres.size);
  for (let bin = 0; bin < size; bin++) {
    const k = label[bin]!;
    spread[k] = spread[k]! + weight[bin]! * distance[bin]!;
  }
  let widest = 0;
  for (let k = 1; k < centres.size; k++) if (spread[k]! > spread[widest]!) widest = k;
  if (spread[widest]! < 1e-9) return false;
  const axis = longestAxis(bins, held.label, widest);
  // The two new centres are the means of the two halves about the mean.
  const sums = new Float64Array(8);
  for (let bin = 0; bin < size; bin++) {
    if (label[bin] !== widest) continue;
    const along =
      (lightness[bin]! - axis.meanL) * axis.l +
      (a[bin]! - axis.meanA) * axis.a +
      (b[bin]! - axis.meanB) * axis.b;
    const at = along > 0 ? 4 : 0;
    const of = weight[bin]!;
    sums[at] = sums[at]! + of * lightness[bin]!;
    sums[at + 1] = sums[at + 1]! + of * a[bin]!;
    sums[at + 2] = sums[at + 2]! + of * b[bin]!;
    sums[at + 3] = sums[at + 3]! + of;
  }
  const low = sums[3]!;
  const high = sums[7]!;
  if (low === 0 || high === 0) return false;
  setCentre(centres, widest, sums[0]! / low, sums[1]! / low, sums[2]! / low);
  setCentre(centres, centres.size, sums[4]! / high, sums[5]! / high, sums[6]! / high);
  return true;
}

/** Mean and first principal axis (by power iteration on the covariance) of one cluster. */
function longestAxis(bins: ColourBins, label: Uint8Array, of: number) {
  const { lightness, a, b, weight, size } = bins;
  let total = 0;
  let meanL = 0;
  let meanA = 0;
  let meanB = 0;
  for (let bin = 0; bin < size; bin++) {
    if (label[bin] !== of) continue;
    const w = weight[bin]!;
    total += w;
    meanL += w * lightness[bin]!;
    meanA += w * a[bin]!;
    meanB += w * b[bin]!;
  }
  meanL /= total;
  meanA /= total;
  meanB /= total;
  let ll = 0;
  let la = 0;
  let lb = 0;
  let aa = 0;
  let ab = 0;
  let bb = 0;
  for (let bin = 0; bin < size; bin++) {
    if (label[bin] !== of) continue;
    const w = weight[bin]!;
    const dl = lightness[bin]! - meanL;
    const da = a[bin]! - meanA;
    const db = b[bin]! - meanB;
    ll += w * dl * dl;
    la += w * dl * da;
    lb += w * dl * db;
    aa += w * da * da;
    ab += w * da * db;
    bb += w * db * db;
  }
  let l = ll + 1e-12;
  let axisA = la + aa * 0.5 + 1e-12;
  let axisB = lb + bb * 0.5 + 1e-12;
  for (let round = 0; round < 8; round++) {
    const nextL = ll * l + la * axisA + lb * axisB;
    const nextA = la * l + aa * axisA + ab * axisB;
    const nextB = lb * l + ab * axisA + bb * axisB;
    const length = Math.hypot(nextL, nextA, nextB);
    if (length === 0) break;
    l = nextL / length;
    axisA = nextA / length;
    axisB = nextB / length;
  }
  return { meanL, meanA, meanB, l, a: axisA, b: axisB };
}

/**
 * How much more the loss of a vivid cluster counts: in proportion to its chroma above a muted colour's, and
 * again by how far it stands apart, with the square root of its share, so that a small neon sign outweighs
 * one more step in a large gradient.
 */
const VIVID_LOSS = { above: 0.03, factor: 15, apart: 90 };

/** The centre that would be missed least: the mean distance its loss adds, more for vivid colours. */
export function leastUsefulCentre(bins: ColourBins, centres: Centres, held: Assignment): number {
  const { lightness, a, b, weight, size } = bins;
  const added = new Float64Array(centres.size);
  const pixels = new Float64Array(centres.size);
  let meanChroma = 0;
  for (let bin = 0; bin < size; bin++) {
    const own = held.label[bin]!;
    const binL = lightness[bin]!;
    const binA = a[bin]!;
    const binB = b[bin]!;
    let second = Infinity;
    for (let k = 0; k < centres.size; k++) {
      if (k === own) continue;
      const dl = binL - centres.lightness[k]!;
      const da = binA - centres.a[k]!;
      const db = binB - centres.b[k]!;
      const square = dl * dl + da * da + db * db;
      if (square < second) second = square;
    }
    added[own] = added[own]! + weight[bin]! * (Math.sqrt(second) - held.distance[bin]!);
    pixels[own] = pixels[own]! + weight[bin]!;
    meanChroma += Math.sqrt(binA * binA + binB * binB) * weight[bin]!;
  }
  meanChroma /= bins.total;
  let least = 0;
  let leastLoss = Infinity;
  for (let k = 0; k < centres.size; k++) {
    const vivid = Math.max(0, Math.hypot(centres.a[k]!, centres.b[k]!) - VIVID_LOSS.above - 0.6 * meanChroma);
    const share = pixels[k]! / bins.total;
    const apart = pixels[k] === 0 ? 0 : added[k]! / pixels[k]!;
    const loss =
      share * apart * (1 + VIVID_LOSS.factor * vivid) +
      VIVID_LOSS.apart * vivid * apart * apart * Math.sqrt(share);
    if (loss < leastLoss) {
      leastLoss = loss;
      least = k;
    }
  }
  return least;
}
