import { describe, expect, it } from 'vitest';
import { faceRuns, printableText } from './faceRuns.ts';
import { type HanLanguage, hanLanguage } from './hanLanguage.ts';
import type { TextMeasure } from './pageLayout.ts';
import { plainMeasure } from './testing/plainMeasure.ts';

describe('hanLanguage', () => {
  it.each<[string, HanLanguage]>([
    ['王家衛', 'tc'],
    ['花樣年華', 'tc'],
    ['重慶森林', 'tc'],
    ['王家卫', 'sc'],
    ['花样年华', 'sc'],
    ['重庆森林', 'sc'],
    ['花様年華', 'jp'],
    ['千と千尋の神隠し', 'jp'],
    ['東京の桜', 'jp'],
  ])('sets %s as %s', (text, language) => {
    expect(hanLanguage(text, 'tc')).toBe(language);
  });

  it('leaves what all write alike to the document’s language', () => {
    expect(['tc', 'sc', 'jp'].map((fallback) => hanLanguage('2046 大山', fallback as HanLanguage))).toEqual([
      'tc',
      'sc',
      'jp',
    ]);
  });

  it('says nothing about text without Han or Kana', () => {
    expect(hanLanguage('Key feat. 태연', 'tc')).toBeNull();
  });
});

describe('faceRuns', () => {
  it('sets Latin and Hangul in Pretendard, Han in Noto Sans, and loses no character', () => {
    const text = 'dir. Wong Kar Wai 王家衛, 왕가위 (2004)';
    const runs = faceRuns(text, 'tc', plainMeasure);
    expect(runs.map((run) => run.text).join('')).toBe(text);
    expect(runs.map((run) => run.face)).toEqual(['pretendard', 'noto-sans-tc', 'pretendard']);
    expect(runs[1]?.text).toBe('王家衛');
  });

  it('goes to a face that has a character which the first choice lacks', () => {
    const lacking: TextMeasure = {
      ...plainMeasure,
      covers: (face, codePoint) =>
        plainMeasure.covers(face, codePoint) &&
        !(face === 'noto-sans-tc' && codePoint === '嘅'.codePointAt(0)),
    };
    expect(faceRuns('我嘅', 'tc', lacking)).toEqual([
      { text: '我', face: 'noto-sans-tc' },
      { text: '嘅', face: 'noto-sans-sc' },
    ]);
  });
});

describe('printableText', () => {
  it('keeps what can be set, line breaks included', () => {
    expect(printableText('Hate that…\r\n王家衛 — 왕가위', plainMeasure)).toBe('Hate that…\n王家衛 — 왕가위');
  });

  it('composes letters with their marks', () => {
    expect(printableText('e\u0301', plainMeasure)).toBe('é');
  });

  it('drops emoji, joiners, control and private characters', () => {
    expect(printableText('a🔥b👨‍👩‍👧c\u0007d\ue000e\ud800f\u200bg', plainMeasure)).toBe('abc defg');
  });

  it('marks writing that no face has as an omission, once for the whole of it', () => {
    expect(printableText('Film: ฉลาดเกมส์ โกง (2017)', plainMeasure)).toBe('Film: […] (2017)');
  });

  it('marks a missing Han character as printers do', () => {
    const noHan: TextMeasure = {
      ...plainMeasure,
      covers: (face, codePoint) => codePoint !== 0x20bb7 && plainMeasure.covers(face, codePoint),
    };
    expect(printableText('𠮷野', noHan)).toBe('〓野');
  });
});
