import type { CSSProperties } from 'react';

/**
 * Lines that are about one and two CSS px wide on screen at a drawn scale, as `--px` and `--px2`. Set only
 * where they are used: on the whole board, every change of scale would restyle every item.
 */
export function lineWidths(scale: number): CSSProperties {
  return { '--px': `${1.2 / scale}px`, '--px2': `${2 / scale}px` } as CSSProperties;
}
