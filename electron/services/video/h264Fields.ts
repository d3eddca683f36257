/** What one packet of an H.264 stream holds: a whole frame, or one field and which. */
export interface CodedPicture {
  readonly parity: 'frame' | 'top' | 'bottom';
  /** Fields of one frame share it. */
  readonly frameNumber: number;
  /** A key frame's field; the second field of a key frame need not be one. */
  readonly isKey: boolean;
}

/** What must be known of the sequence to read where a slice says that it is a field. */
interface Sequence {
  readonly separatePlanes: boolean;
  readonly frameNumberBits: number;
  readonly framesOnly: boolean;
}

/**
 * Reads of H.264 packets whether they hold a field each (PAFF), as broadcast and camcorder streams do: their
 * packets are then twice as many as their frames. Follows ITU-T H.264, 7.3.2.1 and 7.3.3, as far as the slice's
 * `bottom_field_flag`.
 */
export class H264Fields {
  readonly #sequences = new Map<number, Sequence>();
  readonly #sequenceOfPicture = new Map<number, number>();
  /** Bytes of a unit's length in mp4 and Matroska; 0 where start codes part the units. */
  readonly #lengthBytes: number;

  /** @param extradata the codec's description from the container, null where it has none */
  constructor(extradata: Buffer | null) {
    const isBoxed = extradata !== null && extradata.length > 6 && extradata[0] === 1;
    this.#lengthBytes = isBoxed ? ((extradata[4] ?? 3) & 3) + 1 : 0;
    for (const unit of isBoxed ? boxedSets(extradata) : annexB(extradata ?? Buffer.alloc(0)))
      this.#take(unit);
  }

  /** False as long as every sequence seen holds whole frames only. */
  get mayHoldFields(): boolean {
    return this.#sequences.size === 0 || [...this.#sequences.values()].some(({ framesOnly }) => !framesOnly);
  }

  /** What a packet holds; null where no slice can be read in it. */
  read(packet: Buffer): CodedPicture | null {
    let found: CodedPicture | null = null;
    for (const unit of this.#lengthBytes > 0 ? lengthPrefixed(packet, this.#lengthBytes) : annexB(packet)) {
      const picture = this.#take(unit);
      if (picture === null) continue;
      if (picture.parity === 'frame') return picture;
      // Both fields in one packet: a frame like any other.
      if (found !== null && found.parity !== picture.parity) return { ...found, parity: 'frame' };
      found ??= picture;
    }
    return found;
  }

  #take(unit: Buffer): CodedPicture | null {
    const type = (unit[0] ?? 0) & 31;
    try {
      if (type === 7) this.#takeSequence(new BitReader(unit));
      if (type === 8) this.#takePicture(new BitReader(unit));
      return type === 1 || type === 5 || type === 2 ? this.#readSlice(new BitReader(unit), type === 5) : null;
    } catch (thrown) {
      if (thrown instanceof RangeError) return null;
      throw thrown;
    }
  }

  #takeSequence(bits: BitReader): void {
    const profile = bits.take(8);
    bits.take(16);
    const id = bits.golomb();
    let separatePlanes = false;
    if ([100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135].includes(profile)) {
      const chroma = bits.golomb();
      if (chroma === 3) separatePlanes = bits.take(1) === 1;
      bits.golomb();
      bits.golomb();
      bits.take(1);
      if (bits.take(1) === 1) skipScalingLists(bits, chroma === 3 ? 12 : 8);
    }
    const frameNumberBits = bits.golomb() + 4;
    const orderType = bits.golomb();
    if (orderType === 0) {
      bits.golomb();
    } else if (orderType === 1) {
      bits.take(1);
      bits.golomb();
      bits.golomb();
      for (let left = bits.golomb(); left > 0; left -= 1) bits.golomb();
    }
    bits.golomb();
    bits.take(1);
    bits.golomb();
    bits.golomb();
    this.#sequences.set(id, { separatePlanes, frameNumberBits, framesOnly: bits.take(1) === 1 });
  }

  #takePicture(bits: BitReader): void {
    const id = bits.golomb();
    this.#sequenceOfPicture.set(id, bits.golomb());
  }

  #readSlice(bits: BitReader, isKey: boolean): CodedPicture | null {
    bits.golomb();
    bits.golomb();
    const sequence = this.#sequences.get(this.#sequenceOfPicture.get(bits.golomb()) ?? -1);
    if (sequence === undefined) return null;
    if (sequence.separatePlanes) bits.take(2);
    const frameNumber = bits.take(sequence.frameNumberBits);
    const isField = !sequence.framesOnly && bits.take(1) === 1;
    return { parity: isField ? (bits.take(1) === 1 ? 'bottom' : 'top') : 'frame', frameNumber, isKey };
  }
}

function skipScalingLists(bits: BitReader, count: number): void {
  for (let list = 0; list < count; list += 1) {
    if (bits.take(1) === 0) continue;
    let last = 8;
    let next = 8;
    for (let index = 0; index < (list < 6 ? 16 : 64); index += 1) {
      if (next !== 0) next = (last + bits.signedGolomb() + 256) % 256;
      if (next !== 0) last = next;
    }
  }
}

/** Reads a unit's bits behind its header, emulation prevention left out. @throws RangeError at its end */
class BitReader {
  readonly #unit: Buffer;
  #at = 8;
  #zeros = 0;

  constructor(unit: Buffer) {
    this.#unit = unit;
  }

  take(count: number): number {
    let value = 0;
    for (let left = count; left > 0; left -= 1) {
      if ((this.#at & 7) === 0) this.#skipEscape();
      const byte = this.#unit[this.#at >> 3];
      if (byte === undefined) throw new RangeError('the unit ends');
      value = value * 2 + ((byte >> (7 - (this.#at & 7))) & 1);
      this.#at += 1;
      if ((this.#at & 7) === 0) this.#zeros = byte === 0 ? this.#zeros + 1 : 0;
    }
    return value;
  }

  golomb(): number {
    let zeros = 0;
    while (this.take(1) === 0) if (++zeros > 32) throw new RangeError('no number');
    return 2 ** zeros - 1 + this.take(zeros);
  }

  signedGolomb(): number {
    const code = this.golomb();
    return code % 2 === 1 ? (code + 1) / 2 : -code / 2;
  }

  #skipEscape(): void {
    if (this.#zeros >= 2 && this.#unit[this.#at >> 3] === 3) {
      this.#at += 8;
      this.#zeros = 0;
    }
  }
}

/** Units parted by start codes. Only the beginning of each is of use, so their ends are not trimmed. */
function* annexB(data: Buffer): Generator<Buffer> {
  let start = -1;
  for (
    let at = data.indexOf('\0\0\x01', 0, 'latin1');
    at >= 0;
    at = data.indexOf('\0\0\x01', at + 3, 'latin1')
  ) {
    if (start >= 0) yield data.subarray(start, at);
    start = at + 3;
  }
  if (start >= 0) yield data.subarray(start);
}

function* lengthPrefixed(data: Buffer, lengthBytes: number): Generator<Buffer> {
  for (let at = 0; at + lengthBytes < data.length; ) {
    const length = data.readUIntBE(at, lengthBytes);
    at += lengthBytes;
    yield data.subarray(at, at + length);
    at += length;
  }
}

/** Parameter sets of an `avcC` box. */
function* boxedSets(box: Buffer): Generator<Buffer> {
  let at = 6;
  for (const [round, mask] of [31, 255].entries()) {
    const count = (box[round === 0 ? 5 : at++] ?? 0) & mask;
    for (let index = 0; index < count && at + 2 <= box.length; index += 1) {
      const length = box.readUInt16BE(at);
      yield box.subarray(at + 2, at + 2 + length);
      at += 2 + length;
    }
  }
}
