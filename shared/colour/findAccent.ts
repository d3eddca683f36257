import type { ColourWindow } from './colourGrid.ts';
import { CHROMA_EDGES, chromaBinOfCell, HUE_BINS, hueBinOfCell, middleOfChroma } from './colourGrid.ts';
import type { ColourStatistics } from './colourStatistics.ts';

/** A small vivid colour that stands apart from everything else in the picture. */
export interface Accent {
  /** Where its pixels lie. */
  readonly window: ColourWindow;
  /** Share of the area that has this colour. */
  readonly share: number;
  /** Mean chroma above the picture's median. */
  readonly chromaAboveMedian: number;
}

const LEAST_CHROMA = 0.1;
const LEAST_ABOVE_MEDIAN = 0.07;
const MOST_SHARE = 0.09;
/** Half the width of an accent's hues, in steps of the grid (3 degrees). */
const HALF_WIDTH = 6;
/** Within so many steps a hue is kindred; from this chroma on it counts as such, and so much of it may be there. */
const KIN_WIDTH = 12;
const KIN_CHROMA = 0.06;
const KIN_SHARE = 0.02;

/** The strongest accent of a picture; null when nothing stands apart. */
export function findAccent({
  cells,
  counts,
  pixels,
  chroma,
}: Pick<ColourStatistics, 'cells' | 'counts' | 'pixels' | 'chroma'>): Accent | null {
  const median = chroma[(chroma.length - 1) / 2]!;
  const vividFrom = CHROMA_EDGES.findIndex(
    (edge) => edge >= Math.max(LEAST_CHROMA, median + LEAST_ABOVE_MEDIAN),
  );
  if (vividFrom === -1) return null;
  const kinFrom = CHROMA_EDGES.indexOf(KIN_CHROMA);
  const vivid = new Float64Array(HUE_BINS);
  const vividChroma = new Float64Array(HUE_BINS);
  const kin = new Float64Array(HUE_BINS);
  for (let i = 0; i < cells.length; i++) {
    const bin = chromaBinOfCell(cells[i]!);
    if (bin < kinFrom) continue;
    const hue = hueBinOfCell(cells[i]!);
    const share = counts[i]! / pixels;
    kin[hue] = kin[hue]! + share;
    if (bin < vividFrom) continue;
    vivid[hue] = vivid[hue]! + share;
    vividChroma[hue] = vividChroma[hue]! + share * middleOfChroma(bin);
  }
  let strongest: Accent | null = null;
  let strength = 0;
  for (let hue = 0; hue < HUE_BINS; hue++) {
    const share = around(vivid, hue, HALF_WIDTH);
    if (share === 0 || share > MOST_SHARE || around(kin, hue, KIN_WIDTH) - share > KIN_SHARE) continue;
    const colour = around(vividChroma, hue, HALF_WIDTH);
    const above = colour / share - median;
    if (colour - share * median <= strength) continue;
    strength = colour - share * median;
    strongest = {
      window: {
        hueFrom: ((hue - HALF_WIDTH + HUE_BINS) % HUE_BINS) * 3,
        hueTo: ((hue + HALF_WIDTH + 1) % HUE_BINS) * 3,
        chromaFrom: CHROMA_EDGES[vividFrom]!,
      },
      share,
      chromaAboveMedian: above,
    };
  }
  return strongest;
}

/** Sum over the steps of hue from `middle - width` to `middle + width`. */
function around(values: Float64Array, middle: number, width: number): number {
  let sum = 0;
  for (let step = -width; step <= width; step++) sum += values[(middle + step + HUE_BINS) % HUE_BINS]!;
  return sum;
}
