/** One coded tile of a picture. */
export interface HeifTile {
  /** HEVC decoder description (`hvcC`). */
  readonly description: Buffer;
  readonly data: Buffer;
}

/** The primary picture of a HEIF file, as its boxes describe it. */
export interface HeifPicture {
  /** Row by row; one where there is no grid. */
  readonly tiles: readonly HeifTile[];
  readonly columns: number;
  readonly rows: number;
  /** Of the picture in pixels, before turning. */
  readonly width: number;
  readonly height: number;
  /** Clockwise degrees, after mirroring is undone in the order the file tells. */
  readonly transforms: readonly (
    | { kind: 'turn'; degrees: 90 | 180 | 270 }
    | { kind: 'flip' }
    | { kind: 'flop' }
  )[];
  readonly icc: Buffer | null;
  /** Code points of ITU-T H.273; null where the file gives none. */
  readonly colour: { readonly matrix: number; readonly primaries: number; readonly isFull: boolean } | null;
}

interface Box {
  readonly kind: string;
  readonly body: Buffer;
}

const mostTiles = 4096;

/** What a file says wrongly; the message is for the reason of a failure. */
class HeifError extends Error {
  override readonly name = 'HeifError';
}

/**
 * Reads the primary picture of a HEIF file whose pictures are coded in HEVC: one picture or a grid of tiles, as phones
 * write (ISO/IEC 23008-12, ISO/IEC 14496-12).
 * @throws Error where it holds no such picture, or points outside itself
 */
export function readHeifPicture(file: Buffer): HeifPicture {
  const meta = [...boxes(file)].find(({ kind }) => kind === 'meta');
  if (meta === undefined) throw new HeifError('no meta box');
  const children = new Map([...boxes(meta.body.subarray(4))].map(({ kind, body }) => [kind, body]));
  const part = (kind: string): Buffer => {
    const body = children.get(kind);
    if (body === undefined) throw new HeifError(`no ${kind} box`);
    return body;
  };
  const pitm = part('pitm');
  const primary = pitm[0] === 0 ? pitm.readUInt16BE(4) : pitm.readUInt32BE(4);
  const kinds = readKinds(part('iinf'));
  const properties = readProperties(part('iprp'));
  const dataOf = readLocations(part('iloc'), file, children.get('idat') ?? null);
  const own = properties(primary);
  const extent = own.find(({ kind }) => kind === 'ispe')?.body;
  const isGrid = kinds.get(primary) === 'grid';
  const grid = isGrid ? readGrid(dataOf(primary)) : null;
  const tileIds = isGrid ? readTileIds(children.get('iref') ?? null, primary) : [primary];
  const { columns, rows } = grid ?? { columns: 1, rows: 1 };
  if (tileIds.length !== columns * rows || tileIds.length > mostTiles)
    throw new HeifError('tiles are missing');
  const tiles = tileIds.map((id) => {
    const description = properties(id).find(({ kind }) => kind === 'hvcC')?.body;
    if (kinds.get(id) !== 'hvc1' || description === undefined)
      throw new HeifError(`picture ${id} is not HEVC`);
    return { description, data: dataOf(id) };
  });
  const width = grid?.width ?? extent?.readUInt32BE(4) ?? 0;
  const height = grid?.height ?? extent?.readUInt32BE(8) ?? 0;
  if (width < 1 || height < 1) throw new HeifError('no size');
  const tileProperties = properties(tileIds[0] ?? primary);
  return { tiles, columns, rows, width, height, ...readShowing(own, tileProperties) };
}

/** Boxes one after the other. */
function* boxes(data: Buffer): Generator<Box> {
  for (let at = 0; at + 8 <= data.length; ) {
    const kind = data.toString('latin1', at + 4, at + 8);
    let size = data.readUInt32BE(at);
    let head = 8;
    if (size === 1 && at + 16 <= data.length) {
      size = Number(data.readBigUInt64BE(at + 8));
      head = 16;
    }
    if (size === 0) size = data.length - at;
    if (size < head) return;
    yield { kind, body: data.subarray(at + head, at + size) };
    at += size;
  }
}

function readKinds(iinf: Buffer): Map<number, string> {
  const kinds = new Map<number, string>();
  for (const { kind, body } of boxes(iinf.subarray(iinf[0] === 0 ? 6 : 8))) {
    if (kind !== 'infe' || (body[0] ?? 0) < 2) continue;
    const isShort = body[0] === 2;
    const id = isShort ? body.readUInt16BE(4) : body.readUInt32BE(4);
    const at = isShort ? 8 : 10;
    kinds.set(id, body.toString('latin1', at, at + 4));
  }
  return kinds;
}

/** @returns the properties of an item, in the order in which they are to be applied */
function readProperties(iprp: Buffer): (id: number) => Box[] {
  const parts = [...boxes(iprp)];
  const all = [...boxes(parts.find(({ kind }) => kind === 'ipco')?.body ?? Buffer.alloc(0))];
  const ofItem = new Map<number, Box[]>();
  for (const { kind, body } of parts) {
    if (kind !== 'ipma') continue;
    const hasLongIds = (body[0] ?? 0) >= 1;
    const isWide = ((body[3] ?? 0) & 1) === 1;
    let at = 8;
    for (let left = body.readUInt32BE(4); left > 0; left -= 1) {
      const id = hasLongIds ? body.readUInt32BE(at) : body.readUInt16BE(at);
      at += hasLongIds ? 4 : 2;
      const own = ofItem.get(id) ?? [];
      for (let count = body.readUInt8(at++); count > 0; count -= 1) {
        const index = isWide ? body.readUInt16BE(at) & 0x7fff : body.readUInt8(at) & 0x7f;
        at += isWide ? 2 : 1;
        const property = all[index - 1];
        if (property !== undefined) own.push(property);
      }
      ofItem.set(id, own);
    }
  }
  return (id) => ofItem.get(id) ?? [];
}

/** @returns what gives an item's bytes */
function readLocations(iloc: Buffer, file: Buffer, idat: Buffer | null): (id: number) => Buffer {
  const version = iloc[0] ?? 0;
  const [sizes = 0, baseSizes = 0] = [iloc[4], iloc[5]];
  const [offsetBytes, lengthBytes, baseBytes, indexBytes] = [
    sizes >> 4,
    sizes & 15,
    baseSizes >> 4,
    baseSizes & 15,
  ];
  let at = 6;
  const number = (bytes: number): number => {
    if (bytes === 0) return 0;
    const value = bytes === 8 ? Number(iloc.readBigUInt64BE(at)) : iloc.readUIntBE(at, bytes);
    at += bytes;
    return value;
  };
  const items = new Map<number, Buffer[]>();
  for (let left = number(version < 2 ? 2 : 4); left > 0; left -= 1) {
    const id = number(version < 2 ? 2 : 4);
    const method = version === 0 ? 0 : number(2) & 15;
    number(2);
    const base = number(baseBytes);
    const source = method === 1 ? idat : method === 0 ? file : null;
    const extents: Buffer[] = [];
    for (let count = number(2); count > 0; count -= 1) {
      if (version > 0) number(indexBytes);
      const from = base + number(offsetBytes);
      const length = number(lengthBytes);
      const to = length === 0 ? (source?.length ?? 0) : from + length;
      if (source === null || to > source.length || from > to) continue;
      extents.push(source.subarray(from, to));
    }
    items.set(id, extents);
  }
  return (id) => {
    const extents = items.get(id) ?? [];
    if (extents.length === 0) throw new HeifError(`the bytes of picture ${id} are missing`);
    return extents.length === 1 && extents[0] !== undefined ? extents[0] : Buffer.concat(extents);
  };
}

function readGrid(data: Buffer): { rows: number; columns: number; width: number; height: number } {
  const isWide = (data.readUInt8(1) & 1) === 1;
  return {
    rows: data.readUInt8(2) + 1,
    columns: data.readUInt8(3) + 1,
    width: isWide ? data.readUInt32BE(4) : data.readUInt16BE(4),
    height: isWide ? data.readUInt32BE(8) : data.readUInt16BE(6),
  };
}

function readTileIds(iref: Buffer | null, primary: number): number[] {
  if (iref === null) return [];
  const bytes = iref[0] === 0 ? 2 : 4;
  for (const { kind, body } of boxes(iref.subarray(4))) {
    if (kind !== 'dimg' || body.readUIntBE(0, bytes) !== primary) continue;
    const count = body.readUInt16BE(bytes);
    return Array.from({ length: count }, (_, index) => body.readUIntBE(bytes + 2 + index * bytes, bytes));
  }
  return [];
}

function readShowing(
  own: readonly Box[],
  ofTile: readonly Box[],
): Pick<HeifPicture, 'transforms' | 'icc' | 'colour'> {
  const transforms = own.flatMap(({ kind, body }): HeifPicture['transforms'][number][] => {
    if (kind === 'irot') {
      const against = (body.readUInt8(0) & 3) * 90;
      return against === 0 ? [] : [{ kind: 'turn', degrees: (360 - against) as 90 | 180 | 270 }];
    }
    if (kind === 'imir') return [{ kind: (body.readUInt8(0) & 1) === 0 ? 'flip' : 'flop' }];
    return [];
  });
  const colours = [...own, ...ofTile].filter(({ kind }) => kind === 'colr').map(({ body }) => body);
  const ofKind = (...kinds: string[]): Buffer | undefined =>
    colours.find((body) => kinds.includes(body.toString('latin1', 0, 4)))?.subarray(4);
  const nclx = ofKind('nclx');
  const colour =
    nclx === undefined || nclx.length < 7
      ? null
      : {
          primaries: nclx.readUInt16BE(0),
          matrix: nclx.readUInt16BE(4),
          isFull: ((nclx[6] ?? 0) & 0x80) !== 0,
        };
  return { transforms, icc: ofKind('prof', 'rICC') ?? null, colour };
}
