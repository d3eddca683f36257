import { describe, expect, it } from 'vitest';
import { hexOfRgb } from '../../shared/colour/oklab.ts';
import { colourSearchSchema } from '../../shared/domain/searchFilter.ts';
import {
  changeColour,
  colourQueryOf,
  paletteSearch,
  weightShares,
  withColour,
  withoutColour,
} from './colourSearch.ts';
import { hexOfMixed, intoSrgb, isInSrgb, mixedOfHex, readHex } from './oklchColour.ts';

describe('the colours of a search', () => {
  it('are added up to five, then the chosen one is replaced', () => {
    let search = withColour(null, '#ff0000').search;
    for (const hex of ['#00ff00', '#0000ff', '#ffff00', '#00ffff']) search = withColour(search, hex).search;
    const more = withColour(search, '#123456', 2);
    expect(more.search.colours.map(({ hex }) => hex)).toEqual([
      '#ff0000',
      '#00ff00',
      '#123456',
      '#ffff00',
      '#00ffff',
    ]);
    expect(more.at).toBe(2);
    expect(withColour(search, '#0000ff')).toEqual({ search, at: 2 });
  });

  it('go one by one, and the search with the last', () => {
    const { search } = withColour(withColour(null, '#ff0000').search, '#00ff00');
    const one = withoutColour(search, 0);
    expect(one?.colours.map(({ hex }) => hex)).toEqual(['#00ff00']);
    expect(one === null ? 'gone' : withoutColour(one, 0)).toBeNull();
  });

  it('keep weights that can be asked', () => {
    const { search } = withColour(null, '#ff0000');
    expect(changeColour(search, 0, { weight: 0 }).colours[0]?.weight).toBe(1);
    expect(changeColour(search, 0, { weight: 999 }).colours[0]?.weight).toBe(100);
    expect(
      weightShares([
        { hex: '#000000', weight: 30 },
        { hex: '#ffffff', weight: 10 },
      ]),
    ).toEqual([75, 25]);
  });

  it('take up a palette by its shares, at most eight', () => {
    const palette = Array.from({ length: 10 }, (_, at) => ({ hex: `#0000${String(at)}0`, share: at / 45 }));
    const search = paletteSearch(palette);
    expect(search?.colours).toHaveLength(8);
    expect(search?.colours[0]).toEqual({ hex: '#000090', weight: 20 });
    expect(colourSearchSchema.safeParse(search).success).toBe(true);
    expect(paletteSearch([])).toBeNull();
  });

  it('are asked in OKLab', () => {
    const query = colourQueryOf({ colours: [{ hex: '#ffffff', weight: 2 }], tolerance: 0.1 });
    expect(query.colours[0]?.oklab[0]).toBeCloseTo(1, 4);
    expect(query.colours[0]?.weight).toBe(2);
    expect(query.tolerance).toBe(0.1);
  });
});

describe('mixing a colour', () => {
  it.each(['#e4541d', '#1e62ff', '#000000', '#ffffff', '#808080', '#00ff00'])('leaves %s as it is', (hex) => {
    expect(hexOfMixed(mixedOfHex(hex))).toBe(hex);
  });
  it('leaves every grey and every shade beside one as it is', () => {
    const changed: string[] = [];
    for (let grey = 4; grey < 252; grey += 1) {
      for (const [red, green, blue] of [
        [0, 0, 0],
        [2, 2, 0],
        [0, 2, 3],
        [3, 0, 0],
        [0, 3, 0],
        [-2, 0, 3],
      ] as const) {
        const hex = hexOfRgb(grey + red, grey + green, grey + blue);
        if (hexOfMixed(mixedOfHex(hex)) !== hex) changed.push(hex);
      }
    }
    expect(changed).toEqual([]);
  });
  it('takes chroma away, never lightness or hue, from what sRGB has not', () => {
    const wanted = { lightness: 0.9, chroma: 0.3, hue: 264 };
    expect(isInSrgb(wanted)).toBe(false);
    const shown = intoSrgb(wanted);
    expect(isInSrgb(shown)).toBe(true);
    expect(shown).toMatchObject({ lightness: 0.9, hue: 264 });
    expect(isInSrgb({ ...shown, chroma: shown.chroma + 0.02 })).toBe(false);
  });
  it('keeps a hue for a grey', () => {
    expect(mixedOfHex('#808080', 123).hue).toBe(123);
  });
  it('reads hex values as they are written', () => {
    expect(readHex(' E4541D ')).toBe('#e4541d');
    expect(readHex('#e51')).toBe('#ee5511');
    expect(readHex('＃E4541D')).toBe('#e4541d');
    for (const text of ['', '#12', 'orange', '#1234567']) expect(readHex(text), text).toBeNull();
  });
});
