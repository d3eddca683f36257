import { rgbOfHex } from '../../../../shared/colour/oklab.ts';
import type { PaletteFile } from '../../../../shared/domain/paletteFile.ts';

const rgbSpace = 0;

/**
 * Photoshop's colour swatches, as it writes them itself: the colours as version 1, which every reader knows, then again as
 * version 2 with their names in UTF-16. All numbers are big-endian.
 */
export function paletteAco({ swatches }: PaletteFile): Buffer {
  return Buffer.concat([
    head(1, swatches.length),
    ...swatches.map(({ hex }) => colour(hex)),
    head(2, swatches.length),
    ...swatches.flatMap(({ hex, name }) => [colour(hex), countedName(name)]),
  ]);
}

function head(version: number, count: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt16BE(version, 0);
  bytes.writeUInt16BE(count, 2);
  return bytes;
}

/** Colour space and four components of 16 bits, the last one unused in RGB. */
function colour(hex: string): Buffer {
  const bytes = Buffer.alloc(10);
  bytes.writeUInt16BE(rgbSpace, 0);
  for (const [channel, value] of rgbOfHex(hex).entries()) bytes.writeUInt16BE(value * 257, 2 + channel * 2);
  return bytes;
}

function countedName(name: string): Buffer {
  const text = Buffer.from(`${name}\0`, 'utf16le').swap16();
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length / 2);
  return Buffer.concat([length, text]);
}
