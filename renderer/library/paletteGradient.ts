import type { Swatch } from '../../shared/domain/frame.ts';

/** A colour is drawn at least this wide, so that an accent is seen. */
const leastShare = 0.02;

/** Where each swatch of a palette lies in its strip, per cent of the width. */
export function swatchSpans(palette: readonly Pick<Swatch, 'share'>[]): { from: number; to: number }[] {
  const widths = palette.map((swatch) => Math.max(swatch.share, leastShare));
  const total = widths.reduce((sum, width) => sum + width, 0);
  let at = 0;
  return widths.map((width) => {
    const from = at;
    at += (width / total) * 100;
    return { from, to: at };
  });
}

/** A palette as one CSS background of hard-edged bands: a gallery draws hundreds of them. */
export function paletteGradient(palette: readonly Pick<Swatch, 'hex' | 'share'>[]): string {
  const spans = swatchSpans(palette);
  const bands = palette.map((swatch, index) => {
    const { from, to } = spans[index] ?? { from: 0, to: 0 };
    return `${swatch.hex} ${from.toFixed(2)}% ${to.toFixed(2)}%`;
  });
  return bands.length === 0 ? 'none' : `linear-gradient(90deg, ${bands.join(', ')})`;
}
