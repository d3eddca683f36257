import type { ColourBins } from './colourBins.ts';
import { type Assignment, assignBins, type Centres, setCentre } from './colourClusters.ts';

/** Most swatches that may be set aside for accents. */
export const MOST_ACCENTS = 3;

/** What a small cluster must be to be an accent; shares of area, distances in OKLab. */
const RADIUS = 0.06;
const VIVID = { chroma: 0.08, share: 0.0035, distance: 0.045 };
const ANY = { share: 0.012, distance: 0.12 };
/** Candidates tried before giving up. */
const TRIES = 12;

/**
 * Finds small clusters of colour that the main centres pass over: vivid ones from a third of a per cent of the area,
 * others (a white sign in the dark) from one per cent. Appends the accents to `accents`, strongest first.
 */
export function findAccents(bins: ColourBins, main: Centres, held: Assignment, accents: Centres): void {
  const { size, total, weight, lightness, a, b } = bins;
  assignBins(bins, main, held);
  const distance = Float64Array.from(held.distance);
  const salience = new Float64Array(size);
  const chroma = new Float64Array(size);
  for (let bin = 0; bin < size; bin++) {
    chroma[bin] = Math.hypot(a[bin]!, b[bin]!);
  }
  const score = (bin: number) => {
    const far = distance[bin]!;
    if (far < VIVID.distance) return 0;
    return weight[bin]! * far * far * (0.25 + 4 * Math.max(0, chroma[bin]! - VIVID.chroma));
  };
  for (let bin = 0; bin < size; bin++) salience[bin] = score(bin);
  for (let attempt = 0; attempt < TRIES && accents.size < MOST_ACCENTS; attempt++) {
    let seed = 0;
    for (let bin = 1; bin < size; bin++) if (salience[bin]! > salience[seed]!) seed = bin;
    if (salience[seed] === 0) return;
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
      for (let bin = 0; bin < size; bin++) {
        if (distance[bin]! < VIVID.distance) continue;
        const dl = lightness[bin]! - atL;
        const da = a[bin]! - atA;
        const db = b[bin]! - atB;
        const square = dl * dl + da * da + db * db;
        if (square > RADIUS * RADIUS) continue;
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
    let nearest = Infinity;
    for (let k = 0; k < main.size; k++) {
      nearest = Math.min(nearest, Math.hypot(main.lightness[k]! - atL, main.a[k]! - atA, main.b[k]! - atB));
    }
    const share = mass / total;
    const vivid = Math.hypot(atA, atB) >= VIVID.chroma && share >= VIVID.share && nearest >= VIVID.distance;
    const other = share >= ANY.share && nearest >= ANY.distance;
    if (vivid || other) setCentre(accents, accents.size, atL, atA, atB);
    for (let bin = 0; bin < size; bin++) {
      const dl = lightness[bin]! - atL;
      const da = a[bin]! - atA;
      const db = b[bin]! - atB;
      const off = Math.sqrt(dl * dl + da * da + db * db);
      if (off < distance[bin]! && (vivid || other)) distance[bin] = off;
      if (off < RADIUS || bin === seed) salience[bin] = 0;
      else salience[bin] = salience[bin] === 0 ? 0 : score(bin);
    }
  }
}
