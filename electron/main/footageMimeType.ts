/** Chromium's names for the containers it may open, by a file's first bytes; null for any other file. */
export function footageMimeType(head: Uint8Array): string | null {
  const text = String.fromCharCode(...head);
  // QuickTime, MP4 and their kin begin with one of these atoms after its length.
  if (/^(?:ftyp|moov|mdat|wide|free|skip|pnot)$/.test(text.slice(4, 8))) return 'video/mp4';
  if (text.startsWith('\u001aE\u00df\u00a3'))
    return text.includes('webm') ? 'video/webm' : 'video/x-matroska';
  return null;
}
