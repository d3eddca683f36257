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
  return known.some((name) => name.includes(word));
}
