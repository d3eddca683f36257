/**
 * Text made comparable in any script: compatibility forms unified (NFKC, so that full-width and composed
 * forms are alike), case folded, accents dropped, white space single.
 */
export function searchable(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Script=Latin}\p{Mn}+/gu, (letter) => letter.replace(/\p{Mn}+/gu, ''))
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replace(/[\s_]+/gu, ' ')
    .trim();
}

/** The words of a query; every one of them has to be found. Words in double quotes stay together. */
export function queryWords(query: string): string[] {
  return [...searchable(query).matchAll(/"([^"]+)"|([^\s"]+)/gu)].map(
    ([, quoted, word]) => quoted ?? word ?? '',
  );
}
