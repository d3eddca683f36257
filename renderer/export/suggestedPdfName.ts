/** Short enough for every file system, extension included, when each letter takes three bytes. */
const longestLetters = 76;

/** A file name for a board's PDF: its title without what Windows, macOS or Linux forbid in names. */
export function suggestedPdfName(title: string): string {
  const plain = title
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}<>:"/\\|?*]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  const short = Array.from(plain)
    .slice(0, longestLetters)
    .join('')
    .replace(/[. ]+$/, '');
  // Device names that Windows keeps for itself, with any extension.
  const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i.test(short);
  return `${short === '' || reserved ? `Board ${short}`.trim() : short}.pdf`;
}
