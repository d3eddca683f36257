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
  /** An empty column at its right, which takes its palette; null where there is none. */
  readonly beside: { readonly x: number; readonly widthPt: number } | null;
}

/** A row of figures, set once and ready to be placed at any height of its pictures. */
export interface FigureRow {
  /** Captions and labels that were too long for the row and must be printed in full elsewhere. */
  readonly overflow: readonly { number: number; text: string }[];
  /** The height that pictures reach when `wantedPt` is asked for: a narrow column limits it. 0 without any. */
  pictureHeightPt(wantedPt: number): number;
  /** Height of the whole row when `wantedPt` is asked for its pictures. */
  heightPt(wantedPt: number): number;
  ops(y: number, wantedPt: number): DrawOp[];
}

const captionGapPt = 5;
const paletteGapPt = 6;
const maxCaptionLines = 6;
const maxMomentLines = 8;
const wideColumnPt = 260;
const minPictureHeightPt = 48;
const boxPadding = { xPt: 12, yPt: 9 };
const timecodeGapPt = 10;

/** The words of a moment that has no picture, in a box of its own. */
interface MomentBox {
  readonly lines: readonly Line[];
  readonly shortened: boolean;
  readonly heightPt: number;
}

interface SetFigure {
  readonly slot: FigureSlot;
  /** A moment takes the empty column too, as it has no palette for it. */
  readonly widthPt: number;
  readonly box: MomentBox | null;
  readonly label: readonly Line[];
  readonly caption: readonly Line[];
  readonly captionX: number;
  readonly timecode: readonly Line[];
  readonly timecodeBeside: boolean;
  readonly captionHeight: number;
  readonly captionShortened: boolean;
  readonly palette: PaletteBlock;
  /** Left edge of a palette that stands beside the picture; null below it. */
  readonly paletteBesideX: number | null;
}

/**
 * Sets figures side by side: every picture at the same height and whole in its own shape, captions below,
 * palettes on a common line below those or in the empty column beside the picture. A moment without a picture
 * is a box as high as its words.
 */
export function figureRow(slots: readonly FigureSlot[], context: LayoutContext): FigureRow {
  const figures = slots.map((slot) => setFigure(slot, context));
  const shapeLimits = slots.flatMap(({ figure, widthPt }) =>
    figure.picture === null ? [] : [widthPt * (figure.picture.area.height / figure.picture.area.width)],
  );
  const pictureHeightPt = (wantedPt: number): number =>
    shapeLimits.length === 0 ? 0 : Math.min(Math.max(minPictureHeightPt, wantedPt), ...shapeLimits);
  const sharedCaptionHeight = Math.max(
    0,
    ...figures
      .filter(({ box, palette, paletteBesideX }) => !box && paletteBesideX === null && palette.heightPt > 0)
      .map(({ captionHeight }) => captionHeight),
  );
  /** Distances from the row's top. */
  const placesOf = (figure: SetFigure, wantedPt: number) => {
    const { box, palette, paletteBesideX } = figure;
    const pictureFoot = box?.heightPt ?? pictureHeightPt(wantedPt);
    const captionTop = pictureFoot + captionGapPt;
    const captionFoot = captionTop + figure.captionHeight;
    if (palette.heightPt === 0) return { pictureFoot, captionTop, paletteTop: 0, foot: captionFoot };
    if (paletteBesideX !== null) {
      return { pictureFoot, captionTop, paletteTop: 0, foot: Math.max(captionFoot, palette.heightPt) };
    }
    const paletteTop =
      (box === null ? captionTop + Math.max(figure.captionHeight, sharedCaptionHeight) : captionFoot) +
      paletteGapPt;
    return { pictureFoot, captionTop, paletteTop, foot: paletteTop + palette.heightPt };
  };

  return {
    overflow: figures.flatMap(({ slot: { number, figure: printed }, captionShortened, box }) => [
      ...(captionShortened ? [{ number, text: printed.caption }] : []),
      ...(box?.shortened === true ? [{ number, text: printed.momentLabel }] : []),
    ]),
    pictureHeightPt,
    heightPt: (wantedPt) => Math.max(...figures.map((figure) => placesOf(figure, wantedPt).foot)),
    ops: (y, wantedPt) =>
      figures.flatMap((figure) => {
        const places = placesOf(figure, wantedPt);
        return [
          ...pictureOps(figure, y, places.pictureFoot, context),
          ...captionOps(figure, y + places.captionTop, context),
          ...figure.palette.ops(figure.paletteBesideX ?? figure.slot.x, y + places.paletteTop),
        ];
      }),
  };
}

function setFigure(slot: FigureSlot, context: LayoutContext): SetFigure {
  const { setting } = context;
  const { figure, beside } = slot;
  const { sizePt, leadingPt } = textStyle.body;
  const isMoment = figure.picture === null;
  const widthPt = isMoment && beside !== null ? beside.x + beside.widthPt - slot.x : slot.widthPt;
  const set = (text: string, maxWidthPt: number, look: Parameters<typeof span>[1], maxLines: number) =>
    breakLinesAtMost([span(text, look)], sizePt, maxWidthPt, maxLines, setting);
  const label = set(`Fig. ${slot.number}`, widthPt, { weight: 'semibold' }, 1).lines;
  const captionX = (label[0]?.width ?? 0) + 7;
  const timecodeBeside = widthPt >= wideColumnPt;
  const timecode = set(
    figure.timecode ?? 'timecode unknown',
    widthPt - (timecodeBeside ? 0 : captionX),
    { colour: printColour.grey },
    2,
  ).lines;
  const timecodeWidth = timecodeBeside ? (timecode[0]?.width ?? 0) + timecodeGapPt : 0;
  const caption = set(figure.caption, widthPt - captionX - timecodeWidth, {}, maxCaptionLines);
  const lines = caption.lines.length + (timecodeBeside ? 0 : timecode.length);
  const paletteBeside = isMoment ? null : beside;
  return {
    slot,
    widthPt,
    box: isMoment ? momentBox(figure, widthPt, context) : null,
    label,
    caption: caption.lines,
    captionX,
    timecode,
    timecodeBeside,
    captionHeight: lines * leadingPt,
    captionShortened: caption.shortened,
    palette: paletteBlock(figure.palette, paletteBeside?.widthPt ?? widthPt, context),
    paletteBesideX: paletteBeside?.x ?? null,
  };
}

function momentBox(figure: PrintFigure, widthPt: number, context: LayoutContext): MomentBox {
  const { sizePt, leadingPt } = textStyle.body;
  const words =
    figure.momentLabel === ''
      ? span('No frame of this moment', { colour: printColour.grey })
      : span(figure.momentLabel);
  const set = breakLinesAtMost(
    [words],
    sizePt,
    widthPt - 2 * boxPadding.xPt,
    maxMomentLines,
    context.setting,
  );
  return { ...set, heightPt: set.lines.length * leadingPt + 2 * boxPadding.yPt };
}

function pictureOps(
  { slot, widthPt, box }: SetFigure,
  y: number,
  height: number,
  context: LayoutContext,
): DrawOp[] {
  const { picture, altText } = slot.figure;
  const { x } = slot;
  if (picture !== null) {
    const width = Math.min(widthPt, height * (picture.area.width / picture.area.height));
    return [{ kind: 'image', picture, x, y, width, height, altText }];
  }
  return [
    { kind: 'rect', x, y, width: widthPt, height, fill: printColour.panel, stroke: null },
    ...lineOps(box?.lines ?? [], {
      x: x + boxPadding.xPt,
      y: y + boxPadding.yPt,
      style: textStyle.body,
      role: 'paragraph',
      block: context.nextBlock(),
    }),
  ];
}

function captionOps(figure: SetFigure, y: number, context: LayoutContext): DrawOp[] {
  const { slot, widthPt, timecodeBeside } = figure;
  const shared = { style: textStyle.body, role: 'caption' as const, block: context.nextBlock() };
  const textX = slot.x + figure.captionX;
  const timecodeY = timecodeBeside ? y : y + figure.caption.length * textStyle.body.leadingPt;
  return [
    ...lineOps(figure.label, { ...shared, x: slot.x, y }),
    ...lineOps(figure.caption, { ...shared, x: textX, y }),
    ...lineOps(figure.timecode, {
      ...shared,
      x: timecodeBeside ? slot.x + widthPt : textX,
      y: timecodeY,
      align: timecodeBeside ? 'right' : 'left',
    }),
  ];
}
