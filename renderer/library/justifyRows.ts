/** A row of pictures of one height; `end` is exclusive. */
export interface GalleryRow {
  readonly start: number;
  readonly end: number;
  /** Height of the pictures, px. */
  readonly heightPx: number;
  /** Width of each picture of the row, px. */
  readonly widthsPx: readonly number[];
}

/** Narrower and wider pictures than these stand inside a box of this shape, so that captions have room. */
export const boxAspect = { min: 1, max: 3 } as const;

/** Shape of a picture's box, width over height. */
export function boxAspectOf(aspect: number): number {
  return Math.min(boxAspect.max, Math.max(boxAspect.min, aspect));
}

/**
 * Lays pictures of different shapes in rows that fill the width, in order, none cropped: each row's height is
 * as near to the wanted one as its pictures allow; the last row is left ragged.
 * @param aspects width over height of each picture
 * @param widthPx room for a row
 * @param wantedHeightPx height to aim at
 * @param gapPx between pictures
 */
export function justifyRows(
  aspects: ArrayLike<number>,
  widthPx: number,
  wantedHeightPx: number,
  gapPx: number,
): GalleryRow[] {
  const rows: GalleryRow[] = [];
  let start = 0;
  let sum = 0;
  const heightFor = (total: number, count: number): number => (widthPx - gapPx * (count - 1)) / total;
  const close = (end: number, heightPx: number): void => {
    const widthsPx: number[] = [];
    for (let at = start; at < end; at += 1) widthsPx.push(boxAspectOf(aspects[at] ?? 1) * heightPx);
    rows.push({ start, end, heightPx, widthsPx });
    start = end;
    sum = 0;
  };
  for (let index = 0; index < aspects.length; index += 1) {
    const aspect = boxAspectOf(aspects[index] ?? 1);
    const before = index - start;
    const heightWith = heightFor(sum + aspect, before + 1);
    if (heightWith >= wantedHeightPx || before === 0) {
      sum += aspect;
      if (heightWith < wantedHeightPx) close(index + 1, heightWith);
      continue;
    }
    // One more makes the row lower than wanted: take it if that is nearer than stopping short of it.
    const heightWithout = heightFor(sum, before);
    if (wantedHeightPx / heightWith < heightWithout / wantedHeightPx) {
      close(index + 1, heightWith);
    } else {
      close(index, heightWithout);
      sum = aspect;
      if (heightFor(sum, 1) < wantedHeightPx) close(index + 1, heightFor(sum, 1));
    }
  }
  if (start < aspects.length) {
    const count = aspects.length - start;
    // A last row that is nearly full is filled; else it keeps the wanted height.
    const full = heightFor(sum, count);
    close(aspects.length, full < wantedHeightPx * 1.2 ? full : wantedHeightPx);
  }
  return rows;
}

/** The row that holds an item. */
export function rowOf(rows: readonly GalleryRow[], index: number): number {
  let low = 0;
  let high = rows.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (index < (rows[middle]?.end ?? 0)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The item of another row that stands nearest above or below an item; the item itself at the edge. */
export function itemAcross(
  rows: readonly GalleryRow[],
  index: number,
  rowStep: number,
  gapPx: number,
): number {
  const from = rowOf(rows, index);
  const to = Math.min(rows.length - 1, Math.max(0, from + rowStep));
  const [source, target] = [rows[from], rows[to]];
  if (source === undefined || target === undefined || from === to) return index;
  const middle = middleOf(source, index - source.start, gapPx);
  let nearest = target.start;
  let nearestDistance = Number.POSITIVE_INFINITY;
  for (let item = target.start; item < target.end; item += 1) {
    const distance = Math.abs(middleOf(target, item - target.start, gapPx) - middle);
    if (distance < nearestDistance) [nearest, nearestDistance] = [item, distance];
  }
  return nearest;
}

function middleOf(row: GalleryRow, position: number, gapPx: number): number {
  const left = row.widthsPx.slice(0, position).reduce((sum, width) => sum + width + gapPx, 0);
  return left + (row.widthsPx[position] ?? 0) / 2;
}
