import { colourOfKey, type PixelBins, pixelsAroundKey, pixelsOfKey } from './colourBins.ts';
import { type Assignment, type Centres, distanceToNearest, setCentre } from './colourClusters.ts';
import { MOST_ACCENTS } from './findAccents.ts';
import type { Oklab } from './oklab.ts';

/** What a solid must be; shares of area, distances in OKLab. Nearer to a centre than `distance` it is that centre's colour. */
const SOLID = { chroma: 0.08, share: 0.006, distance: 0.028 };
/** A bin is a solid when it holds this part of all pixels within reach: its colour stands alone. */
const ALONE = { reach: 0.05, part: 0.6 };

interface Solid {
  readonly colour: Oklab;
  readonly pixels: number;
}

/**
 * Finds solids: small even areas of one vivid colour (a sign, a lamp, a title), by how they lie among the colours of the
 * picture and not by how far from grey they are, so that green paint shows among leaves. There are two signs of one: more
 * pixels under its key than under all 26 around it together; or, where noise spreads it over several keys, most pixels of
 * its surroundings in its bin. Appends them to `accents`, strongest first.
 *
 * A solid always keeps its swatch; only what is the same colour to the eye joins it.
 * @param held the assignment to `main`; its distances are lowered where a solid comes nearer
 */
export function findSolids(bins: PixelBins, held: Assignment, main: Centres, accents: Centres): void {
  const solids = listSolids(bins, held);
  while (accents.size < MOST_ACCENTS) {
    let strongest: Solid | null = null;
    let most = 0;
    for (const solid of solids) {
      const far = Math.min(distanceToNearest(main, solid.colour), distanceToNearest(accents, solid.colour));
      const strength = far < SOLID.distance ? 0 : solid.pixels * far;
      if (strength <= most) continue;
      most = strength;
      strongest = solid;
    }
    if (strongest === null) return;
    setCentre(accents, accents.size, ...strongest.colour);
    lowerDistances(bins, held, strongest.colour);
  }
}

function listSolids(bins: PixelBins, { distance }: Assignment): Solid[] {
  const { total, weight, lightness, a, b, size, keys, keyCount, binOfKey } = bins;
  const least = SOLID.share * total;
  const solids: Solid[] = [];
  const isVivid = (bin: number) => a[bin]! * a[bin]! + b[bin]! * b[bin]! > SOLID.chroma * SOLID.chroma;
  for (let i = 0; i < keyCount; i++) {
    const key = keys[i]!;
    const pixels = pixelsOfKey(key);
    if (pixels < least || !isVivid(binOfKey[key]!) || pixels < pixelsAroundKey(key)) continue;
    solids.push({ colour: colourOfKey(key), pixels });
  }
  for (let bin = 0; bin < size; bin++) {
    const pixels = weight[bin]!;
    if (pixels < least || distance[bin]! < SOLID.distance || !isVivid(bin) || !isAlone(bins, bin)) continue;
    solids.push({ colour: [lightness[bin]!, a[bin]!, b[bin]!], pixels });
  }
  return solids;
}

function isAlone({ size, weight, lightness, a, b }: PixelBins, bin: number): boolean {
  let near = 0;
  for (let other = 0; other < size; other++) {
    const dl = lightness[other]! - lightness[bin]!;
    const da = a[other]! - a[bin]!;
    const db = b[other]! - b[bin]!;
    if (dl * dl + da * da + db * db < ALONE.reach * ALONE.reach) near += weight[other]!;
  }
  return weight[bin]! >= ALONE.part * near;
}

function lowerDistances({ size, lightness, a, b }: PixelBins, { distance }: Assignment, to: Oklab): void {
  for (let bin = 0; bin < size; bin++) {
    const dl = lightness[bin]! - to[0];
    const da = a[bin]! - to[1];
    const db = b[bin]! - to[2];
    distance[bin] = Math.min(distance[bin]!, Math.sqrt(dl * dl + da * da + db * db));
  }
}
