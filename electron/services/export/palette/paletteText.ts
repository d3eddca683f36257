import { stringify } from 'csv-stringify/sync';
import { rgbOfHex } from '../../../../shared/colour/oklab.ts';
import type { PaletteFile } from '../../../../shared/domain/paletteFile.ts';

/** GIMP's palette: a line a colour, red, green, blue and the name after a tab. */
export function paletteGpl({ title, swatches }: PaletteFile): string {
  const lines = swatches.map(({ hex, name }) => {
    const channels = rgbOfHex(hex).map((value) => String(value).padStart(3));
    return `${channels.join(' ')}\t${oneLine(name)}`;
  });
  return ['GIMP Palette', `Name: ${oneLine(title)}`, 'Columns: 8', '#', ...lines, ''].join('\n');
}

/** CSS custom properties on `:root`, numbered so that a rule can rely on them, with the name beside each. */
export function paletteCss({ title, swatches }: PaletteFile): string {
  const lines = swatches.map(
    ({ hex, name, share }, index) =>
      `  --colour-${index + 1}: ${hex}; /* ${comment(name)}, ${(share * 100).toFixed(1)} % */`,
  );
  return [`/* ${comment(title)} */`, ':root {', ...lines, '}', ''].join('\n');
}

/** Columns of {@link paletteCsv}. */
const columns = ['name', 'hex', 'red', 'green', 'blue', 'lightness', 'chroma', 'hue', 'share'];

/** A table with a head: sRGB bytes, OKLCH (hue in degrees, empty for greys) and share 0-1. */
export function paletteCsv({ swatches }: PaletteFile): string {
  const rows = swatches.map(({ name, hex, oklch: [lightness, chroma, hue], share }) => [
    name,
    hex,
    ...rgbOfHex(hex),
    rounded(lightness),
    rounded(chroma),
    hue === null ? '' : rounded(hue),
    rounded(share),
  ]);
  // The mark tells spreadsheets that names are UTF-8.
  return stringify([columns, ...rows], { bom: true, record_delimiter: 'windows' });
}

/** For programs: everything the app knows of the palette. */
export function paletteJson({ title, swatches }: PaletteFile): string {
  const content = {
    title,
    colourSpace: 'srgb',
    swatches: swatches.map(({ name, hex, oklch: [lightness, chroma, hue], share }) => ({
      name,
      hex,
      rgb: rgbOfHex(hex),
      oklch: { lightness, chroma, hue },
      share,
    })),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

function rounded(value: number): number {
  return Number(value.toFixed(5));
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

function comment(text: string): string {
  return oneLine(text).replaceAll('*/', '* /');
}
