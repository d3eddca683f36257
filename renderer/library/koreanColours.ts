import { nameColourKorean } from '../../shared/colour/nameColourKorean.ts';
import type { Swatch } from '../../shared/domain/frame.ts';
import { searchable } from './searchText.ts';

/** One copy of each name: there are some hundred. */
const names = new Map<string, string>();
/** Made when first asked for: most libraries are never searched in Korean, and 100,000 frames have many swatches. */
const namesOf = new WeakMap<readonly Swatch[], readonly string[]>();

/** Whether a word has Hangul, as a Korean colour name has. */
export function hasHangul(word: string): boolean {
  return /\p{Script=Hangul}/u.test(word);
}

/** How a colour is called before "색" where its name alone is another word. */
const beforeSaek: Readonly<Record<string, string>> = {
  빨간: '빨강',
  파란: '파랑',
  노란: '노랑',
  하얀: '하양',
  흰: '하양',
  검은: '검정',
  까만: '검정',
};

/** "파란색" and "초록색" are what people write for the names 파랑 and 초록. */
function nameBeforeSaek(word: string): string | null {
  const stem = /^(.+)색$/u.exec(word)?.[1];
  if (stem === undefined) return null;
  return beforeSaek[stem] ?? (stem.length > 1 ? stem : null);
}

/** Whether a palette has a swatch whose Korean name has the word in it. @param word as `searchable` makes it */
export function hasKoreanColour(palette: readonly Swatch[], word: string): boolean {
  let known = namesOf.get(palette);
  if (known === undefined) {
    known = palette.map(({ oklch }) => {
      const name = searchable(nameColourKorean(oklch));
      const one = names.get(name) ?? name;
      names.set(one, one);
      return one;
    });
    namesOf.set(palette, known);
  }
  const plain = nameBeforeSaek(word);
  return known.some((name) => name.includes(word) || (plain !== null && name.includes(plain)));
}
