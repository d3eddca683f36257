import { describe, expect, it } from 'vitest';
import { sourceIdSchema } from '../../shared/domain/ids.ts';
import { makeSourcePages } from './sourcePages.ts';

const list = (length: number) =>
  Array.from({ length }, (_, index) => ({
    sourceId: sourceIdSchema.parse(`s-${index}`),
    fileName: `${index}.jpg`,
    sizeBytes: index,
  }));

describe('makeSourcePages', () => {
  it.each([0, 1, 500, 501, 1400])('hands out %d sources whole, in order, in short pieces', (length) => {
    const pages = makeSourcePages();
    let page = pages.first(list(length));
    const got = [...page.sources];
    while (page.moreId !== null) {
      expect(page.sources.length).toBeLessThanOrEqual(500);
      page = pages.next(page.moreId);
      got.push(...page.sources);
    }
    expect(got).toEqual(list(length));
  });

  it('hands out a piece once', () => {
    const pages = makeSourcePages();
    const { moreId } = pages.first(list(600));
    if (moreId === null) throw new Error('there is no more');
    expect(pages.next(moreId).sources).toHaveLength(100);
    expect(pages.next(moreId)).toEqual({ sources: [], moreId: null });
  });
});
