import type { DrawOp, ImageOp, PageLayout, TextOp, TextRole } from '../../../shared/print/pageLayout.ts';
import { printColour } from '../../../shared/print/printGrid.ts';
import { jumpArea, linkArea, type OpenedPicture, type PdfWriter, placePicture } from './pdfKitParts.ts';
import type { PrintFonts } from './printFonts.ts';

type LeafOp = Exclude<DrawOp, { kind: 'group' }>;

/** A drawing operation with the turns it stands under, outermost first. */
interface TurnedOp {
  readonly op: LeafOp;
  readonly turns: readonly { rotation: number; originX: number; originY: number }[];
}

/** What a page's operations are drawn with. */
export interface PageSources {
  readonly fonts: PrintFonts;
  /** The opened picture of an operation; null where it is missing. */
  pictureFor(op: ImageOp): OpenedPicture | null;
}

/** Operations that make one element of the document's structure. */
interface Element {
  readonly tag: string;
  readonly altText: string;
  readonly ops: TurnedOp[];
}

const artifact = 'Artifact';
const tagOf: Record<TextRole, string> = {
  title: 'H1',
  heading: 'H2',
  subheading: 'H3',
  paragraph: 'P',
  caption: 'Caption',
  artifact,
};

/** The named place of a page, in the order of its pages. */
export function pageName(index: number): string {
  return `page-${String(index + 1).padStart(6, '0')}`;
}

/**
 * Draws a page and tags it: paragraphs and headings to be read out, figures with their description, lines,
 * colour chips and footers as artifacts.
 */
export function drawPage(pdf: PdfWriter, page: PageLayout, index: number, sources: PageSources): void {
  pdf.addPage({ size: [page.width, page.height], margin: 0 });
  pdf.addNamedDestination(pageName(index));
  if (page.bookmark !== null) pdf.outline.addItem(page.bookmark);
  const section = pdf.struct('Sect', page.bookmark === null ? {} : { title: page.bookmark });
  pdf.addStructure(section);
  for (const element of elementsOf(page.ops)) {
    if (element.tag === artifact) {
      pdf.markContent(artifact, { type: 'Layout' });
      for (const turned of element.ops) drawTurned(pdf, turned, sources);
      pdf.endMarkedContent();
    } else {
      section.add(structureOf(pdf, element, sources));
    }
  }
  section.end();
}

function flatten(ops: readonly DrawOp[], turns: TurnedOp['turns'] = []): TurnedOp[] {
  return ops.flatMap((op) => (op.kind === 'group' ? flatten(op.ops, [...turns, op]) : [{ op, turns }]));
}

function elementsOf(ops: readonly DrawOp[]): Element[] {
  const elements: Element[] = [];
  let lastBlock: number | null = null;
  for (const turned of flatten(ops)) {
    const { op } = turned;
    const last = elements.at(-1);
    if (op.kind === 'text') {
      const tag = tagOf[op.role];
      if (last !== undefined && last.tag === tag && (lastBlock === op.block || tag === artifact)) {
        last.ops.push(turned);
      } else elements.push({ tag, altText: '', ops: [turned] });
      lastBlock = op.block;
      continue;
    }
    lastBlock = null;
    if (op.kind === 'image' && op.altText !== '') {
      elements.push({ tag: 'Figure', altText: op.altText, ops: [turned] });
    } else if (last !== undefined && last.tag === artifact) last.ops.push(turned);
    else elements.push({ tag: artifact, altText: '', ops: [turned] });
  }
  return elements;
}

function structureOf(pdf: PdfWriter, element: Element, sources: PageSources): PDFKit.PDFStructureElement {
  const parent = pdf.struct(element.tag, element.altText === '' ? {} : { alt: element.altText });
  for (const group of linkGroups(element.ops)) {
    const draw = (): void => {
      for (const turned of group.ops) drawTurned(pdf, turned, sources);
    };
    if (group.url === null && group.toPage === null) {
      parent.add(draw);
      continue;
    }
    const link = pdf.struct('Link');
    link.add(() => {
      draw();
      for (const { op } of group.ops) {
        if (op.kind !== 'text' || op.text.trim() === '') continue;
        const box = { x: op.x, y: op.y - op.sizePt, width: op.width, height: op.sizePt * 1.3 };
        if (group.url !== null) linkArea(pdf, box, group.url, link);
        else if (group.toPage !== null) {
          jumpArea(pdf, box, pageName(group.toPage), `Page ${group.toPage + 1}`, link);
        }
      }
    });
    parent.add(link);
  }
  parent.end();
  return parent;
}

interface LinkGroup {
  readonly url: string | null;
  readonly toPage: number | null;
  readonly ops: TurnedOp[];
}

/** Runs that lead to the same place, one after the other. */
function linkGroups(ops: readonly TurnedOp[]): LinkGroup[] {
  const groups: LinkGroup[] = [];
  for (const turned of ops) {
    const { op } = turned;
    const url = op.kind === 'text' ? op.url : null;
    const toPage = op.kind === 'text' ? op.toPage : null;
    const last = groups.at(-1);
    if (last !== undefined && last.url === url && last.toPage === toPage) last.ops.push(turned);
    else groups.push({ url, toPage, ops: [turned] });
  }
  return groups;
}

function drawTurned(pdf: PdfWriter, { op, turns }: TurnedOp, sources: PageSources): void {
  pdf.save();
  for (const { rotation, originX, originY } of turns) pdf.rotate(rotation, { origin: [originX, originY] });
  if (op.kind === 'text') drawText(sources.fonts, op);
  else if (op.kind === 'rect') {
    if (op.fill !== null) pdf.rect(op.x, op.y, op.width, op.height).fill(op.fill);
    if (op.stroke !== null) {
      pdf.rect(op.x, op.y, op.width, op.height).lineWidth(0.5).stroke(op.stroke);
    }
  } else if (op.kind === 'line') {
    pdf.moveTo(op.x1, op.y1).lineTo(op.x2, op.y2).lineWidth(op.thickness).stroke(op.colour);
  } else if (op.kind === 'curve') {
    const { start, control1, control2, end } = op;
    pdf
      .moveTo(start.x, start.y)
      .bezierCurveTo(control1.x, control1.y, control2.x, control2.y, end.x, end.y)
      .lineWidth(op.thickness)
      .stroke(op.colour);
  } else {
    const picture = sources.pictureFor(op);
    if (picture === null) drawMissingPicture(pdf, op, sources.fonts);
    else placePicture(pdf, picture, op);
  }
  pdf.restore();
}

function drawText(
  fonts: PrintFonts,
  op: Pick<TextOp, 'text' | 'x' | 'y' | 'face' | 'weight' | 'sizePt' | 'colour'>,
): void {
  fonts
    .use(op.face, op.weight, op.sizePt)
    .fillColor(op.colour)
    .text(op.text, op.x, op.y, { lineBreak: false, baseline: 'alphabetic' });
}

/** A neutral box, so that a board can be printed though a picture has gone from the store. */
function drawMissingPicture(pdf: PdfWriter, op: ImageOp, fonts: PrintFonts): void {
  pdf.rect(op.x, op.y, op.width, op.height).fill(printColour.panel);
  const text = 'Picture missing';
  const sizePt = Math.min(9, op.width / 9, op.height / 2);
  if (sizePt < 4) return;
  const width = fonts.use('pretendard', 'regular', sizePt).widthOfString(text);
  drawText(fonts, {
    text,
    x: op.x + (op.width - width) / 2,
    y: op.y + op.height / 2 + sizePt * 0.354,
    face: 'pretendard',
    weight: 'regular',
    sizePt,
    colour: printColour.grey,
  });
}
