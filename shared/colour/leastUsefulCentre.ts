import type { ColourBins } from './colourBins.ts';
import { type Assignment, type Centres, MOST_CENTRES } from './colourClusters.ts';

/**
 * How much more the loss of a vivid cluster counts: in proportion to its chroma above a muted colour's, and
 * again by how far it stands apart, with the square root of its share, so that a small neon sign outweighs
 * one more step in a large gradient.
 */
const VIVID_LOSS = { above: 0.03, factor: 15, apart: 90 };
/**
 * In a colourful picture much is vivid, and only what is more so than most counts as that; but a cluster that is small
 * beside its distance from the others (the ratio of the two, from `from` on and wholly at `to`) counts as vivid by its
 * own chroma.
 */
const COMPACT = { from: 0.7, to: 0.95, above: 0.04 };

const added = new Float64Array(MOST_CENTRES);
const within = new Float64Array(MOST_CENTRES);
const pixelsOf = new Float64Array(MOST_CENTRES);
const isOwn = new Float64Array(MOST_CENTRES);

/** A centre, and what its loss adds to the summed distance: as it is, and with more for vivid colours. */
interface CentreLoss {
  readonly index: number;
  readonly addedDistance: number;
  readonly weightedLoss: number;
}

/**
 * The centre that would be missed least: the mean distance its loss adds, more for vivid colours.
 * @param from centres before this one are not asked
 */
export function leastUsefulCentre(
  bins: ColourBins,
  centres: Centres,
  held: Assignment,
  from = 0,
): CentreLoss {
  const { lightness, a, b, weight, size, total } = bins;
  const count = centres.size;
  const centreL = centres.lightness;
  const centreA = centres.a;
  const centreB = centres.b;
  const { label, distance } = held;
  added.fill(0);
  within.fill(0);
  pixelsOf.fill(0);
  let meanChroma = 0;
  for (let bin = 0; bin < size; bin++) {
    const own = label[bin]!;
    const binL = lightness[bin]!;
    const binA = a[bin]!;
    const binB = b[bin]!;
    let second = Infinity;
    isOwn[own] = Infinity;
    for (let k = 0; k < count; k++) {
      const dl = binL - centreL[k]!;
      const da = binA - centreA[k]!;
      const db = binB - centreB[k]!;
      second = Math.min(second, dl * dl + da * da + db * db + isOwn[k]!);
    }
    isOwn[own] = 0;
    const of = weight[bin]!;
    added[own] = added[own]! + of * (Math.sqrt(second) - distance[bin]!);
    within[own] = within[own]! + of * distance[bin]!;
    pixelsOf[own] = pixelsOf[own]! + of;
    meanChroma += Math.sqrt(binA * binA + binB * binB) * of;
  }
  meanChroma /= total;
  let least = from;
  let leastLoss = Infinity;
  for (let k = from; k < count; k++) {
    const pixels = pixelsOf[k]!;
    const share = pixels / total;
    const apart = pixels === 0 ? 0 : added[k]! / pixels;
    const chroma = Math.sqrt(centreA[k]! * centreA[k]! + centreB[k]! * centreB[k]!);
    const compact =
      pixels === 0 ? 0 : (added[k]! / (added[k]! + within[k]!) - COMPACT.from) / (COMPACT.to - COMPACT.from);
    const vivid = Math.max(
      0,
      chroma - VIVID_LOSS.above - 0.6 * meanChroma,
      Math.min(1, compact) * (chroma - COMPACT.above),
    );
    const loss =
      share * apart * (1 + VIVID_LOSS.factor * vivid) +
      VIVID_LOSS.apart * vivid * apart * apart * Math.sqrt(share);
    if (loss < leastLoss) {
      leastLoss = loss;
      least = k;
    }
  }
  return { index: least, addedDistance: added[least]!, weightedLoss: leastLoss * total };
}
