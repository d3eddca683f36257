import type { Swatch } from '../../shared/domain/frame.ts';

/** A colour is drawn at least this wide, so that an accent is seen. */
const leastShare = 0.02;

/** A palette as one CSS background of hard-edged bands: a gallery draws hundreds of them. */
export function paletteGradient(palette: readonly Pick<Swatch, 'hex' | 'share'>[]): string {
  const widths = palette.map((swatch) => Math.max(swatch.share, leastShare));
  const total = widths.reduce((sum, width) => sum + width, 0);
  let at = 0;
  const bands = palette.map((swatch, index) => {
    const from = at;
    at += ((widths[index] ?? 0) / total) * 100;
    return `${swatch.hex} ${from.toFixed(2)}% ${at.toFixed(2)}%`;
  });
  return bands.length === 0 ? 'none' : `linear-gradient(90deg, ${bands.join(', ')})`;
}
