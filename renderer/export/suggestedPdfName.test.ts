import { describe, expect, it } from 'vitest';
import { suggestedPdfName } from './suggestedPdfName.ts';

describe('suggestedPdfName', () => {
  it.each([
    ['Wong Kar Wai in five music videos', 'Wong Kar Wai in five music videos.pdf'],
    ['왕가위: 花樣年華 / 2046?', '왕가위 花樣年華 2046.pdf'],
    ['Hate that...', 'Hate that.pdf'],
    ['../../etc', 'etc.pdf'],
    ['', 'Board.pdf'],
    ['nul', 'Board nul.pdf'],
    ['   . ', 'Board.pdf'],
  ])('calls "%s" "%s"', (title, name) => {
    expect(suggestedPdfName(title)).toBe(name);
  });

  it('stays within what file systems and the contract take', () => {
    const name = suggestedPdfName('王'.repeat(300));
    expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(255);
    expect(name.length).toBeLessThanOrEqual(200);
  });
});
