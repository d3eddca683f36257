import type { Swatch } from '../domain/frame.ts';
import type { ColourBins } from './colourBins.ts';
import type { Assignment, Centres } from './colourClusters.ts';
import { nameColour } from './nameColour.ts';
import { hexOfRgb, oklabOfRgb, oklchOfOklab, rgbOfOklab } from './oklab.ts';

/** The centres as swatches with their shares, greatest share first; centres of the same hex are one swatch. */
export function swatchesOf(bins: ColourBins, centres: Centres, held: Assignment): Swatch[] {
  const pixels = new Float64Array(centres.size);
  for (let bin = 0; bin < bins.size; bin++) {
    const k = held.label[bin]!;
    pixels[k] = pixels[k]! + bins.weight[bin]!;
  }
  const byHex = new Map<string, Swatch>();
  for (let k = 0; k < centres.size; k++) {
    if (pixels[k] === 0) continue;
    const rgb = rgbOfOklab([centres.lightness[k]!, centres.a[k]!, centres.b[k]!]);
    const hex = hexOfRgb(...rgb);
    const share = pixels[k]! / bins.total + (byHex.get(hex)?.share ?? 0);
    // Read back from the bytes, so that hex and OKLCH say the same.
    const oklch = oklchOfOklab(oklabOfRgb(...rgb));
    byHex.set(hex, { hex, oklch, share, name: nameColour(oklch) });
  }
  return [...byHex.values()].sort(
    (one, other) =>
      other.share - one.share || one.oklch[0] - other.oklch[0] || (one.hex < other.hex ? -1 : 1),
  );
}
