import { type GalleryRow, justifyRows } from './justifyRows.ts';
import type { FrameEntry } from './libraryEntries.ts';

interface Laid {
  readonly layout: string;
  readonly rows: readonly GalleryRow[];
}

/** The last rows of each list that is still there: taking a filter out comes back to the list of before. */
const laid = new WeakMap<readonly FrameEntry[], Laid>();

/** Rows of a gallery: see {@link justifyRows}. Each picture with its bars where these are shown. */
export function galleryRows(
  frames: readonly FrameEntry[],
  size: { readonly widthPx: number; readonly wantedHeightPx: number; readonly gapPx: number },
  showBars: boolean,
): readonly GalleryRow[] {
  const { widthPx, wantedHeightPx, gapPx } = size;
  const layout = `${widthPx} ${wantedHeightPx} ${gapPx} ${showBars}`;
  const last = laid.get(frames);
  if (last?.layout === layout) return last.rows;
  const aspects = new Float64Array(frames.length);
  for (let at = 0; at < frames.length; at += 1) {
    const picture = frames[at]?.picture;
    const shown = showBars ? picture : picture?.area;
    if (shown !== undefined) aspects[at] = shown.width / shown.height;
  }
  const rows = justifyRows(aspects, widthPx, wantedHeightPx, gapPx);
  laid.set(frames, { layout, rows });
  return rows;
}
