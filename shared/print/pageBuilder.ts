import type { Line, TextSetting } from './breakLines.ts';
import type { DrawOp, PageLayout, TextOp, TextRole } from './pageLayout.ts';
import { baselineOffset, type PrintGrid, type TextStyle } from './printGrid.ts';

/** What every part of the layout needs. */
export interface LayoutContext {
  readonly setting: TextSetting;
  readonly grid: PrintGrid;
  /** A number for the next paragraph, unique within the document. */
  nextBlock(): number;
}

/** A page that is being filled. */
export interface PageDraft {
  readonly bookmark: string | null;
  readonly label: string;
  readonly ops: DrawOp[];
}

/** Starts an empty page. */
export function startPage(label: string, bookmark: string | null): PageDraft {
  return { label, bookmark, ops: [] };
}

/** The finished page. */
export function finishPage(page: PageDraft, grid: PrintGrid): PageLayout {
  return { width: grid.width, height: grid.height, ...page };
}

export interface LinePlacing {
  /** Left edge; the right edge where `align` is "right", the middle where it is "centre". */
  readonly x: number;
  /** Top of the first line. */
  readonly y: number;
  readonly style: TextStyle;
  readonly role: TextRole;
  readonly block: number;
  readonly align?: 'left' | 'right' | 'centre';
  readonly toPage?: number;
}

/** Turns lines into drawing operations, one under the other. */
export function lineOps(lines: readonly Line[], placing: LinePlacing): TextOp[] {
  const { style, role, block, align = 'left', toPage = null } = placing;
  return lines.flatMap((line, index) => {
    const shift = { left: 0, right: line.width, centre: line.width / 2 }[align];
    const baseline = placing.y + index * style.leadingPt + baselineOffset(style);
    return line.runs.map((run) => ({
      kind: 'text' as const,
      text: run.text,
      x: placing.x - shift + run.x,
      y: baseline,
      width: run.width,
      face: run.face,
      weight: run.span.weight,
      sizePt: style.sizePt,
      colour: run.span.colour,
      role,
      block,
      url: run.span.url,
      toPage,
    }));
  });
}
