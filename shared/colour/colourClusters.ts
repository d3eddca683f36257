import type { ColourBins } from './colourBins.ts';
import type { Oklab } from './oklab.ts';

/** Most centres that are ever refined together. */
export const MOST_CENTRES = 16;

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

/** How far a colour lies from the nearest of the centres; Infinity where there are none. */
export function distanceToNearest(centres: Centres, [lightness, a, b]: Oklab): number {
  let nearest = Infinity;
  for (let k = 0; k < centres.size; k++) nearest = Math.min(nearest, squareOff(centres, k, lightness, a, b));
  return Math.sqrt(nearest);
}

/** Which centre each bin belongs to, and how far off it is. */
export interface Assignment {
  readonly label: Uint8Array;
  /** Distance of each bin to its centre. */
  readonly distance: Float64Array;
}

// Reused from picture to picture: to make typed arrays costs more than to fill them.
const held = { label: new Uint8Array(256), distance: new Float64Array(256) };

/** Room for the assignment of every bin; the same room each time. */
export function roomForAssignment(bins: ColourBins): Assignment {
  if (held.label.length < bins.size) {
    held.label = new Uint8Array(bins.size * 2);
    held.distance = new Float64Array(bins.size * 2);
  }
  return held;
}

/** Removes one centre; the order of the others stays. Its bins go to the nearest of those; there must be one. */
export function dropCentre(bins: ColourBins, centres: Centres, held: Assignment, index: number): void {
  const { lightness, a, b } = centres;
  for (let k = index; k + 1 < centres.size; k++) {
    lightness[k] = lightness[k + 1]!;
    a[k] = a[k + 1]!;
    b[k] = b[k + 1]!;
  }
  centres.size--;
  const { label } = held;
  for (let bin = 0; bin < bins.size; bin++) {
    const own = label[bin]!;
    if (own > index) label[bin] = own - 1;
    else if (own === index) assignBin(bins, centres, held, bin, 0);
  }
}

/** Gives one bin to its nearest centre; `first` where that is no worse than others. */
function assignBin(bins: ColourBins, centres: Centres, into: Assignment, bin: number, first: number): void {
  const { lightness, a, b, size } = centres;
  const binL = bins.lightness[bin]!;
  const binA = bins.a[bin]!;
  const binB = bins.b[bin]!;
  let best = first;
  let bestSquare = squareOff(centres, first, binL, binA, binB);
  for (let k = 0; k < size; k++) {
    const dl = binL - lightness[k]!;
    const da = binA - a[k]!;
    const db = binB - b[k]!;
    const square = dl * dl + da * da + db * db;
    if (square < bestSquare) {
      bestSquare = square;
      best = k;
    }
  }
  into.label[bin] = best;
  into.distance[bin] = Math.sqrt(bestSquare);
}

function squareOff({ lightness, a, b }: Centres, k: number, atL: number, atA: number, atB: number): number {
  const dl = atL - lightness[k]!;
  const da = atA - a[k]!;
  const db = atB - b[k]!;
  return dl * dl + da * da + db * db;
}

/** Gives each bin to its nearest centre; the labels must name centres that there are. */
export function assignBins(bins: ColourBins, centres: Centres, into: Assignment): void {
  const { lightness, a, b, size } = bins;
  const { label, distance } = into;
  const safe = safeSquares(centres);
  for (let bin = 0; bin < size; bin++) {
    const own = label[bin]!;
    const square = squareOff(centres, own, lightness[bin]!, a[bin]!, b[bin]!);
    // Most bins lie so near to their centre that no other can be nearer.
    if (square <= safe[own]!) distance[bin] = Math.sqrt(square);
    else assignBin(bins, centres, into, bin, own);
  }
}

const safeSquare = new Float64Array(MOST_CENTRES);

/**
 * For each centre the squared distance up to which it is the nearest one: half of that to the next centre (Hamerly,
 * "Making k-means even faster", 2010).
 */
function safeSquares(centres: Centres): Float64Array {
  const { size, lightness, a, b } = centres;
  safeSquare.fill(Infinity, 0, size);
  for (let one = 1; one < size; one++) {
    for (let other = 0; other < one; other++) {
      const quarter = squareOff(centres, other, lightness[one]!, a[one]!, b[one]!) / 4;
      if (quarter < safeSquare[one]!) safeSquare[one] = quarter;
      if (quarter < safeSquare[other]!) safeSquare[other] = quarter;
    }
  }
  return safeSquare;
}

// Nearer than this a bin no longer pulls harder: keeps Weiszfeld's step finite, and ties exact colours down.
const NEAREST_PULL = 0.004;
/**
 * The same for large clusters once they are settled: about half a bin, below which the distances of a bin's pixels are
 * not known. Their centre is then a median from afar and a mean from near, and lies nearer to the pixels of a few coarse
 * bins; a small cluster stays with the colour that most of it has.
 */
const SETTLED = { pull: 0.025, share: 0.06 };
const pulls = new Float64Array(MOST_CENTRES * 4);

/**
 * Assigns every bin to its nearest centre and moves the centres from `firstFree` on towards the geometric median of their
 * bins (one Weiszfeld step), some times over, and assigns once more. The median is the point of least mean distance,
 * which unlike the mean stays with the colour most of the pixels have.
 * @param isSettled the labels are right but for details: see {@link SETTLED}
 */
export function refineCentres(
  bins: ColourBins,
  centres: Centres,
  into: Assignment,
  firstFree: number,
  rounds: number,
  isSettled = false,
): void {
  setReach(bins, centres, into, isSettled);
  let before = Infinity;
  for (let round = 0; round < rounds; round++) {
    const sum = moveToMedians(bins, centres, into, firstFree);
    if (sum > before * 0.997) break;
    before = sum;
  }
  assignBins(bins, centres, into);
}

const reach = new Float64Array(MOST_CENTRES);

/** From where on a bin pulls with all its weight, for each centre. */
function setReach(
  { size, weight, total }: ColourBins,
  centres: Centres,
  into: Assignment,
  isSettled: boolean,
): void {
  reach.fill(0, 0, centres.size);
  if (isSettled)
    for (let bin = 0; bin < size; bin++) {
      const k = into.label[bin]!;
      reach[k] = reach[k]! + weight[bin]!;
    }
  for (let k = 0; k < centres.size; k++) {
    reach[k] = reach[k]! > SETTLED.share * total ? SETTLED.pull : NEAREST_PULL;
  }
}

/** One round of {@link refineCentres}; returns the summed distance before the move. */
function moveToMedians(bins: ColourBins, centres: Centres, into: Assignment, firstFree: number): number {
  const { lightness, a, b, weight, size } = bins;
  const { label, distance } = into;
  assignBins(bins, centres, into);
  pulls.fill(0);
  let sum = 0;
  for (let bin = 0; bin < size; bin++) {
    const k = label[bin]!;
    const length = distance[bin]!;
    const of = weight[bin]!;
    sum += length * of;
    const pull = of / Math.max(length, reach[k]!);
    const at = k * 4;
    pulls[at] = pulls[at]! + pull * lightness[bin]!;
    pulls[at + 1] = pulls[at + 1]! + pull * a[bin]!;
    pulls[at + 2] = pulls[at + 2]! + pull * b[bin]!;
    pulls[at + 3] = pulls[at + 3]! + pull;
  }
  for (let k = firstFree; k < centres.size; k++) {
    const pull = pulls[k * 4 + 3]!;
    if (pull === 0) continue;
    setCentre(centres, k, pulls[k * 4]! / pull, pulls[k * 4 + 1]! / pull, pulls[k * 4 + 2]! / pull);
  }
  return sum;
}

/**
 * Grows centres from one to `most` by splitting the cluster with the greatest summed distance along its longest
 * axis; fewer where every bin lies on a centre before. The assignment is by the splits, not yet by distance.
 */
export function growCentres(bins: ColourBins, centres: Centres, held: Assignment, most: number): void {
  const { size } = bins;
  const spread = new Float64Array(most);
  held.label.fill(0, 0, size);
  centres.size = 0;
  setCentre(centres, 0, 0, 0, 0);
  spread[0] = Infinity;
  while (centres.size < most) {
    let widest = 0;
    for (let k = 1; k < centres.size; k++) if (spread[k]! > spread[widest]!) widest = k;
    if (spread[widest]! < 1e-9) return;
    if (!splitCluster(bins, centres, held, widest, spread)) return;
  }
}

const halves = new Float64Array(8);

/** Splits one cluster; returns false, with its centre at its mean, when it is a single colour. */
function splitCluster(
  bins: ColourBins,
  centres: Centres,
  held: Assignment,
  which: number,
  spread: Float64Array,
): boolean {
  const { lightness, a, b, weight, size } = bins;
  const { label } = held;
  const axis = longestAxis(bins, label, which);
  setCentre(centres, which, axis.meanL, axis.meanA, axis.meanB);
  // The two new centres are the means of the two halves about the mean.
  halves.fill(0);
  for (let bin = 0; bin < size; bin++) {
    if (label[bin] !== which) continue;
    const along =
      (lightness[bin]! - axis.meanL) * axis.l +
      (a[bin]! - axis.meanA) * axis.a +
      (b[bin]! - axis.meanB) * axis.b;
    const at = along > 0 ? 4 : 0;
    const of = weight[bin]!;
    halves[at] = halves[at]! + of * lightness[bin]!;
    halves[at + 1] = halves[at + 1]! + of * a[bin]!;
    halves[at + 2] = halves[at + 2]! + of * b[bin]!;
    halves[at + 3] = halves[at + 3]! + of;
  }
  const low = halves[3]!;
  const high = halves[7]!;
  if (low === 0 || high === 0) return false;
  const other = centres.size;
  setCentre(centres, which, halves[0]! / low, halves[1]! / low, halves[2]! / low);
  setCentre(centres, other, halves[4]! / high, halves[5]! / high, halves[6]! / high);
  let spreadWhich = 0;
  let spreadOther = 0;
  for (let bin = 0; bin < size; bin++) {
    if (label[bin] !== which) continue;
    const toWhich = Math.sqrt(squareOff(centres, which, lightness[bin]!, a[bin]!, b[bin]!));
    const toOther = Math.sqrt(squareOff(centres, other, lightness[bin]!, a[bin]!, b[bin]!));
    if (toOther < toWhich) {
      label[bin] = other;
      spreadOther += weight[bin]! * toOther;
    } else {
      spreadWhich += weight[bin]! * toWhich;
    }
  }
  spread[which] = spreadWhich;
  spread[other] = spreadOther;
  return true;
}

/** Mean and first principal axis (by power iteration on the covariance) of one cluster. */
export function longestAxis(bins: ColourBins, label: Uint8Array, of: number) {
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
  for (let round = 0; round < 4; round++) {
    const nextL = ll * l + la * axisA + lb * axisB;
    const nextA = la * l + aa * axisA + ab * axisB;
    const nextB = lb * l + ab * axisA + bb * axisB;
    const length = Math.sqrt(nextL * nextL + nextA * nextA + nextB * nextB);
    if (length === 0) break;
    l = nextL / length;
    axisA = nextA / length;
    axisB = nextB / length;
  }
  return { meanL, meanA, meanB, l, a: axisA, b: axisB };
}
