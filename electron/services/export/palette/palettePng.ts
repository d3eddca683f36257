import sharp from 'sharp';
import { rgbOfHex } from '../../../../shared/colour/oklab.ts';
import type { PaletteFile } from '../../../../shared/domain/paletteFile.ts';

const widthPx = 1600;
const heightPx = 200;
/** A colour is never too thin to be picked up from the strip. */
const leastWidthPx = 16;

/** A strip of plain fields side by side, each as wide as its share, in sRGB without smoothing. */
export async function palettePng({ swatches }: Pick<PaletteFile, 'swatches'>): Promise<Buffer> {
  const row = Buffer.alloc(widthPx * 3);
  const ends = fieldEnds(swatches.map(({ share }) => share));
  let x = 0;
  for (const [index, { hex }] of swatches.entries()) {
    const rgb = rgbOfHex(hex);
    for (const end = ends[index] ?? widthPx; x < end; x += 1) row.set(rgb, x * 3);
  }
  const pixels = Buffer.concat(Array.from({ length: heightPx }, () => row));
  return await sharp(pixels, { raw: { width: widthPx, height: heightPx, channels: 3 } })
    .png({ palette: false })
    .toBuffer();
}

/** Where each field ends: what is left over the least widths goes by share. */
function fieldEnds(shares: readonly number[]): number[] {
  const total = shares.reduce((sum, share) => sum + share, 0);
  const free = widthPx - shares.length * leastWidthPx;
  let before = 0;
  return shares.map((share, index) => {
    before += total === 0 ? 1 / shares.length : share / total;
    return Math.round((index + 1) * leastWidthPx + free * before);
  });
}
