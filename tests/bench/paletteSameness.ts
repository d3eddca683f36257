import { extractPalette } from '../../shared/colour/extractPalette.ts';
import { deltaEOk, oklabOfOklch } from '../../shared/colour/oklab.ts';
import type { Swatch } from '../../shared/domain/frame.ts';
import { paletteDistance } from '../fixtures/pictures/paletteDistance.ts';
import type { SamePictures } from './palettePictures.ts';

/** Two palettes are the same to the eye up to here. */
const SAME = 0.03;

/** Share of one palette's area that has no swatch within {@link SAME} in the other. */
function strayShare(one: readonly Swatch[], other: readonly Swatch[]): number {
  const others = other.map(({ oklch }) => oklabOfOklch(oklch));
  return one
    .filter(({ oklch }) => others.every((each) => deltaEOk(oklabOfOklch(oklch), each) > SAME))
    .reduce((sum, { share }) => sum + share, 0);
}

/** Prints how much palettes move where the picture stays the same to the eye. */
export function printSameness(pictures: readonly SamePictures[]): void {
  for (const [title, key] of [
    ['at half size', 'half'],
    ['as JPEG q75', 'jpeg'],
  ] as const) {
    const moved: { name: string; distance: number }[] = [];
    let stray = 0;
    for (const picture of pictures) {
      const one = extractPalette(picture.whole);
      const other = extractPalette(picture[key]);
      moved.push({ name: picture.name, distance: paletteDistance(one, other) });
      stray += (strayShare(one, other) + strayShare(other, one)) / 2;
    }
    moved.sort((one, other) => one.distance - other.distance);
    const at = (part: number) => (moved[Math.floor((moved.length - 1) * part)]?.distance ?? 0).toFixed(4);
    const over = moved.filter(({ distance }) => distance > SAME);
    console.log(
      `the same palette ${title} (moved area, Delta E, <= ${SAME}): median ${at(0.5)}, 95 of 100 below ${at(0.95)}, most ${at(1)}; ${pictures.length - over.length} of ${pictures.length} within; ${((100 * stray) / pictures.length).toFixed(1)} % of the area without a swatch so near`,
    );
    if (over.length > 0)
      console.log(`  over: ${over.map(({ name, distance }) => `${name} ${distance.toFixed(3)}`).join(', ')}`);
  }
}
