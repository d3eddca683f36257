import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LinkEnd } from '../domain/homageLink.ts';
import { frameIdSchema, linkIdSchema, momentIdSchema, workIdSchema } from '../domain/ids.ts';
import { rectsOverlap } from './boundsOf.ts';
import { type BoardSize, frameStripSpace } from './itemSize.ts';
import { type LayoutHomagesInput, layoutHomages, type PlannedItem } from './layoutHomages.ts';

type Link = LayoutHomagesInput['links'][number];

const frameEnd = (work: string, frame: string): LinkEnd => ({
  type: 'frame',
  workId: workIdSchema.parse(work),
  frameId: frameIdSchema.parse(`${work}/${frame}`),
});
const momentEnd = (work: string, moment: string): LinkEnd => ({
  type: 'moment',
  workId: workIdSchema.parse(work),
  momentId: momentIdSchema.parse(`${work}/${moment}`),
});
const link = (id: string, from: LinkEnd[], to: LinkEnd[]): Link => ({ id: linkIdSchema.parse(id), from, to });

function sizesOf(links: readonly Link[], size: BoardSize = { width: 1920, height: 804 }) {
  const ends = links.flatMap((each) => [...each.from, ...each.to]);
  return new Map(ends.flatMap((end) => (end.type === 'frame' ? [[end.frameId, size] as const] : [])));
}

const endArbitrary = (works: readonly string[]): fc.Arbitrary<LinkEnd> =>
  fc
    .tuple(fc.constantFrom(...works), fc.constantFrom('frame', 'moment'), fc.integer({ min: 0, max: 4 }))
    .map(([work, type, index]) =>
      type === 'frame' ? frameEnd(work, String(index)) : momentEnd(work, String(index)),
    );
const linksArbitrary: fc.Arbitrary<Link[]> = fc
  .array(
    fc.tuple(
      fc.array(endArbitrary(['mv1', 'mv2', 'mv3', 'mv4']), { minLength: 1, maxLength: 3 }),
      fc.array(endArbitrary(['film1', 'film2', 'film3']), { minLength: 1, maxLength: 3 }),
    ),
    { maxLength: 25 },
  )
  .map((pairs) => pairs.map(([from, to], index) => link(`link${index}`, from, to)));
const aspectArbitrary = fc.record({
  width: fc.integer({ min: 1, max: 4000 }),
  height: fc.integer({ min: 1, max: 4000 }),
});

/** What an item takes up, its palette strip included. */
function drawnRect(item: PlannedItem) {
  const strip = item.content.kind === 'frame' ? frameStripSpace : 0;
  return { ...item, height: item.height + strip };
}

const showing = (items: readonly PlannedItem[], end: LinkEnd) =>
  items.filter(({ content }) =>
    end.type === 'frame'
      ? content.kind === 'frame' && content.frameId === end.frameId
      : content.kind === 'moment' && content.momentId === end.momentId,
  );

describe('layoutHomages', () => {
  it('never lays two items over each other', () => {
    fc.assert(
      fc.property(linksArbitrary, aspectArbitrary, (links, size) => {
        const items = layoutHomages({ links, frameSizes: sizesOf(links, size) }).filter(
          ({ content }) => content.kind !== 'link',
        );
        for (const [index, a] of items.entries()) {
          for (const b of items.slice(index + 1)) {
            expect(rectsOverlap(drawnRect(a), drawnRect(b)), JSON.stringify([a, b])).toBe(false);
          }
        }
      }),
    );
  });

  it('shows every end and every link, an MV left of its film with room for the label', () => {
    fc.assert(
      fc.property(linksArbitrary, (links) => {
        const items = layoutHomages({ links, frameSizes: sizesOf(links) });
        expect(items.filter(({ content }) => content.kind === 'link')).toHaveLength(links.length);
        for (const each of links) {
          for (const from of each.from) {
            for (const to of each.to) {
              const gaps = showing(items, from).flatMap((a) =>
                showing(items, to).map((b) => b.x - (a.x + a.width)),
              );
              expect(gaps.some((gap) => gap >= 200)).toBe(true);
            }
          }
        }
      }),
    );
  });

  it('gives the same places for the same input', () => {
    fc.assert(
      fc.property(linksArbitrary, (links) => {
        const frameSizes = sizesOf(links);
        expect(layoutHomages({ links, frameSizes })).toEqual(layoutHomages({ links, frameSizes }));
      }),
    );
  });

  it('puts one card a work on each side of a group, left of the MV’s frames and right of the film’s', () => {
    const links = [
      link('a', [frameEnd('mv', '1')], [frameEnd('film A', '1')]),
      link('b', [frameEnd('mv', '2')], [frameEnd('film B', '1')]),
      link('c', [frameEnd('mv', '2')], [frameEnd('film A', '2')]),
    ];
    const items = layoutHomages({ links, frameSizes: sizesOf(links) });
    const cards = items.flatMap((item) =>
      item.content.kind === 'work' ? [{ workId: item.content.workId, x: item.x }] : [],
    );
    expect(cards.map((card) => card.workId).sort()).toEqual(['film A', 'film B', 'mv']);
    const xs = items.filter(({ content }) => content.kind === 'frame').map((item) => item.x);
    for (const card of cards) {
      if (card.workId === workIdSchema.parse('mv')) expect(card.x).toBeLessThan(Math.min(...xs));
      else expect(card.x).toBeGreaterThan(Math.max(...xs));
    }
  });

  it('keeps the shape of every picture', () => {
    fc.assert(
      fc.property(aspectArbitrary, (size) => {
        const links = [link('a', [frameEnd('mv', '1')], [frameEnd('film', '1')])];
        const frames = layoutHomages({ links, frameSizes: sizesOf(links, size) }).filter(
          ({ content }) => content.kind === 'frame',
        );
        expect(frames).toHaveLength(2);
        for (const frame of frames) {
          expect(frame.width / frame.height / (size.width / size.height)).toBeCloseTo(1, 6);
        }
      }),
    );
  });

  it('spreads many groups over columns instead of one long strip', () => {
    const links = Array.from({ length: 12 }, (_, index) =>
      link(`l${index}`, [frameEnd(`mv${index}`, '1')], [frameEnd(`film${index}`, '1')]),
    );
    const items = layoutHomages({ links, frameSizes: sizesOf(links) });
    const width = Math.max(...items.map((item) => item.x + item.width));
    const height = Math.max(...items.map((item) => item.y + item.height));
    expect(width / height).toBeGreaterThan(0.7);
    expect(width / height).toBeLessThan(3.2);
  });

  it('leaves out frames without a picture and still draws the rest', () => {
    const links = [link('a', [frameEnd('mv', 'gone'), frameEnd('mv', '1')], [momentEnd('film', '1')])];
    const frameSizes = sizesOf(links);
    frameSizes.delete(frameIdSchema.parse('mv/gone'));
    const kinds = layoutHomages({ links, frameSizes }).map(({ content }) => content.kind);
    expect(kinds.sort()).toEqual(['frame', 'link', 'moment', 'work', 'work']);
  });
});
