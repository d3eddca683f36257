import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layoutDocument } from './layoutDocument.ts';
import type { DrawOp, PageLayout, TextOp } from './pageLayout.ts';
import type { PrintDocument } from './printDocument.ts';
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
const textOf = (page: PageLayout): string =>
  textOps(page)
    .map((op) => op.text)
    .join(' ');
const squeezed = (text: string): string => text.replace(/\s/g, '');

const words = (count: number): string =>
  Array.from({ length: count }, (_, index) => `word${index}${index % 17 === 16 ? '。王家衛' : ''}`).join(' ');

describe('layoutDocument', () => {
  it('goes from cover and board over one spread a link to the credits, each with a bookmark', () => {
    const pages = layout(
      madeDocument({ spreads: [madeSpread(), madeSpread({ fromTitle: 'LMLY', toTitle: 'Fallen Angels' })] }),
    );
    expect(pages.map((page) => page.bookmark)).toEqual([
      'Wong Kar Wai in five music videos',
      'The board',
      '1. Hate that… remembers 2046: colour',
      '2. LMLY remembers Fallen Angels: colour',
      'Credits',
    ]);
    expect(textOf(pages[3] ?? fail())).toContain('Homage 2 of 2');
  });

  it.each([
    ['a4-landscape', 841.89, 595.28],
    ['letter-landscape', 792, 612],
  ] as const)('lays %s out at its size', (pageFormat, width, height) => {
    const pages = layout(madeDocument({ pageFormat }));
    expect(pages.every((page) => page.width === width && page.height === height)).toBe(true);
    expect(pages.flatMap(pageFaults)).toEqual([]);
  });

  it('numbers figures through the whole document and says where a timecode is unknown', () => {
    const spread = madeSpread({ from: [madeFigure(), madeFigure({ timecode: null })] });
    const text = layout(madeDocument({ spreads: [spread, spread] }))
      .map(textOf)
      .join(' ');
    for (let number = 1; number <= 6; number++) expect(text).toContain(`Fig. ${number} `);
    expect(text).not.toContain('Fig. 7');
    expect(text.match(/timecode unknown/g)).toHaveLength(2);
  });

  it('prints palettes with names and hex, evidence with its type spelled out and a live link', () => {
    const [, , page = fail()] = layout(madeDocument());
    const text = textOf(page);
    expect(text).toContain('#030303');
    expect(squeezed(text)).toContain('verydarkgreyishbrown3');
    expect(squeezed(text)).toContain(
      squeezed('Own observation, seen by the author of this board, not confirmed'),
    );
    expect(text).toContain('certainty 3 of 5');
    expect(textOps(page).some((op) => op.url?.startsWith('https://example.org/') === true)).toBe(true);
  });

  it('says so where a link has no evidence', () => {
    const [, , page = fail()] = layout(
      madeDocument({ spreads: [madeSpread({ evidence: [], verb: 'may remember' })] }),
    );
    expect(squeezed(textOf(page))).toContain(squeezed('Hate that… may remember 2046'));
    expect(textOf(page)).toMatch(/inference/);
  });

  it('leads from the contents to the pages they name', () => {
    for (const count of [1, 5, 8, 12, 60]) {
      const pages = layout(madeDocument({ spreads: Array.from({ length: count }, () => madeSpread()) }));
      const targets = new Set(
        pages.flatMap(textOps).flatMap((op) => (op.toPage === null ? [] : [op.toPage])),
      );
      expect(targets.size).toBe(count);
      for (const target of targets) expect(pages[target]?.bookmark).toMatch(/remembers/);
      const shown = pages
        .flatMap(textOps)
        .filter((op) => op.toPage !== null && op.text === `${op.toPage + 1}`);
      expect(shown.length).toBeGreaterThanOrEqual(count);
    }
  });

  it('flows a long note and long evidence over pages without losing a word', () => {
    const note = words(2500);
    const statement = words(600);
    const spread = madeSpread({
      note,
      evidence: madeSpread().evidence.map((evidence) => ({ ...evidence, statement })),
    });
    const pages = layout(madeDocument({ spreads: [spread] }));
    const read = new Set(pages.slice(2).flatMap((page) => textOf(page).split(/\s+|(?=王)/)));
    const lost = note
      .split(/\s+|(?=王)/)
      .filter((word) => !read.has(word.replace('。', '')) && !read.has(word));
    expect(lost).toEqual([]);
    expect(pages.flatMap(pageFaults)).toEqual([]);
    expect(pages.filter((page) => page.bookmark === null).length).toBeGreaterThan(0);
  });

  it('never cuts off or overlaps, whatever the lengths', () => {
    const figure = fc
      .record({
        size: fc.constantFrom<[number, number]>(
          [1920, 1080],
          [1440, 1080],
          [1080, 1920],
          [640, 360],
          [2400, 1000],
        ),
        hasPicture: fc.boolean(),
        colours: fc.integer({ min: 0, max: 12 }),
        captionWords: fc.constantFrom(0, 3, 12, 150),
        labelWords: fc.constantFrom(0, 8, 90),
        unknown: fc.boolean(),
      })
      .map(({ size, hasPicture, colours, captionWords, labelWords, unknown }) =>
        madeFigure({
          picture: hasPicture ? madePicture(...size) : null,
          palette: madePalette(colours),
          caption: words(captionWords),
          momentLabel: words(labelWords),
          timecode: unknown ? null : '00:00:39:00 – 00:00:44:20',
        }),
      );
    const spread = fc
      .record({
        from: fc.array(figure, { minLength: 1, maxLength: 7 }),
        to: fc.array(figure, { minLength: 1, maxLength: 7 }),
        titleWords: fc.constantFrom(1, 4, 60),
        noteWords: fc.constantFrom(0, 20, 400, 1500),
        features: fc.integer({ min: 0, max: 40 }),
        evidence: fc.integer({ min: 0, max: 12 }),
        statementWords: fc.constantFrom(0, 12, 300),
      })
      .map(({ from, to, titleWords, noteWords, features, evidence, statementWords }) =>
        madeSpread({
          from,
          to,
          fromTitle: words(titleWords),
          note: words(noteWords),
          features: Array.from({ length: features }, () => ({
            label: 'Blocking, gesture',
            detail: words(9),
          })),
          evidence: Array.from({ length: evidence }, () => ({
            ...(madeSpread().evidence[0] ?? fail()),
            statement: words(statementWords),
          })),
        }),
      );
    fc.assert(
      fc.property(
        fc.array(spread, { minLength: 1, maxLength: 2 }),
        fc.constantFrom('a4-landscape' as const, 'letter-landscape' as const),
        fc.constantFrom(2, 40),
        (spreads, pageFormat, titleWords) => {
          const pages = layout(madeDocument({ spreads, pageFormat, title: words(titleWords) }));
          expect(pages.map(pageFaults)).toEqual(pages.map(() => []));
        },
      ),
      { numRuns: 15 },
    );
  });

  it('shows the first pairs on a cover whose contents have no pictures, one of each video first', () => {
    const spreads = Array.from({ length: 12 }, (_, index) =>
      madeSpread({
        fromTitle: `Video ${Math.floor(index / 4)}`,
        from: [madeFigure({ picture: madePicture(1920, 1080 + index) })],
        to: [madeFigure({ picture: madePicture(1440, 1080 + index) })],
      }),
    );
    const [cover = fail()] = layout(madeDocument({ spreads }));
    const pictures = imageOps(cover);
    expect(pageFaults(cover)).toEqual([]);
    expect(new Set(pictures.map(({ height }) => height)).size).toBe(1);
    expect(
      pictures.filter(({ picture }) => picture.width === 1920).map(({ picture }) => picture.height - 1080),
    ).toEqual([0, 1, 4, 8]);
    for (const { picture, width, height } of pictures) {
      expect(picture.area.width / picture.area.height).toBeCloseTo(width / height, 6);
    }
  });

  it('counts homages on the overview, not the edges they are drawn with', () => {
    const point = { x: 0, y: 0 };
    const edge = { start: point, control1: point, control2: point, end: point, labelAt: point, label: '' };
    const item = {
      ...{ x: 0, y: 0, width: 240, height: 100, rotation: 0, z: 0 },
      content: { kind: 'note' as const, text: 'Note' },
    };
    const [, overview = fail()] = layout(
      madeDocument({
        board: { items: [item], edges: [edge, edge, edge] },
        spreads: [madeSpread(), madeSpread()],
      }),
    );
    expect(textOf(overview)).toContain('2 homages');
  });

  it('fits any board onto its page and leaves out what would be too small to read', () => {
    const item = (x: number, y: number, rotation: number) => ({
      x,
      y,
      width: 240,
      height: 140,
      rotation,
      z: 0,
      content: { kind: 'card' as const, overline: 'FILM', title: 'In the Mood for Love', line: '花樣年華' },
    });
    const boardOf = (columns: number) =>
      layout(
        madeDocument({
          board: {
            items: Array.from({ length: columns * columns }, (_, index) =>
              item(
                (index % columns) * 300 - 5000,
                Math.floor(index / columns) * 200,
                index % 2 === 0 ? 0 : 12,
              ),
            ),
            edges: [],
          },
        }),
      )[1] ?? fail();
    const small = boardOf(3);
    const huge = boardOf(40);
    const flat = (ops: readonly DrawOp[]): DrawOp[] =>
      ops.flatMap((op) => (op.kind === 'group' ? flat(op.ops) : [op]));
    const cardTexts = (page: PageLayout) =>
      flat(page.ops).filter((op): op is TextOp => op.kind === 'text' && /Mood|花樣/.test(op.text));
    expect(cardTexts(small).length).toBeGreaterThan(9);
    expect(cardTexts(small).every((op) => op.sizePt >= 5)).toBe(true);
    expect(cardTexts(huge)).toEqual([]);
    expect(pageFaults(small)).toEqual([]);
    for (const op of flat(huge.ops)) {
      if (op.kind !== 'rect') continue;
      expect(op.x).toBeGreaterThanOrEqual(0);
      expect(op.x + op.width).toBeLessThanOrEqual(huge.width);
      expect(op.y + op.height).toBeLessThanOrEqual(huge.height);
    }
  });
});

function fail(): never {
  throw new Error('expected to be there');
}
