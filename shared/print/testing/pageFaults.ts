import type { DrawOp, ImageOp, PageLayout, TextOp } from '../pageLayout.ts';
import { printColour } from '../printGrid.ts';

/** A page's text, run by run. */
export function textOps(page: PageLayout): TextOp[] {
  return page.ops.filter((op) => op.kind === 'text');
}

/** A page's pictures. */
export function imageOps(page: PageLayout): ImageOp[] {
  return page.ops.filter((op) => op.kind === 'image');
}

interface Box {
  x: number;
  y: number;
  right: number;
  foot: number;
  what: string;
}

function boxesOf(page: PageLayout): Box[] {
  return page.ops.flatMap((op: DrawOp): Box[] => {
    if (op.kind === 'image')
      return [{ x: op.x, y: op.y, right: op.x + op.width, foot: op.y + op.height, what: 'image' }];
    // Chips and dots of palettes; a moment's box and a label's paper lie under their words.
    if (op.kind === 'rect' && op.fill !== printColour.panel && op.fill !== printColour.paper)
      return [{ x: op.x, y: op.y, right: op.x + op.width, foot: op.y + op.height, what: 'chip' }];
    if (op.kind !== 'text' || op.text.trim() === '') return [];
    const trimmed = (op.width * op.text.trimEnd().length) / op.text.length;
    return [
      {
        x: op.x,
        y: op.y - op.sizePt * 0.7,
        right: op.x + trimmed,
        foot: op.y + op.sizePt * 0.2,
        what: op.text,
      },
    ];
  });
}

/** What lies outside the page or over something else: text, pictures and the chips of palettes. */
export function pageFaults(page: PageLayout): string[] {
  const boxes = boxesOf(page);
  const slack = 0.05;
  const outside = boxes.filter(
    (box) =>
      box.x < -slack || box.y < -slack || box.right > page.width + slack || box.foot > page.height + slack,
  );
  const overlapping = boxes.filter((a, index) =>
    boxes
      .slice(index + 1)
      .some(
        (b) => a.x < b.right - slack && b.x < a.right - slack && a.y < b.foot - slack && b.y < a.foot - slack,
      ),
  );
  return [...outside, ...overlapping].map((box) => box.what);
}
