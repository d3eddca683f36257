import { Buffer } from 'node:buffer';
import { extname } from 'node:path';

/** Linux takes 255 bytes, macOS and Windows 255 units; a copy may be given a number besides. */
const mostBytes = 200;
/** Names that Windows keeps for devices, whatever their extension. */
const deviceName = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/**
 * A file name without folders and without what some system's names may not hold; a long one ends sooner, but keeps its
 * extension.
 */
export function plainFileName(suggested: string, fallback: string): string {
  const printable = Array.from(suggested.split(/[\\/]/).at(-1) ?? '')
    .filter((character) => character >= ' ' && !'<>:"|?*\u007f'.includes(character))
    .join('');
  const trimmed = printable.replace(/^[.\s]+|[.\s]+$/g, '');
  if (trimmed === '') return fallback;
  const extension = extname(trimmed).slice(0, 10);
  let stem = '';
  let bytes = Buffer.byteLength(extension);
  for (const character of extension === '' ? trimmed : trimmed.slice(0, -extname(trimmed).length)) {
    bytes += Buffer.byteLength(character);
    if (bytes > mostBytes) break;
    stem += character;
  }
  const name = `${stem.trimEnd()}${extension}`;
  return deviceName.test(name) ? `_${name}` : name;
}
