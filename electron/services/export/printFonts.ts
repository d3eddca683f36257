import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FontFace, FontWeight, TextMeasure } from '../../../shared/print/pageLayout.ts';
import { currentFontCovers, type PdfWriter } from './pdfKitParts.ts';
import { sfntOfWoff } from './sfntOfWoff.ts';

/** The font files by face and weight. */
const fontFileName: Record<FontFace, Record<FontWeight, string>> = {
  pretendard: { regular: 'Pretendard-Regular.otf', semibold: 'Pretendard-SemiBold.otf' },
  'noto-sans-tc': { regular: 'noto-sans-tc-400.woff', semibold: 'noto-sans-tc-700.woff' },
  'noto-sans-sc': { regular: 'noto-sans-sc-400.woff', semibold: 'noto-sans-sc-700.woff' },
  'noto-sans-jp': { regular: 'noto-sans-jp-400.woff', semibold: 'noto-sans-jp-700.woff' },
};

/** Where a face's file lies. */
function fontPath(fontsDir: string, face: FontFace, weight: FontWeight): string {
  return join(fontsDir, fontFileName[face][weight]);
}

/** The faces of one PDF; each file is read only when something is set in it. */
export class PrintFonts {
  readonly #known = new Set<string>();
  readonly #pdf: PdfWriter;
  readonly #fontsDir: string;

  constructor(pdf: PdfWriter, fontsDir: string) {
    this.#pdf = pdf;
    this.#fontsDir = fontsDir;
  }

  /** Makes a face the current one. */
  use(face: FontFace, weight: FontWeight, sizePt: number): PdfWriter {
    const name = `${face} ${weight}`;
    if (!this.#known.has(name)) {
      const bytes = readFileSync(fontPath(this.#fontsDir, face, weight));
      this.#pdf.registerFont(name, sfntOfWoff(bytes));
      this.#known.add(name);
    }
    return this.#pdf.font(name).fontSize(sizePt);
  }
}

/** Measures with the very fonts that the PDF embeds. */
export function pdfTextMeasure(fonts: PrintFonts): TextMeasure {
  const coverage = new Map<FontFace, Map<number, boolean>>();
  const widths = new Map<string, Map<string, number>>();
  return {
    widthOf: (text, face, weight, sizePt) => {
      const known = nested(widths, `${face} ${weight}`);
      let perPoint = known.get(text);
      if (perPoint === undefined) {
        perPoint = fonts.use(face, weight, 1).widthOfString(text);
        known.set(text, perPoint);
      }
      return perPoint * sizePt;
    },
    covers: (face, codePoint) => {
      const known = nested(coverage, face);
      let covered = known.get(codePoint);
      if (covered === undefined) {
        // Both weights of a face have the same characters.
        covered = currentFontCovers(fonts.use(face, 'regular', 1), codePoint);
        known.set(codePoint, covered);
      }
      return covered;
    },
  };
}

function nested<K, A, B>(map: Map<K, Map<A, B>>, key: K): Map<A, B> {
  const known = map.get(key) ?? new Map<A, B>();
  map.set(key, known);
  return known;
}
