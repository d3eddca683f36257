/** Markers of a JPEG file (ITU-T T.81, table B.1). */
const startOfImage = 0xd8;
const endOfImage = 0xd9;
const startOfScan = 0xda;
const comment = 0xfe;
const firstApplication = 0xe0;
const adobe = 0xee;
const lastApplication = 0xef;

/**
 * A JPEG file's picture, bit for bit, without what else the file carries: where and by whom it was taken (Exif, XMP,
 * IPTC), comments, thumbnails, and what some cameras hang on after its end (films, further pictures). Adobe's segment
 * stays, since it says how the colours are coded.
 * @returns null where the bytes are not a whole JPEG file
 */
export function plainJpeg(bytes: Uint8Array): Uint8Array | null {
  if (bytes[0] !== 0xff || bytes[1] !== startOfImage) return null;
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === endOfImage) return Buffer.concat([...kept, bytes.subarray(at, at + 2)]);
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    let end = at + 2 + length;
    if (length < 2 || end > bytes.length) return null;
    if (marker === startOfScan) end = endOfScan(bytes, end);
    if (!isDropped(marker)) kept.push(bytes.subarray(at, end));
    at = end;
  }
  const last = at + 2 === bytes.length && bytes[at] === 0xff && bytes[at + 1] === endOfImage;
  return last ? Buffer.concat([...kept, bytes.subarray(at)]) : null;
}

function isDropped(marker: number): boolean {
  if (marker === comment) return true;
  return marker > firstApplication && marker <= lastApplication && marker !== adobe;
}

/** Where the next marker is that is neither a stuffed byte nor a restart; the end where there is none. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
  return bytes.length;
}
