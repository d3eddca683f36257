import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { colourName } from './colourName.ts';
import { nameColour } from './nameColour.ts';
import { nameColourKorean } from './nameColourKorean.ts';
import { type Oklch, oklabOfRgb, oklchOfOklab, rgbOfHex } from './oklab.ts';

const oklchOf = (hex: string): Oklch => oklchOfOklab(oklabOfRgb(...rgbOfHex(hex)));

/**
 * The names of the XKCD colour survey (2010): 949 colours as 222,500 people named them, in the public domain (CC0),
 * see resources/CREDITS.md.
 */
const survey = Object.entries(
  JSON.parse(
    readFileSync(join(import.meta.dirname, '../../tests/fixtures/names/xkcdColours.json'), 'utf8'),
  ) as Record<string, string>,
);

/** The survey's words for hues, and the families that they may be told as: where people's words overlap, several. */
const surveyWords: Readonly<Record<string, readonly string[]>> = {
  red: ['red'],
  crimson: ['red'],
  scarlet: ['red'],
  maroon: ['red', 'brown'],
  burgundy: ['red', 'purple'],
  orange: ['orange'],
  peach: ['orange', 'pink', 'brown'],
  amber: ['orange', 'yellow'],
  yellow: ['yellow'],
  gold: ['yellow', 'orange', 'brown'],
  mustard: ['yellow', 'brown', 'olive'],
  lime: ['yellow', 'green'],
  chartreuse: ['yellow', 'green'],
  olive: ['olive', 'green', 'brown'],
  green: ['green'],
  turquoise: ['teal', 'green', 'blue'],
  teal: ['teal', 'green', 'blue'],
  aqua: ['teal', 'green', 'blue'],
  cyan: ['teal', 'blue'],
  blue: ['blue'],
  navy: ['blue'],
  indigo: ['blue', 'purple'],
  periwinkle: ['blue', 'purple'],
  violet: ['purple', 'pink'],
  purple: ['purple'],
  lavender: ['purple'],
  lilac: ['purple'],
  mauve: ['purple', 'pink'],
  magenta: ['purple', 'pink', 'red'],
  fuchsia: ['purple', 'pink'],
  pink: ['pink'],
  rose: ['pink', 'red'],
  salmon: ['pink', 'orange'],
  brown: ['brown'],
  tan: ['brown', 'yellow'],
  beige: ['brown', 'yellow', 'grey'],
  chocolate: ['brown'],
  grey: ['grey'],
  black: ['grey', 'black'],
  white: ['grey', 'white'],
};

/** What the survey's name says: its last word counts, and both of two side by side ("blue green", "red/brown"). */
function familiesOfSurvey(name: string): readonly string[] | null {
  const words = name.split(/[ /]/);
  const last = surveyWords[words.at(-1) ?? ''];
  if (last === undefined) return null;
  const before = surveyWords[words.at(-2) ?? ''];
  return before === undefined ? last : [...last, ...before];
}

const englishFamilies: readonly (readonly [RegExp, readonly string[]])[] = [
  [/wine red|crimson/, ['red', 'pink', 'purple']],
  [/orange-red|terracotta|salmon/, ['red', 'orange', 'pink']],
  [/reddish brown|blackish red/, ['red', 'brown']],
  [/\bred$/, ['red']],
  [/dusty (rose|pink)/, ['pink', 'brown']],
  [/rose$/, ['pink', 'red']],
  [/pink$/, ['pink']],
  [/peach/, ['orange', 'pink', 'brown']],
  [/orange$/, ['orange']],
  [/amber|ochre/, ['orange', 'yellow', 'brown']],
  [/olive brown/, ['brown', 'olive', 'yellow']],
  [/olive green/, ['green', 'olive']],
  [/olive$/, ['olive', 'yellow', 'green']],
  [/brown$/, ['brown']],
  [/tan$|beige/, ['brown', 'yellow', 'pink']],
  [/cream|ivory/, ['yellow', 'white', 'brown']],
  [/yellow-green/, ['yellow', 'green']],
  [/yellow$/, ['yellow']],
  [/blue-green|mint green/, ['green', 'teal', 'blue']],
  [/green$/, ['green']],
  [/turquoise|teal|cyan blue/, ['teal', 'green', 'blue']],
  [/periwinkle/, ['blue', 'purple']],
  [/blue$|azure/, ['blue']],
  [/violet/, ['purple', 'blue']],
  [/purple|lavender|lilac/, ['purple', 'pink']],
  [/magenta/, ['purple', 'pink', 'red']],
  [/grey$/, ['grey']],
  [/black$/, ['grey', 'black']],
  [/white$/, ['grey', 'white']],
];
const koreanFamilies: readonly (readonly [RegExp, readonly string[]])[] = [
  [/자줏빛 빨강/, ['red', 'pink', 'purple']],
  [/빨강$/, ['red']],
  [/노란 주황/, ['orange', 'yellow']],
  [/주황$/, ['orange', 'red']],
  [/노랑$/, ['yellow']],
  [/연두$/, ['green', 'yellow']],
  [/초록$/, ['green']],
  [/청록$/, ['teal', 'green', 'blue']],
  [/하늘색$/, ['blue', 'teal']],
  [/파랑$/, ['blue']],
  [/남색$/, ['blue', 'purple']],
  [/보라$/, ['purple', 'blue', 'pink']],
  [/자주$/, ['purple', 'pink', 'red']],
  [/분홍$/, ['pink']],
  [/갈색$/, ['brown', 'red']],
  [/황토색$/, ['brown', 'orange', 'yellow']],
  [/올리브색$/, ['olive', 'green', 'brown', 'yellow']],
  [/베이지색$/, ['brown', 'yellow', 'pink']],
  [/살구색$/, ['orange', 'pink', 'brown']],
  [/상아색$|크림색$/, ['yellow', 'white', 'brown']],
  [/회색$/, ['grey', 'white']],
  [/검정$/, ['grey', 'black']],
  [/하양$/, ['grey', 'white']],
];

function agreement(
  nameOf: (oklch: Oklch) => string,
  families: readonly (readonly [RegExp, readonly string[]])[],
): { rate: number; judged: number; unlike: string[] } {
  const unlike: string[] = [];
  let judged = 0;
  for (const [surveyName, hex] of survey) {
    const wanted = familiesOfSurvey(surveyName);
    if (wanted === null) continue;
    judged += 1;
    const name = nameOf(oklchOf(hex));
    const said = families.find(([pattern]) => pattern.test(name))?.[1];
    expect(said, name).toBeDefined();
    if (said?.some((family) => wanted.includes(family)) !== true)
      unlike.push(`${hex} ${surveyName}: ${name}`);
  }
  return { rate: 1 - unlike.length / judged, judged, unlike };
}

/** How often the names of other colours would agree: what the rates are worth. */
function agreementByChance(
  nameOf: (oklch: Oklch) => string,
  families: readonly (readonly [RegExp, readonly string[]])[],
): number {
  const said = survey.map(([, hex]) => families.find(([pattern]) => pattern.test(nameOf(oklchOf(hex))))?.[1]);
  let pairs = 0;
  let alike = 0;
  for (const [at, [surveyName]] of survey.entries()) {
    const wanted = familiesOfSurvey(surveyName);
    if (wanted === null) continue;
    for (const apart of [101, 307, 503]) {
      pairs += 1;
      if (said[(at + apart) % said.length]?.some((family) => wanted.includes(family)) === true) alike += 1;
    }
  }
  return alike / pairs;
}

describe('colour names against the XKCD survey', () => {
  it('agrees where it does by more than chance', () => {
    expect(agreementByChance(nameColour, englishFamilies)).toBeLessThan(0.33);
    expect(agreementByChance(nameColourKorean, koreanFamilies)).toBeLessThan(0.33);
  });

  it('agrees on the hue in English for at least 95 of 100 names', () => {
    const { rate, judged, unlike } = agreement(nameColour, englishFamilies);
    expect(judged).toBeGreaterThan(600);
    expect(rate, unlike.join('\n')).toBeGreaterThanOrEqual(0.95);
  });

  it('agrees on the hue in Korean for at least 95 of 100 names', () => {
    const { rate, judged, unlike } = agreement(nameColourKorean, koreanFamilies);
    expect(judged).toBeGreaterThan(600);
    expect(rate, unlike.join('\n')).toBeGreaterThanOrEqual(0.95);
  });
});

describe('nameColourKorean', () => {
  it.each([
    ['#ff0000', '선명한 빨강'],
    ['#000080', '진한 남색'],
    ['#808080', '회색'],
    ['#ffffff', '하양'],
    ['#000000', '검정'],
    ['#ffc0cb', '연한 분홍'],
    ['#654321', '갈색'],
    ['#ffff00', '선명한 노랑'],
    ['#87ceeb', '밝은 하늘색'],
    ['#006400', '어두운 초록'],
    ['#3a4046', '어두운 파란 회색'],
    ['#2b2622', '아주 어두운 갈빛 회색'],
    ['#d8d2c8', '밝은 노란 회색'],
    ['#120c0a', '빨간 검정'],
    ['#f2eaf0', '분홍빛 하양'],
    ['#947706', '황토색'],
    ['#886806', '진한 황토색'],
    ['#b27a01', '진한 노란 주황'],
    ['#c48a7e', '탁한 분홍'],
    ['#e2725b', '흐린 주황'],
    ['#ff4500', '선명한 주황'],
    ['#ff7f50', '밝은 주황'],
  ])('calls %s %s', (hex, name) => {
    expect(nameColourKorean(oklchOf(hex))).toBe(name);
  });

  // "(아주) 수식 형용사, 색이름 수식형, 기본색이름": a modifier of hue never stands before one of tone.
  it('is built as KS A 0011 builds names, modifiers of tone before those of hue', () => {
    const tone = '(아주 )?(선명한|밝은|연한|흐린|탁한|진한|어두운|어둡고 탁한) ';
    const hue = '(빨간|노란|파란|초록빛|보랏빛|자줏빛|분홍빛|갈빛) ';
    const basic = '빨강|주황|노랑|연두|초록|청록|파랑|남색|보라|자주|분홍|갈색|하양|회색|검정';
    const customary = '하늘색|올리브색|황토색|베이지색|살구색|상아색|크림색';
    const built = new RegExp(`^(${tone})?(${hue})?(${basic}|${customary})$`);
    const byte = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(byte, byte, byte, (red, green, blue) => {
        expect(nameColourKorean(oklchOfOklab(oklabOfRgb(red, green, blue)))).toMatch(built);
      }),
      { numRuns: 2000 },
    );
  });

  it('gives every colour a short name of Hangul words, the same each time', () => {
    const byte = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(byte, byte, byte, (red, green, blue) => {
        const oklch = oklchOfOklab(oklabOfRgb(red, green, blue));
        const name = nameColourKorean(oklch);
        expect(name).toMatch(/^[가-힣]+( [가-힣]+){0,3}$/);
        expect(nameColourKorean(oklch)).toBe(name);
        expect(colourName(oklch, 'both')).toBe(`${nameColour(oklch)} · ${name}`);
      }),
      { numRuns: 1000 },
    );
  });
});
