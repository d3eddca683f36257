/** Whether a file's first bytes (at least 32) are those of a still format. */
export function isStillSignature(head: Buffer): boolean {
  const ascii = (from: number, to: number): string => head.toString('latin1', from, to);
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return true;
  if (ascii(0, 8) === '\x89PNG\r\n\x1a\n') return true;
  if (/^GIF8[79]a$/.test(ascii(0, 6))) return true;
  if (['II*\0', 'MM\0*', 'II+\0', 'MM\0+'].includes(ascii(0, 4))) return true;
  if (ascii(0, 4) === 'RIFF' && ascii(8, 12) === 'WEBP') return true;
  return ascii(4, 8) === 'ftyp' && isStillBrand(head);
}

/** ISO base media files are stills when their major brand says so; the generic "mif1" and "msf1" count too. */
function isStillBrand(head: Buffer): boolean {
  return ['avif', 'avis', 'heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1', 'mif2'].includes(
    head.toString('latin1', 8, 12),
  );
}

/** Whether a file's first bytes are those of a container that may hold video. */
export function isVideoSignature(head: Buffer): boolean {
  const ascii = (from: number, to: number): string => head.toString('latin1', from, to);
  if (['ftyp', 'moov', 'mdat', 'wide', 'free', 'skip'].includes(ascii(4, 8))) return true;
  if (head.readUInt32BE(0) === 0x1a45dfa3) return true;
  if (ascii(0, 4) === 'RIFF' && ascii(8, 12) === 'AVI ') return true;
  if (head.readUInt32BE(0) === 0x000001ba || head.readUInt32BE(0) === 0x000001b3) return true;
  if (head.readUInt32BE(0) === 0x3026b275 || ascii(0, 3) === 'FLV' || ascii(0, 4) === 'OggS') return true;
  return (head[0] === 0x47 && head[188] === 0x47) || (head[4] === 0x47 && head[196] === 0x47);
}
