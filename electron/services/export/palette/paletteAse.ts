import { rgbOfHex } from '../../../../shared/colour/oklab.ts';
import type { PaletteFile } from '../../../../shared/domain/paletteFile.ts';

const groupStart = 0xc001;
const groupEnd = 0xc002;
const colourEntry = 0x0001;
const globalColour = 0;

/**
 * Adobe Swatch Exchange, version 1.0: one group with the palette's title, each colour as RGB floats with its name in
 * UTF-16. All numbers are big-endian.
 */
export function paletteAse({ title, swatches }: PaletteFile): Buffer {
  const head = Buffer.alloc(12);
  head.write('ASEF', 'latin1');
  head.writeUInt16BE(1, 4);
  head.writeUInt32BE(swatches.length + 2, 8);
  const colours = swatches.map(({ name, hex }) => {
    const model = Buffer.alloc(18);
    model.write('RGB ', 'latin1');
    for (const [channel, value] of rgbOfHex(hex).entries()) model.writeFloatBE(value / 255, 4 + channel * 4);
    model.writeUInt16BE(globalColour, 16);
    return block(colourEntry, Buffer.concat([countedName(name), model]));
  });
  return Buffer.concat([
    head,
    block(groupStart, countedName(title)),
    ...colours,
    block(groupEnd, Buffer.alloc(0)),
  ]);
}

function block(type: number, content: Buffer): Buffer {
  const head = Buffer.alloc(6);
  head.writeUInt16BE(type, 0);
  head.writeUInt32BE(content.length, 2);
  return Buffer.concat([head, content]);
}

/** Its length in UTF-16 units with the closing zero, the text, the zero. */
function countedName(name: string): Buffer {
  const text = utf16(name);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(text.length / 2);
  return Buffer.concat([length, text]);
}

/** Big-endian UTF-16 with a closing zero. */
function utf16(text: string): Buffer {
  return Buffer.from(`${text}\0`, 'utf16le').swap16();
}
