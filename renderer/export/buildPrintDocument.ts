import { boardEdges } from '../../shared/board/boardEdges.ts';
import { type ColourLanguage, colourName } from '../../shared/colour/colourName.ts';
import type { BoardItem } from '../../shared/domain/board.ts';
import type { BoardId } from '../../shared/domain/ids.ts';
import { linkLabel } from '../../shared/domain/linkSentence.ts';
import type { PrintBoardEdge, PrintBoardItem, PrintDocument } from '../../shared/print/printDocument.ts';
import { frameTimecode } from '../../shared/timecode/frameTimecode.ts';
import { framesWithBars } from '../board/framesWithBars.ts';
import type { AfterimageDatabase } from '../database/afterimageDatabase.ts';
import { shownPicture } from '../ui/pictureBars.ts';
import { frameAltText, printSpread } from './printSpread.ts';
import { momentCard, workCaption, workCard, workCredit } from './printWords.ts';
import { type BoardRows, readBoard } from './readBoard.ts';

export interface PrintOptions {
  readonly pageFormat: PrintDocument['pageFormat'];
  /** YYYY-MM-DD. */
  readonly createdOn: string;
  /** What colours are named in; English when left out. */
  readonly colourLanguage?: ColourLanguage;
}

/** Said of the sample library's pictures wherever they are printed. */
const sampleCredit =
  'Pictures of the sample library: stand-ins drawn for Afterimage. They show no frame of the works they stand for.';

/**
 * Gathers all that a board's print says: the board itself, a spread for each homage link on it in reading
 * order, and the credits of every work shown.
 * @throws Error where the board is not there any more
 */
export async function buildPrintDocument(
  database: AfterimageDatabase,
  boardId: BoardId,
  options: PrintOptions,
): Promise<PrintDocument> {
  const rows = withNames(await readBoard(database, boardId), options.colourLanguage ?? 'en');
  const withBars = framesWithBars(rows.items);
  return {
    title: rows.board.title,
    subtitle: '',
    createdOn: options.createdOn,
    language: 'en',
    pageFormat: options.pageFormat,
    board: { items: rows.items.flatMap((item) => printItem(item, rows)), edges: printEdges(rows) },
    spreads: rows.links.map((link) => printSpread(link, rows, withBars)),
    credits: creditsOf(rows),
  };
}

/** The same with every colour named in a language. */
function withNames(rows: BoardRows, language: ColourLanguage): BoardRows {
  const frames = [...rows.frames].map(([id, frame]) => {
    const palette = frame.palette.map((swatch) => ({ ...swatch, name: colourName(swatch.oklch, language) }));
    return [id, { ...frame, palette }] as const;
  });
  const items = rows.items.map((item): BoardItem => {
    const { content } = item;
    if (content.kind !== 'swatches') return item;
    const palette = content.palette.map((swatch) => ({
      ...swatch,
      name: colourName(swatch.oklch, language),
    }));
    return { ...item, content: { ...content, palette } };
  });
  return { ...rows, items, frames: new Map(frames) };
}

function printItem(item: BoardItem, rows: BoardRows): PrintBoardItem[] {
  const { x, y, width, height, rotation, z, content } = item;
  const shown = printContent(content, rows);
  return shown === null ? [] : [{ x, y, width, height, rotation, z, content: shown }];
}

/** What an item shows in print; null for a link, which is an edge, and for a frame that is gone. */
function printContent(content: BoardItem['content'], rows: BoardRows): PrintBoardItem['content'] | null {
  if (content.kind === 'note' || content.kind === 'heading')
    return { kind: content.kind, text: content.text };
  if (content.kind === 'work') return { kind: 'card', ...workCard(rows.works.get(content.workId)) };
  if (content.kind === 'moment') return { kind: 'card', ...momentCard(rows.moments.get(content.momentId)) };
  if (content.kind === 'link') return null;
  if (content.kind === 'swatches') {
    return { kind: 'palette', palette: content.palette, title: content.title };
  }
  const frame = rows.frames.get(content.frameId);
  if (frame === undefined) return null;
  if (content.kind === 'palette') return { kind: 'palette', palette: frame.palette };
  return {
    kind: 'frame',
    picture: shownPicture(frame.picture, content.showBars === true),
    timecode: frameTimecode(frame),
    palette: frame.palette,
    altText: frameAltText(frame, workCaption(rows.works.get(frame.workId))),
  };
}

/** Every curve of every link; the first of a link carries its label. */
function printEdges(rows: BoardRows): PrintBoardEdge[] {
  const links = new Map(rows.links.map((link) => [link.id, link]));
  return boardEdges(rows.items, links).flatMap(({ linkId, paths }) => {
    const link = links.get(linkId);
    return paths.map((path, index) => ({
      ...path,
      label: index === 0 && link !== undefined ? linkLabel(link) : '',
    }));
  });
}

/** Works in the order of their captions, then the maker of the sample's pictures where any is shown. */
function creditsOf(rows: BoardRows): string[] {
  const works = [...rows.works.values()];
  const credits = works.map(workCredit).toSorted((a, b) => a.localeCompare(b, 'en'));
  const showsSample = [...rows.frames.values()].some(
    (frame) => rows.works.get(frame.workId)?.sample === true,
  );
  return showsSample ? [...credits, sampleCredit] : credits;
}
