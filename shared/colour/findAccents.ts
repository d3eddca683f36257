import type { ColourBins } from './colourBins.ts';
import { type Assignment, type Centres, distanceToNearest, setCentre } from './colourClusters.ts';

/** Most swatches that may be set aside for accents. */
export const MOST_ACCENTS = 3;

/** What a small cluster must be to be an accent; shares of area, distances in OKLab. */
const RADIUS = 0.06;
const VIVID = { chroma: 0.08, share: 0.0035, distance: 0.045 };
const ANY = { share: 0.012, distance: 0.12 };
/** Candidates tried before giving up. */
const TRIES = 8;

// Reused from picture to picture.
let candidates = new Uint16Array(256);
let salience = new Float64Array(256);

/**
 * Finds small clusters of colour that the main centres pass over: vivid ones from a third of a per cent of the area,
 * others (a white sign in the dark) from one per cent. Appends the accents to `accents`, strongest first.
 * @param held the assignment to `main`; its distances are lowered where an accent comes nearer
 */
export function findAccents(bins: ColourBins, main: Centres, held: Assignment, accents: Centres): void {
  const { total, weight, lightness, a, b } = bins;
  const { distance } = held;
  const count = listCandidates(bins, held);
  for (let attempt = 0; attempt < TRIES && accents.size < MOST_ACCENTS; attempt++) {
    let seedAt = 0;
    for (let at = 1; at < count; at++) if (salience[at]! > salience[seedAt]!) seedAt = at;
    if (count === 0 || salience[seedAt] === 0) return;
    const seed = candidates[seedAt]!;
    let atL = lightness[seed]!;
    let atA = a[seed]!;
    let atB = b[seed]!;
    let mass = 0;
    // Mean shift: the seed climbs to where most of its neighbours are, without walking back into the crowd.
    for (let round = 0; round < 3; round++) {
      let sumL = 0;
      let sumA = 0;
      let sumB = 0;
      let sum = 0;
      mass = 0;
      for (let at = 0; at < count; at++) {
        const bin = candidates[at]!;
        const dl = lightness[bin]! - atL;
        const da = a[bin]! - atA;
        const db = b[bin]! - atB;
        const square = dl * dl + da * da + db * db;
        if (square > RADIUS * RADIUS || distance[bin]! < VIVID.distance) continue;
        mass += weight[bin]!;
        const pull = weight[bin]! / (Math.sqrt(square) + 0.01);
        sumL += pull * lightness[bin]!;
        sumA += pull * a[bin]!;
        sumB += pull * b[bin]!;
        sum += pull;
      }
      if (sum === 0) break;
      atL = sumL / sum;
      atA = sumA / sum;
      atB = sumB / sum;
    }
    const nearest = distanceToNearest(main, [atL, atA, atB]);
    const share = mass / total;
    const vivid =
      Math.sqrt(atA * atA + atB * atB) >= VIVID.chroma && share >= VIVID.share && nearest >= VIVID.distance;
    const isAccent = vivid || (share >= ANY.share && nearest >= ANY.distance);
    if (isAccent) setCentre(accents, accents.size, atL, atA, atB);
    for (let at = 0; at < count; at++) {
      const bin = candidates[at]!;
      const dl = lightness[bin]! - atL;
      const da = a[bin]! - atA;
      const db = b[bin]! - atB;
      const off = Math.sqrt(dl * dl + da * da + db * db);
      if (off < distance[bin]! && isAccent) distance[bin] = off;
      if (off < RADIUS || at === seedAt) salience[at] = 0;
      else if (salience[at]! > 0) salience[at] = salienceOf(bins, bin, distance[bin]!);
    }
  }
}

/** Lists the bins that lie away from every main centre, with how much each stands out; returns how many. */
function listCandidates(bins: ColourBins, { distance }: Assignment): number {
  if (candidates.length < bins.size) {
    candidates = new Uint16Array(bins.size * 2);
    salience = new Float64Array(bins.size * 2);
  }
  let count = 0;
  for (let bin = 0; bin < bins.size; bin++) {
    if (distance[bin]! < VIVID.distance) continue;
    candidates[count] = bin;
    salience[count] = salienceOf(bins, bin, distance[bin]!);
    count++;
  }
  return count;
}

function salienceOf({ weight, a, b }: ColourBins, bin: number, far: number): number {
  if (far < VIVID.distance) return 0;
  const chroma = Math.sqrt(a[bin]! * a[bin]! + b[bin]! * b[bin]!);
  return weight[bin]! * far * far * (0.25 + 4 * Math.max(0, chroma - VIVID.chroma));
}
