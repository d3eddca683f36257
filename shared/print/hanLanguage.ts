/** Which national forms of the Han characters a text is set in. */
export type HanLanguage = 'tc' | 'sc' | 'jp';

// Of the WHATWG Encoding standard, in Node and in browsers alike, but in none of the ES libraries.
declare const TextDecoder: new (label: string) => { decode(bytes: Uint8Array): string };

type ByteRange = readonly [first: number, last: number];

const kana = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;
const han = /\p{Script=Han}/u;
// The order also says which wins a tie.
const languages: readonly HanLanguage[] = ['tc', 'sc', 'jp'];

// Each national character set lists what its country writes: Big5 (Taiwan, Hong Kong), GB 2312 (mainland
// China, singled out of GBK by its byte ranges) and JIS X 0208 (Japan).
const charsetSources: Record<HanLanguage, { label: string; lead: ByteRange; trail: readonly ByteRange[] }> = {
  tc: {
    label: 'big5',
    lead: [0xa4, 0xf9],
    trail: [
      [0x40, 0x7e],
      [0xa1, 0xfe],
    ],
  },
  sc: { label: 'gbk', lead: [0xb0, 0xf7], trail: [[0xa1, 0xfe]] },
  jp: { label: 'euc-jp', lead: [0xb0, 0xf4], trail: [[0xa1, 0xfe]] },
};

const charsets = new Map<HanLanguage, ReadonlySet<string>>();

function charsetOf(language: HanLanguage): ReadonlySet<string> {
  const known = charsets.get(language);
  if (known !== undefined) return known;
  const { label, lead, trail } = charsetSources[language];
  const decoder = new TextDecoder(label);
  const set = new Set<string>();
  for (let first = lead[0]; first <= lead[1]; first++) {
    for (const [from, to] of trail) {
      for (let second = from; second <= to; second++) {
        const decoded = decoder.decode(Uint8Array.of(first, second));
        if (han.test(decoded)) set.add(decoded);
      }
    }
  }
  charsets.set(language, set);
  return set;
}

/**
 * Guesses in which language's forms Han characters are to be set: Japanese where there is Kana; otherwise the
 * language whose national character set lacks the fewest of them (a simplified character is in GB 2312 but
 * not in Big5, and the other way round).
 * @param fallback wins where the characters belong to several sets alike
 * @returns null for a text without Han or Kana
 */
export function hanLanguage(text: string, fallback: HanLanguage): HanLanguage | null {
  if (kana.test(text)) return 'jp';
  const characters = Array.from(text).filter((character) => han.test(character));
  if (characters.length === 0) return null;
  const missing = (language: HanLanguage): number =>
    characters.filter((character) => !charsetOf(language).has(character)).length;
  let best = fallback;
  let fewest = missing(fallback);
  for (const language of languages) {
    const count = missing(language);
    if (count < fewest) {
      best = language;
      fewest = count;
    }
  }
  return best;
}

/** The forms that a document in a language (BCP 47) prefers. */
export function hanFallbackOf(documentLanguage: string): HanLanguage {
  const tag = documentLanguage.toLowerCase();
  if (tag.startsWith('ja')) return 'jp';
  if (tag.startsWith('zh') && /hans|cn|sg/.test(tag)) return 'sc';
  return 'tc';
}
