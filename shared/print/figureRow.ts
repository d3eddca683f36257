import { breakLinesAtMost, type Line, span } from './breakLines.ts';
import { type LayoutContext, lineOps } from './pageBuilder.ts';
import type { DrawOp } from './pageLayout.ts';
import { type PaletteBlock, paletteBlock } from './paletteBlock.ts';
import type { PrintFigure } from './printDocument.ts';
import { printColour, textStyle } from './printGrid.ts';

/** A figure with its number and the column it stands in. */
export interface FigureSlot {
  readonly figure: PrintFigure;
  readonly number: number;
  readonly x: number;
  readonly widthPt: number;
}

/** A row of figures of one height, ready to be placed. */
export interface FigureRow {
  readonly heightPt: number;
  /** Captions and labels that were too long for the row and must be printed in full elsewhere. */
  readonly overflow: readonly { number: number; text: string }[];
  ops(y: number): DrawOp[];
}

const captionGapPt = 5;
const paletteGapPt = 6;
const maxCaptionLines = 6;
const wideColumnPt = 260;
const minPictureHeightPt = 48;
const boxPaddingPt = 12;
const timecodeGapPt = 10;

interface SetFigure {
  readonly slot: FigureSlot;
  readonly label: readonly Line[];
  readonly caption: readonly Line[];
  readonly captionX: number;
  readonly timecode: readonly Line[];
  readonly timecodeBeside: boolean;
  readonly captionHeight: number;
  readonly captionShortened: boolean;
  readonly palette: PaletteBlock;
}

/**
 * Sets figures side by side: every picture at the same height and whole in its own shape, captions and
 * palettes on common lines below.
 * @param wantedHeightPt height of the pictures when no column is too narrow for it
 * @param maxRowHeightPt room for the whole row; the pictures give way
 */
export function figureRow(
  slots: readonly FigureSlot[],
  wantedHeightPt: number,
  maxRowHeightPt: number,
  context: LayoutContext,
): FigureRow {
  const figures = slots.map((slot) => setFigure(slot, context));
  const captionHeight = Math.max(...figures.map((figure) => figure.captionHeight));
  const paletteHeight = Math.max(...figures.map((figure) => figure.palette.heightPt));
  const below = captionGapPt + captionHeight + (paletteHeight > 0 ? paletteGapPt + paletteHeight : 0);
  const shapeLimits = slots.flatMap(({ figure, widthPt }) =>
    figure.picture === null ? [] : [widthPt * (figure.picture.area.height / figure.picture.area.width)],
  );
  // Without any picture the row is only as high as its words.
  const wanted =
    shapeLimits.length > 0 ? wantedHeightPt : Math.max(...slots.map((slot) => boxHeight(slot, context)));
  const height = Math.max(minPictureHeightPt, Math.min(wanted, maxRowHeightPt - below, ...shapeLimits));
  const boxes = figures.map((figure) => ({ figure, box: momentBox(figure.slot, height, context) }));

  return {
    heightPt: height + below,
    overflow: boxes.flatMap(({ figure, box }) => {
      const { number, figure: printed } = figure.slot;
      return [
        ...(figure.captionShortened ? [{ number, text: printed.caption }] : []),
        ...(box.shortened ? [{ number, text: printed.momentLabel }] : []),
      ];
    }),
    ops: (y) =>
      boxes.flatMap(({ figure, box }) => [
        ...pictureOps(figure.slot, box.lines, y, height, context),
        ...captionOps(figure, y + height + captionGapPt, context),
        ...figure.palette.ops(figure.slot.x, y + height + captionGapPt + captionHeight + paletteGapPt),
      ]),
  };
}

function setFigure(slot: FigureSlot, context: LayoutContext): SetFigure {
  const { setting } = context;
  const { sizePt, leadingPt } = textStyle.body;
  const set = (text: string, widthPt: number, look: Parameters<typeof span>[1], maxLines: number) =>
    breakLinesAtMost([span(text, look)], sizePt, widthPt, maxLines, setting);
  const label = set(`Fig. ${slot.number}`, slot.widthPt, { weight: 'semibold' }, 1).lines;
  const captionX = (label[0]?.width ?? 0) + 7;
  const timecodeBeside = slot.widthPt >= wideColumnPt;
  const timecode = set(
    slot.figure.timecode ?? 'timecode unknown',
    slot.widthPt - (timecodeBeside ? 0 : captionX),
    { colour: printColour.grey },
    2,
  ).lines;
  const timecodeWidth = timecodeBeside ? (timecode[0]?.width ?? 0) + timecodeGapPt : 0;
  const captionWidth = slot.widthPt - captionX - timecodeWidth;
  const caption = set(slot.figure.caption, captionWidth, {}, maxCaptionLines);
  const lines = caption.lines.length + (timecodeBeside ? 0 : timecode.length);
  return {
    slot,
    label,
    caption: caption.lines,
    captionX,
    timecode,
    timecodeBeside,
    captionHeight: lines * leadingPt,
    captionShortened: caption.shortened,
    palette: paletteBlock(slot.figure.palette, slot.widthPt, context),
  };
}

function pictureOps(
  slot: FigureSlot,
  boxLines: readonly Line[],
  y: number,
  height: number,
  context: LayoutContext,
): DrawOp[] {
  const { picture, altText } = slot.figure;
  const { x } = slot;
  if (picture !== null) {
    const width = Math.min(slot.widthPt, height * (picture.area.width / picture.area.height));
    return [{ kind: 'image', picture, x, y, width, height, altText }];
  }
  return [
    { kind: 'rect', x, y, width: slot.widthPt, height, fill: printColour.panel, stroke: null },
    ...lineOps(boxLines, {
      x: x + boxPaddingPt,
      y: y + boxPaddingPt,
      style: textStyle.body,
      role: 'paragraph',
      block: context.nextBlock(),
    }),
  ];
}

function boxSpans(slot: FigureSlot) {
  return slot.figure.momentLabel === ''
    ? [span('No frame of this moment', { colour: printColour.grey })]
    : [span(slot.figure.momentLabel)];
}

function boxHeight(slot: FigureSlot, context: LayoutContext): number {
  const { lines } = momentBox(slot, Number.POSITIVE_INFINITY, context);
  return Math.max(60, lines.length * textStyle.body.leadingPt + 2 * boxPaddingPt);
}

/** What stands in place of a picture that is not there. */
function momentBox(slot: FigureSlot, height: number, context: LayoutContext) {
  if (slot.figure.picture !== null) return { lines: [], shortened: false };
  const { sizePt, leadingPt } = textStyle.body;
  const maxLines = Math.max(1, Math.floor((height - 2 * boxPaddingPt) / leadingPt));
  const width = slot.widthPt - 2 * boxPaddingPt;
  return breakLinesAtMost(boxSpans(slot), sizePt, width, maxLines, context.setting);
}

function captionOps(figure: SetFigure, y: number, context: LayoutContext): DrawOp[] {
  const { slot, timecodeBeside } = figure;
  const shared = { style: textStyle.body, role: 'caption' as const, block: context.nextBlock() };
  const textX = slot.x + figure.captionX;
  const timecodeY = timecodeBeside ? y : y + figure.caption.length * textStyle.body.leadingPt;
  return [
    ...lineOps(figure.label, { ...shared, x: slot.x, y }),
    ...lineOps(figure.caption, { ...shared, x: textX, y }),
    ...lineOps(figure.timecode, {
      ...shared,
      x: timecodeBeside ? slot.x + slot.widthPt : textX,
      y: timecodeY,
      align: timecodeBeside ? 'right' : 'left',
    }),
  ];
}
