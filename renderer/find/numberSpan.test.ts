import { describe, expect, it } from 'vitest';
import {
  aspectChoices,
  aspectText,
  liesInSpans,
  parseAspect,
  parseShotLength,
  parseYears,
  shotLengthText,
  yearsText,
} from './numberSpan.ts';

describe('parseYears', () => {
  it('reads a year, a span, a decade and an open end', () => {
    expect(parseYears('1994')).toEqual({ min: 1994, max: 1994 });
    expect(parseYears('1994-2000')).toEqual({ min: 1994, max: 2000 });
    expect(parseYears('2000 – 1994')).toEqual({ min: 1994, max: 2000 });
    expect(parseYears('1990s')).toEqual({ min: 1990, max: 1999 });
    expect(parseYears('since 2004')).toEqual({ min: 2004, max: null });
    expect(parseYears('<1999')).toEqual({ min: null, max: 1999 });
  });
  it('reads full-width digits and the word for year in Korean and Chinese', () => {
    expect(parseYears('１９９４〜２０００')).toEqual({ min: 1994, max: 2000 });
    expect(parseYears('1997년')).toEqual({ min: 1997, max: 1997 });
    expect(parseYears('1997年')).toEqual({ min: 1997, max: 1997 });
  });
  it('reads decades, and open ends in Korean', () => {
    for (const text of ['90s', '1990년대', '90년대', '1990年代'])
      expect(parseYears(text), text).toEqual({ min: 1990, max: 1999 });
    expect(parseYears('2000년대')).toEqual({ min: 2000, max: 2009 });
    expect(parseYears('2004년 이후')).toEqual({ min: 2004, max: null });
    expect(parseYears('1999까지')).toEqual({ min: null, max: 1999 });
    expect(parseYears('1994년부터')).toEqual({ min: 1994, max: null });
    expect(parseYears('1994년~2000년')).toEqual({ min: 1994, max: 2000 });
  });
  it('refuses what is no year', () => {
    for (const text of ['', '12', '10s', 'abc년대', 'wong', '1994.5', '99999', '1994-wong'])
      expect(parseYears(text), text).toBeNull();
  });
});

describe('parseShotLength', () => {
  it('reads spans in seconds', () => {
    expect(parseShotLength('2-5 s')).toEqual({ min: 2, max: 5 });
    expect(parseShotLength('< 1.5')).toEqual({ min: null, max: 1.5 });
    expect(parseShotLength('over 10 seconds')).toEqual({ min: 10, max: null });
    expect(parseShotLength('3+')).toEqual({ min: 3, max: null });
    expect(parseShotLength('0,5-1')).toEqual({ min: 0.5, max: 1 });
  });
  it('reads spans in Korean', () => {
    expect(parseShotLength('2초 이상')).toEqual({ min: 2, max: null });
    expect(parseShotLength('1.5초이하')).toEqual({ min: null, max: 1.5 });
    expect(parseShotLength('2초~5초')).toEqual({ min: 2, max: 5 });
  });
  it('refuses a length of nothing', () => {
    for (const text of ['0', '0-0', '<0']) expect(parseShotLength(text), text).toBeNull();
  });
  it('takes one number as about that', () => {
    expect(parseShotLength('2')).toEqual({ min: 1.8, max: 2.2 });
    expect(parseShotLength('2.39')).toEqual({ min: 2.15, max: 2.63 });
  });
});

describe('parseAspect', () => {
  it('knows the names of the trade', () => {
    expect(parseAspect('2.39')).toEqual(parseAspect('scope'));
    expect(parseAspect('16:9')).toEqual(parseAspect('1.78'));
    expect(parseAspect('vertical')).toEqual({ min: null, max: 0.95 });
    expect(parseAspect('1.3-1.5')).toEqual({ min: 1.3, max: 1.5 });
  });
  it.each([
    [1920, 804, '2.39'],
    [1920, 1038, '1.85'],
    [1920, 1080, '16:9'],
    [1440, 1080, '4:3'],
    [800, 800, '1:1'],
  ])('puts %d x %d into %s and no other named ratio', (width, height, name) => {
    const fitting = aspectChoices.filter(({ span }) => liesInSpans(width / height, [span]));
    expect(fitting.map(({ label }) => label)).toEqual([name]);
  });
  it('refuses what no picture has', () => {
    for (const text of ['0', '1:0', '0-0', '0:5', '99', 'abc']) expect(parseAspect(text), text).toBeNull();
  });
  it('writes a named ratio by its name', () => {
    for (const { label, span } of aspectChoices) {
      expect(aspectText(span)).toBe(label);
      expect(parseAspect(label)).toEqual(span);
    }
  });
});

describe('texts of spans', () => {
  it('say open ends in words', () => {
    expect(yearsText({ min: 1994, max: 2000 })).toBe('1994–2000');
    expect(yearsText({ min: 1994, max: 1994 })).toBe('1994');
    expect(yearsText({ min: null, max: 1994 })).toBe('up to 1994');
    expect(shotLengthText({ min: 3, max: null })).toBe('from 3 s');
    expect(aspectText({ min: 1.3, max: 1.5 })).toBe('1.3–1.5');
  });
});

describe('liesInSpans', () => {
  it('lets everything pass without a span, and nothing unknown with one', () => {
    expect(liesInSpans(null, [])).toBe(true);
    expect(liesInSpans(null, [{ min: null, max: 5 }])).toBe(false);
    expect(
      liesInSpans(3, [
        { min: 1, max: 2 },
        { min: 3, max: null },
      ]),
    ).toBe(true);
  });
});
