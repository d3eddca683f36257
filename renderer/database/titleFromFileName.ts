/** What release names append after the title; everything from the first of them on is dropped. */
const releaseWords =
  /(?:^|[\s([{-])(?:\d{3,4}[pi]|[48]k|uhd|hdr(?:10)?|x26[45]|h[. ]?26[45]|hevc|avc|av1|vp9|prores|web[- ]?(?:dl|rip)|blu-?ray|b[dr]rip|dvdrip|remux|10bit|8bit)(?=$|[\s)\]}.,-]).*$/iu;

/** Bracketed words that say nothing of the work, and the identifiers that download tools add. */
const noiseInBrackets = /[([{](?:official[^)\]}]*|m\/?v|[\w-]{11}|teaser|full hd|hd|4k|lyrics?)[)\]}]/giu;

/**
 * A working title for a file: no extension, no release words, underscores and separating dots as spaces.
 * Never empty, at most 500 characters.
 */
export function titleFromFileName(fileName: string): string {
  const bare = fileName.normalize('NFC').replace(/\.[a-z0-9]{1,5}$/iu, '');
  const spaced = /\s/u.test(bare) ? bare.replaceAll('_', ' ') : bare.replace(/_|(?<!\.)\.(?!\.)/gu, ' ');
  const title = spaced
    .replace(noiseInBrackets, ' ')
    .replace(releaseWords, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/^[\s\-–—,]+|[\s\-–—,([{]+$/gu, '');
  return (title || bare.trim() || fileName.trim() || 'Untitled').slice(0, 500);
}
