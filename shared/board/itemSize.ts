/** Width and height in board units. */
export interface BoardSize {
  readonly width: number;
  readonly height: number;
}

/**
 * A frame item's rectangle is its picture (letterbox bars removed) at the picture's own shape; its palette
 * strip hangs below, outside the rectangle.
 */
export const frameStrip = { gap: 2, height: 6 } as const;

/** What a frame item takes up below its rectangle. */
export const frameStripSpace = frameStrip.gap + frameStrip.height;

/** Sizes that items are placed at. */
export const itemSize = {
  work: { width: 184, height: 76 },
  moment: { width: 240, height: 84 },
  palette: { width: 240, height: 168 },
  note: { width: 220, height: 120 },
  heading: { width: 360, height: 40 },
  /** Pictures fit into this box at their own shape. */
  frameBox: { width: 240, height: 180 },
  /** A link item is an edge; its own rectangle is not drawn. */
  link: { width: 1, height: 1 },
} as const;

/** The largest size of a picture's shape inside a box (by default the one that frames are placed in). */
export function frameItemSize(picture: BoardSize, box: BoardSize = itemSize.frameBox): BoardSize {
  const scale = Math.min(box.width / picture.width, box.height / picture.height);
  return { width: picture.width * scale, height: picture.height * scale };
}

/** A palette item: its title where it has one, its strip and a line for each colour. */
export function paletteItemSize(swatchCount: number, hasTitle = false): BoardSize {
  const lines = Math.max(1, swatchCount) + (hasTitle ? 1 : 0);
  return { width: itemSize.palette.width, height: 50 + 18 * lines };
}
