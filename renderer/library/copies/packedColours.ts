import { nameColourKorean } from '../../../shared/colour/nameColourKorean.ts';
import type { Swatch } from '../../../shared/domain/frame.ts';
import type { FrameCopyChunk } from '../../../shared/domain/frameCopyChunk.ts';
import { hasHangul, nameBeforeSaek } from '../koreanColourWord.ts';
import { searchable } from '../searchText.ts';
import { type ColourColumns, coloursIn, coloursOver, ownBytes } from './copyColumns.ts';
import { notNamed } from './packFrameCopies.ts';

/** Names of colours made comparable: there are some hundred. */
const comparable = new Map<string, string>();

function comparableName(name: string): string {
  const known = comparable.get(name);
  if (known !== undefined) return known;
  const made = searchable(name);
  comparable.set(name, made);
  return made;
}

/** Words that were looked for last are not looked for again among the same names. */
const mostWords = 8;

/** The palettes of the frames of a chunk, unpacked for what is looked at, searched as they are. */
export class PackedColours {
  readonly #columns: ColourColumns;
  readonly #ends: Uint16Array;
  readonly #texts: readonly string[];
  readonly #named = new Map<string, Uint8Array | null>();
  #koreanNames: readonly string[] | null = null;

  constructor(chunk: Pick<FrameCopyChunk, 'colours' | 'repeated'>, ends: Uint16Array) {
    const bytes = ownBytes(chunk.colours);
    this.#columns = coloursOver(coloursIn(bytes), bytes);
    this.#ends = ends;
    this.#texts = chunk.repeated;
  }

  /** The palette of the frame at a place. */
  paletteAt(place: number): Swatch[] {
    const { values, hexes, names } = this.#columns;
    const palette: Swatch[] = [];
    for (let at = this.#ends[place - 1] ?? 0; at < (this.#ends[place] ?? 0); at += 1) {
      const hue = values[4 * at + 2] ?? Number.NaN;
      palette.push({
        hex: `#${(hexes[at] ?? 0).toString(16).padStart(6, '0')}`,
        oklch: [values[4 * at] ?? 0, values[4 * at + 1] ?? 0, Number.isNaN(hue) ? null : hue],
        share: values[4 * at + 3] ?? 0,
        name: this.#texts[names[at] ?? 0] ?? '',
      });
    }
    return palette;
  }

  /**
   * Whether the frame at a place has a colour whose name has the word in it, the English one or the Korean one.
   * @param word as `searchable` makes it
   */
  hasName(place: number, word: string): boolean {
    let named = this.#named.get(word);
    if (named === undefined) {
      if (this.#named.size >= mostWords) this.#named.clear();
      named = this.#namedBy(word);
      this.#named.set(word, named);
    }
    if (named === null) return false;
    for (let at = this.#ends[place - 1] ?? 0; at < (this.#ends[place] ?? 0); at += 1) {
      if (named[at] === 1) return true;
    }
    return false;
  }

  /** Which colours go by a name with the word in it; null where none does. */
  #namedBy(word: string): Uint8Array | null {
    const { names, koreanNames } = this.#columns;
    const plain = nameBeforeSaek(word);
    const has = (text: string): boolean => {
      const name = comparableName(text);
      return name.includes(word) || (plain !== null && name.includes(plain));
    };
    // Only some of the texts are names: each is asked about when it is met.
    const asked = new Map<number, boolean>();
    const hasAt = (place: number): boolean => {
      const known = asked.get(place);
      if (known !== undefined) return known;
      const answer = has(this.#texts[place] ?? '');
      asked.set(place, answer);
      return answer;
    };
    const isKorean = hasHangul(word);
    const later = isKorean && koreanNames[0] === notNamed ? this.#nameInKorean() : null;
    const named = new Uint8Array(names.length);
    let isAny = false;
    for (let at = 0; at < names.length; at += 1) {
      if (
        hasAt(names[at] ?? 0) ||
        (isKorean && (later === null ? hasAt(koreanNames[at] ?? 0) : has(later[at] ?? '')))
      ) {
        named[at] = 1;
        isAny = true;
      }
    }
    return isAny ? named : null;
  }

  /** Korean names are made when first asked for where they were not kept. */
  #nameInKorean(): readonly string[] {
    const { values, names } = this.#columns;
    this.#koreanNames ??= Array.from(names, (_, at) => {
      const hue = values[4 * at + 2] ?? Number.NaN;
      return shared(
        nameColourKorean([values[4 * at] ?? 0, values[4 * at + 1] ?? 0, Number.isNaN(hue) ? null : hue]),
      );
    });
    return this.#koreanNames;
  }
}

const known = new Map<string, string>();

/** One copy of each name. */
function shared(name: string): string {
  const one = known.get(name) ?? name;
  known.set(one, one);
  return one;
}
