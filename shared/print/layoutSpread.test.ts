import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layoutDocument } from './layoutDocument.ts';
import type { PageLayout } from './pageLayout.ts';
import type { PrintDocument, PrintFigure } from './printDocument.ts';
import { printColour } from './printGrid.ts';
import {
  madeDocument,
  madeFigure,
  madePalette,
  madePicture,
  madeSpread,
} from './testing/madePrintDocument.ts';
import { imageOps, pageFaults, textOps } from './testing/pageFaults.ts';
import { plainMeasure } from './testing/plainMeasure.ts';

const layout = (document: PrintDocument): PageLayout[] => layoutDocument(document, plainMeasure);

const words = (count: number): string =>
  Array.from({ length: count }, (_, index) => `word${index}${index % 17 === 16 ? '。王家衛' : ''}`).join(' ');

/** Words of usual length. */
const shortWords = (count: number): string => Array.from({ length: count }, () => 'window').join(' ');

describe('layoutSpread', () => {
  it('prints the first figures of both sides at equal height, each in its own shape without its bars', () => {
    const scope = madePicture(1920, 1080, 138);
    const upright = madePicture(1080, 1920);
    const [page] = layout(
      madeDocument({
        spreads: [
          madeSpread({ from: [madeFigure({ picture: scope })], to: [madeFigure({ picture: upright })] }),
        ],
      }),
    ).slice(2);
    const [left, right] = imageOps(page ?? fail());
    expect(left?.height).toBeCloseTo(right?.height ?? 0, 6);
    expect((left?.width ?? 0) / (left?.height ?? 1)).toBeCloseTo(1920 / (1080 - 276), 6);
    expect((right?.width ?? 0) / (right?.height ?? 1)).toBeCloseTo(1080 / 1920, 6);
  });

  it('sets the eight colours of a first figure in one row, on either paper', () => {
    for (const pageFormat of ['a4-landscape', 'letter-landscape'] as const) {
      const figure = madeFigure({ palette: madePalette(8) });
      const spread = madeSpread({ from: [figure], to: [figure] });
      const [, , page = fail()] = layout(madeDocument({ spreads: [spread], pageFormat }));
      const chips = page.ops.filter((op) => op.kind === 'rect');
      expect(chips).toHaveLength(16);
      expect(new Set(chips.map(({ y }) => y)).size).toBe(1);
    }
  });

  it('sets the palette of a figure alone in its half beside the picture', () => {
    const spread = madeSpread({ from: [madeFigure(), madeFigure()], to: [madeFigure(), madeFigure()] });
    const [, , page = fail()] = layout(madeDocument({ spreads: [spread] }));
    for (const picture of imageOps(page).slice(2)) {
      const dots = page.ops.filter(
        (op) => op.kind === 'rect' && op.y >= picture.y && op.x > picture.x && op.x < picture.x + 250,
      );
      expect(dots).toHaveLength(5);
      for (const dot of dots) {
        if (dot.kind === 'rect') expect(dot.x).toBeGreaterThan(picture.x + picture.width);
      }
    }
  });

  it('makes the box of a moment as high as its words, whatever stands beside it', () => {
    const boxHeights = [null, madePicture(1080, 1920), madePicture(1920, 1080)].map((picture) => {
      const moment = madeFigure({ picture: null, palette: [], momentLabel: 'The cabin' });
      const spread = madeSpread({ from: [moment], to: [madeFigure({ picture })] });
      const [, , page = fail()] = layout(madeDocument({ spreads: [spread] }));
      const [box] = page.ops.filter((op) => op.kind === 'rect' && op.fill === printColour.panel);
      return box?.kind === 'rect' ? box.height : fail();
    });
    expect(new Set(boxHeights).size).toBe(1);
    expect(Math.max(...boxHeights)).toBeLessThan(40);
  });

  it('keeps a homage of up to two figures a side with usual text on one page', () => {
    const figure = fc
      .record({
        size: fc.constantFrom<[number, number]>([1920, 800], [1920, 1080], [1440, 1080], [1080, 1920]),
        hasPicture: fc.boolean(),
        colours: fc.integer({ min: 5, max: 8 }),
        captionWords: fc.integer({ min: 3, max: 8 }),
      })
      .map(({ size, hasPicture, colours, captionWords }) =>
        madeFigure({
          picture: hasPicture ? madePicture(...size) : null,
          palette: hasPicture ? madePalette(colours) : [],
          caption: shortWords(captionWords),
          timecode: null,
        }),
      );
    const side = fc.array(figure, { minLength: 1, maxLength: 2 });
    fc.assert(
      fc.property(
        side,
        side,
        fc.integer({ min: 0, max: 12 }),
        fc.boolean(),
        fc.constantFrom('a4-landscape' as const, 'letter-landscape' as const),
        (from, to, noteWords, observed, pageFormat) => {
          const [published = fail()] = madeSpread().evidence;
          const own = { ...published, source: '', url: '', accessedOn: '' };
          const spread = madeSpread({
            from,
            to,
            note: shortWords(noteWords),
            evidence: observed ? [published, own] : [published],
          });
          const pages = layout(madeDocument({ spreads: [spread], pageFormat })).slice(2, -1);
          expect(pages).toHaveLength(1);
          expect(pages.flatMap(pageFaults)).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('leaves no page with a few lines alone, however the text grows', () => {
    const figures = (count: number): PrintFigure[] =>
      Array.from({ length: count }, () => madeFigure({ palette: madePalette(8) }));
    for (const count of [1, 2, 3]) {
      for (let noteWords = 0; noteWords < 330; noteWords += 15) {
        const spread = madeSpread({ from: figures(count), to: figures(count), note: shortWords(noteWords) });
        const pages = layout(madeDocument({ spreads: [spread] })).slice(2, -1);
        if (pages.length === 1) continue;
        for (const page of pages) {
          const hasPictures = imageOps(page).length > 0;
          const lines = new Set(
            textOps(page)
              .filter((op) => op.role === 'paragraph')
              .map((op) => `${op.x < page.width / 2} ${Math.round(op.y)}`),
          );
          expect(
            hasPictures || lines.size >= 8,
            `${lines.size} lines, ${count} figures, ${noteWords} words`,
          ).toBe(true);
        }
      }
    }
  });

  it('leaves no label alone at the foot of a column', () => {
    for (let features = 0; features < 40; features += 3) {
      const spread = madeSpread({
        note: words(300),
        features: Array.from({ length: features }, (_, index) => ({
          label: 'Prop',
          detail: `thing ${index}`,
        })),
      });
      for (const page of layout(madeDocument({ spreads: [spread] })).slice(2)) {
        const texts = textOps(page);
        for (const label of texts.filter((op) => op.role === 'subheading')) {
          const below = texts.filter(
            (op) =>
              op.role === 'paragraph' &&
              op.y > label.y &&
              op.y < label.y + 20 &&
              Math.abs(op.x - label.x) < 1,
          );
          expect(below, `"${label.text}" with ${features} features`).not.toEqual([]);
        }
      }
    }
  });
});

function fail(): never {
  throw new Error('expected to be there');
}
