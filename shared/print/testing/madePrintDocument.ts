import type { StoredPicture, Swatch } from '../../domain/frame.ts';
import { contentHashSchema } from '../../domain/ids.ts';
import type { PrintDocument, PrintFigure, PrintSpread } from '../printDocument.ts';

/** A picture of a size, with bars above and below. */
export function madePicture(width: number, height: number, barPx = 0): StoredPicture {
  const hash = contentHashSchema.parse((width * 10_000 + height).toString(16).padStart(64, '0'));
  return { hash, width, height, area: { x: 0, y: barPx, width, height: height - 2 * barPx } };
}

/** A palette of so many greys. */
export function madePalette(count: number): Swatch[] {
  return Array.from({ length: count }, (_, index) => ({
    hex: `#${index.toString(16).padStart(2, '0').repeat(3)}`,
    oklch: [index / count, 0, null],
    share: 1 / count,
    name: `very dark greyish brown ${index}`,
  }));
}

export function madeFigure(more: Partial<PrintFigure> = {}): PrintFigure {
  return {
    picture: madePicture(1920, 1080),
    caption: '2046, dir. Wong Kar Wai 王家衛 (2004)',
    momentLabel: 'The cabin',
    timecode: '00:00:41:12',
    palette: madePalette(5),
    altText: 'A round window',
    ...more,
  };
}

export function madeSpread(more: Partial<PrintSpread> = {}): PrintSpread {
  return {
    fromTitle: 'Hate that…',
    verb: 'remembers',
    toTitle: '2046',
    from: [madeFigure()],
    to: [madeFigure()],
    relationLabel: 'Allusion',
    relationMeaning: 'points to it for those who know',
    scopeLabel: 'Shot',
    features: [{ label: 'Colour', detail: 'orange-red glow' }],
    note: 'A single warm source.',
    evidence: [
      {
        typeLabel: 'Own observation',
        typeMeaning: 'seen by the author of this board, not confirmed',
        claimant: 'Author',
        statement: 'Same key direction.',
        source: 'Notebook',
        url: 'https://example.org/a/very/long/address/that/goes/on?and=on',
        accessedOn: '2026-11-22',
        certainty: 3,
      },
    ],
    ...more,
  };
}

export function madeDocument(more: Partial<PrintDocument> = {}): PrintDocument {
  return {
    title: 'Wong Kar Wai in five music videos',
    subtitle: '',
    createdOn: '2026-11-22',
    language: 'en',
    pageFormat: 'a4-landscape',
    board: { items: [], edges: [] },
    spreads: [madeSpread()],
    credits: ['2046'],
    ...more,
  };
}
