import type { FontFace, FontWeight, TextMeasure } from '../../shared/print/pageLayout.ts';

/** The CSS families of the print faces; system fonts stand behind them. */
export const faceFamily: Record<FontFace, string> = {
  pretendard: '"Pretendard", sans-serif',
  'noto-sans-tc': '"Print Noto Sans TC", "Noto Sans CJK TC", sans-serif',
  'noto-sans-sc': '"Print Noto Sans SC", "Noto Sans CJK SC", sans-serif',
  'noto-sans-jp': '"Print Noto Sans JP", "Noto Sans CJK JP", sans-serif',
};

export const weightNumber: Record<FontWeight, number> = { regular: 400, semibold: 600 };

/** Measured at a large size, where rounding does not count. */
const measuredPx = 100;

const emoji = /\p{Emoji_Presentation}/u;
const inPretendard =
  /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hangul}\p{Script=Common}\p{Script=Inherited}]/u;
const inNoto =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\u3000-\u303f\uff00-\uffef]/u;

/**
 * Measures with the window's own text engine. A canvas cannot say whether a font has a glyph, so faces are
 * taken to cover their scripts; a Han character is one em wide in each of them, so that the rare one that
 * the PDF sets in another face does not move anything.
 * @throws Error where the window has no canvas
 */
export function canvasTextMeasure(): TextMeasure {
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) throw new Error('no canvas to measure text with');
  const widths = new Map<string, number>();
  return {
    widthOf: (text, face, weight, sizePt) => {
      const font = `${weightNumber[weight]} ${measuredPx}px ${faceFamily[face]}`;
      const key = `${font} ${text}`;
      let width = widths.get(key);
      if (width === undefined) {
        if (context.font !== font) context.font = font;
        width = context.measureText(text).width / measuredPx;
        widths.set(key, width);
      }
      return width * sizePt;
    },
    covers: (face, codePoint) => {
      const character = String.fromCodePoint(codePoint);
      if (emoji.test(character)) return false;
      return (face === 'pretendard' ? inPretendard : inNoto).test(character);
    },
  };
}

/** Loads the faces that pages are set in, so that they are measured and drawn in them. */
export async function loadPrintFaces(faces: Iterable<{ face: FontFace; weight: FontWeight }>): Promise<void> {
  await Promise.all(
    Array.from(faces, ({ face, weight }) =>
      document.fonts.load(`${weightNumber[weight]} ${measuredPx}px ${faceFamily[face]}`, 'A王あ가'),
    ),
  );
}
