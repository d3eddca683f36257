import type { HanLanguage } from './hanLanguage.ts';
import type { FontFace, TextMeasure } from './pageLayout.ts';

/** Text that is set in one face. */
export interface FaceRun {
  readonly text: string;
  readonly face: FontFace;
}

const hanFaces: Record<HanLanguage, FontFace> = {
  tc: 'noto-sans-tc',
  sc: 'noto-sans-sc',
  jp: 'noto-sans-jp',
};
const allFaces: readonly FontFace[] = ['pretendard', 'noto-sans-tc', 'noto-sans-sc', 'noto-sans-jp'];

const ideographic = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}]/u;
// CJK punctuation and full-width forms follow the ideographs around them.
const ideographicPunctuation = /[\u3000-\u303f\u30fb\u30fc\ufe30-\ufe4f\uff00-\uff65\uffe0-\uffe6]/u;
const plainLatin = /^[ -~]*$/;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

// Latin, punctuation, Kana, Han and Hangul syllables, none of which combines with its neighbour.
const oneCodeUnitEach =
  /^[\n -~\u00a0-\u024f\u2010-\u2027\u3000-\u3029\u3041-\u3096\u30a1-\u30ff\u4e00-\u9fff\uac00-\ud7a3]*$/;

/** Splits into what a reader sees as one character. */
export function graphemesOf(text: string): string[] {
  // The segmenter takes ten times as long, and nearly all text is plain.
  if (oneCodeUnitEach.test(text)) return text.split('');
  return Array.from(graphemes.segment(text), (segment) => segment.segment);
}

/**
 * Text as it can be printed: composed, without control and joining characters, every line break as \n, and
 * with nothing that no face can draw. Emoji fall away, a missing Han character becomes the printers' geta
 * mark, and writing in a script that no face has becomes the mark of omission […].
 */
export function printableText(text: string, measure: TextMeasure): string {
  const cleaned = text
    .normalize('NFC')
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/[^\P{Cc}\n]/gu, ' ')
    .replace(/[\p{Cs}\p{Co}]|[^\P{Cf}\u200d]/gu, '');
  const covered = (codePoint: string): boolean =>
    codePoint === '\n' || allFaces.some((face) => measure.covers(face, codePoint.codePointAt(0) ?? 0));
  if (Array.from(cleaned).every(covered)) return cleaned;
  const kept = graphemesOf(cleaned).map((grapheme) => {
    const visible = grapheme.replace(/\u200d|\p{Variation_Selector}/gu, '');
    if (Array.from(visible).every(covered)) return visible;
    // A base letter is worth more than the mark that cannot be set on it.
    const base = Array.from(visible.normalize('NFD'))[0] ?? '';
    if (/\p{L}/u.test(base) && covered(base)) return base;
    if (/\p{Script=Han}/u.test(base)) return '〓';
    return /[\p{L}\p{N}\p{M}]/u.test(base) ? '\ue000' : '';
  });
  return kept.join('').replace(/\ue000(?:[\s\ue000]*\ue000)?/g, '[…]');
}

/**
 * Splits printable text into runs of one face each. Latin and Hangul are set in Pretendard, Han and Kana in
 * the Noto Sans of the paragraph's language; a face that lacks a character gives way to one that has it.
 * @param language of the Han characters in the paragraph the text stands in; null where it has none
 */
export function faceRuns(text: string, language: HanLanguage | null, measure: TextMeasure): FaceRun[] {
  if (text === '') return [];
  if (plainLatin.test(text)) return [{ text, face: 'pretendard' }];
  const hanFirst: readonly FontFace[] = [hanFaces[language ?? 'tc'], ...allFaces.slice(1), 'pretendard'];
  const runs: { text: string; face: FontFace }[] = [];
  for (const grapheme of graphemesOf(text)) {
    const asHan = ideographic.test(grapheme) || (language !== null && ideographicPunctuation.test(grapheme));
    const order = asHan ? hanFirst : allFaces;
    const face =
      order.find((face) =>
        Array.from(grapheme).every((character) => measure.covers(face, character.codePointAt(0) ?? 0)),
      ) ?? 'pretendard';
    const last = runs.at(-1);
    if (last !== undefined && last.face === face) last.text += grapheme;
    else runs.push({ text: grapheme, face });
  }
  return runs;
}
