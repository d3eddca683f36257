import { inflateSync } from 'node:zlib';

const woffSignature = 0x774f4646;
const woffHeaderBytes = 44;
const woffEntryBytes = 20;
const sfntHeaderBytes = 12;
const sfntEntryBytes = 16;

/**
 * Unpacks a WOFF 1.0 font (W3C Recommendation of 2012, sections 3 to 5) into the plain font inside. fontkit
 * reads WOFF too, but inflates a table again at every glyph it looks up, which took seconds a page.
 * @returns the same bytes where the font is not WOFF
 */
export function sfntOfWoff(font: Uint8Array): Uint8Array {
  const source = new DataView(font.buffer, font.byteOffset, font.byteLength);
  if (source.getUint32(0) !== woffSignature) return font;
  const tableCount = source.getUint16(12);
  const tables = Array.from({ length: tableCount }, (_, index) => {
    const entry = woffHeaderBytes + index * woffEntryBytes;
    const offset = source.getUint32(entry + 4);
    const storedLength = source.getUint32(entry + 8);
    const length = source.getUint32(entry + 12);
    const stored = font.subarray(offset, offset + storedLength);
    return {
      tag: source.getUint32(entry),
      checksum: source.getUint32(entry + 16),
      bytes: storedLength < length ? inflateSync(stored) : stored,
    };
  });

  const bodyStart = sfntHeaderBytes + tableCount * sfntEntryBytes;
  const total = tables.reduce((sum, table) => sum + padded(table.bytes.length), bodyStart);
  const sfnt = new Uint8Array(total);
  const target = new DataView(sfnt.buffer);
  const entrySelector = Math.floor(Math.log2(tableCount));
  const searchRange = 2 ** entrySelector * sfntEntryBytes;
  target.setUint32(0, source.getUint32(4));
  target.setUint16(4, tableCount);
  target.setUint16(6, searchRange);
  target.setUint16(8, entrySelector);
  target.setUint16(10, tableCount * sfntEntryBytes - searchRange);
  let offset = bodyStart;
  tables.forEach((table, index) => {
    const entry = sfntHeaderBytes + index * sfntEntryBytes;
    target.setUint32(entry, table.tag);
    target.setUint32(entry + 4, table.checksum);
    target.setUint32(entry + 8, offset);
    target.setUint32(entry + 12, table.bytes.length);
    sfnt.set(table.bytes, offset);
    offset += padded(table.bytes.length);
  });
  return sfnt;
}

/** Tables begin at multiples of four bytes. */
function padded(length: number): number {
  return Math.ceil(length / 4) * 4;
}
