import type { Swatch } from '../../shared/domain/frame.ts';

/** Names of colours, of which there are few, by number. */
const names: string[] = [];
const numbers = new Map<string, number>();

function numberOf(name: string): number {
  const known = numbers.get(name);
  if (known !== undefined) return known;
  const number = names.push(name) - 1;
  numbers.set(name, number);
  return number;
}

/**
 * A palette as one text, for as long as the window is open: a sixth of what its objects take. Numbers are written so
 * that they come back to the last bit.
 * @throws TypeError for what is no palette
 */
export function packPalette(palette: readonly Swatch[]): string {
  return palette
    .map(({ hex, oklch: [l, c, h], share, name }) =>
      [hex, l, c, h ?? '', share, typeof name === 'string' ? numberOf(name) : ''].join(','),
    )
    .join(';');
}

/** The palette that {@link packPalette} packed. */
export function unpackPalette(packed: string): Swatch[] {
  if (packed === '') return [];
  return packed.split(';').map((swatch) => {
    const [hex = '', l, c, h = '', share, name] = swatch.split(',');
    return {
      hex,
      oklch: [Number(l), Number(c), h === '' ? null : Number(h)],
      share: Number(share),
      name: names[Number(name)] ?? '',
    };
  });
}
