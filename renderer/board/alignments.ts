import type { Alignment } from '../../shared/board/alignItems.ts';

/** The ways to align, as they are offered, and their names. */
export const alignments: readonly (readonly [Alignment, string])[] = [
  ['left', 'Left'],
  ['centre', 'Centre'],
  ['right', 'Right'],
  ['top', 'Top'],
  ['middle', 'Middle'],
  ['bottom', 'Bottom'],
];
