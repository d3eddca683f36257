import type { TextMeasure } from '../pageLayout.ts';

const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uff65]/u;
const latin = /[\p{Script=Latin}\p{Script=Hangul}\p{Script=Common}\p{Script=Inherited}]/u;
const emoji = /\p{Extended_Pictographic}/u;

/** A measure of plain truth: ideographs one em, all else half; Pretendard has no Han, the Noto faces no Hangul. */
export const plainMeasure: TextMeasure = {
  widthOf: (text, _face, _weight, sizePt) =>
    Array.from(text).reduce((sum, character) => sum + (wide.test(character) ? 1 : 0.5) * sizePt, 0),
  covers: (face, codePoint) => {
    const character = String.fromCodePoint(codePoint);
    if (emoji.test(character)) return false;
    return face === 'pretendard'
      ? latin.test(character)
      : wide.test(character) && !/\p{Script=Hangul}/u.test(character);
  },
};
