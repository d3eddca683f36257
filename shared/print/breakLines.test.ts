import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { breakLines, breakLinesAtMost, lineText, span } from './breakLines.ts';
import { plainMeasure } from './testing/plainMeasure.ts';

const setting = { measure: plainMeasure, hanFallback: 'tc' } as const;
const texts = (text: string, widthPt: number, url: string | null = null): string[] =>
  breakLines([span(text, { url })], 10, widthPt, setting).map(lineText);

describe('breakLines', () => {
  it('breaks Latin and Hangul at spaces and after hyphens only', () => {
    expect(texts('five K-Pop videos', 40)).toEqual(['five K-', 'Pop ', 'videos']);
    expect(texts('붉은 제목글자', 50)).toEqual(['붉은 ', '제목글자']);
  });

  it('breaks between Han and Kana, never before a closing mark or after an opening one', () => {
    expect(texts('花樣年華', 20)).toEqual(['花樣', '年華']);
    for (const width of [30, 40, 50, 60]) {
      const lines = texts('彼は「花様年華」を、見た。映画ッ', width);
      expect(lines.slice(1).every((line) => !/^[」、。ーッ]/u.test(line))).toBe(true);
      expect(lines.every((line) => !line.endsWith('「'))).toBe(true);
    }
  });

  it('keeps a short name or title in Han together', () => {
    expect(texts('Fallen Angels 墮落天使', 100)).toEqual(['Fallen Angels ', '墮落天使']);
  });

  it('breaks an address after its punctuation', () => {
    const url = 'example.org/first/second?third=fourth';
    const lines = texts(url, 80, `https://${url}`);
    expect(lines.join('')).toBe(url);
    expect(lines.slice(0, -1).every((line) => /[/?=.]$/.test(line))).toBe(true);
  });

  it('breaks a word that is longer than a line where it must', () => {
    const lines = texts('a'.repeat(50), 42);
    expect(lines.join('')).toBe('a'.repeat(50));
    expect(Math.max(...lines.map((line) => line.length))).toBe(8);
  });

  it('keeps every line break of the writer', () => {
    expect(texts('one\n\ntwo', 100)).toEqual(['one', '', 'two']);
  });

  it('does not part a word where its look changes', () => {
    const lines = breakLines([span('Homage'), span(', sure', { weight: 'semibold' })], 10, 37, setting);
    expect(lines.map(lineText)).toEqual(['Homage, ', 'sure']);
  });

  it('never sets a line wider than the column and never loses a character', () => {
    const alphabet = fc.constantFrom(...'ab-/ .,「」、王家衛あー가나“”()'.split(''));
    fc.assert(
      fc.property(
        fc.array(alphabet, { maxLength: 80 }),
        fc.integer({ min: 25, max: 200 }),
        (characters, width) => {
          const text = characters.join('');
          const lines = breakLines([span(text)], 10, width, setting);
          expect(lines.map(lineText).join('')).toBe(text);
          for (const line of lines) expect(line.width).toBeLessThanOrEqual(width + 1e-6);
        },
      ),
    );
  });
});

describe('breakLinesAtMost', () => {
  it('ends what does not fit in an ellipsis that fits', () => {
    const { lines, shortened } = breakLinesAtMost([span('one two three four five')], 10, 50, 2, setting);
    expect(shortened).toBe(true);
    expect(lines).toHaveLength(2);
    expect(lineText(lines[1] ?? { runs: [], width: 0 })).toMatch(/…$/);
    for (const line of lines) expect(line.width).toBeLessThanOrEqual(50);
  });

  it('leaves what fits as it is', () => {
    const { lines, shortened } = breakLinesAtMost([span('one two')], 10, 50, 2, setting);
    expect({ shortened, text: lines.map(lineText).join('') }).toEqual({ shortened: false, text: 'one two' });
  });
});
