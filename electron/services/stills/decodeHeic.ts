import { readFile, stat } from 'node:fs/promises';
import { crc32, deflateSync } from 'node:zlib';
import { FilterAPI } from 'node-av/api';
import { AV_CODEC_ID_HEVC } from 'node-av/constants';
import { Codec, CodecContext, FFmpegError, Frame, Packet, Rational } from 'node-av/lib';
import sharp, { type Sharp } from 'sharp';
import type { RgbPicture } from '../pictures/rgbPicture.ts';
import { letOthersIn } from '../video/letOthersIn.ts';
import { type HeifPicture, type HeifTile, readHeifPicture } from './heifPicture.ts';

const matrixNames: Record<number, string> = { 1: 'bt709', 5: 'bt470bg', 6: 'smpte170m', 9: 'bt2020nc' };
const primariesNames: Record<number, string> = { 9: 'bt2020', 12: 'smpte432' };
const largestAreaPx = 400_000_000;
const largestFileBytes = 512 * 1024 * 1024;

/**
 * Decodes a HEIC still, which sharp's own libheif cannot (HEVC is not built into it): the tiles through FFmpeg, put
 * together here, turned and mirrored as the file says.
 * @returns an image with the file's ICC profile, not yet converted
 * @throws Error where the file holds no picture in HEVC, or it does not decode
 */
export async function decodeHeic(path: string): Promise<Sharp> {
  if ((await stat(path)).size > largestFileBytes) throw new Error('the file is too large for a still');
  const picture = readHeifPicture(await readFile(path));
  if (picture.width * picture.height > largestAreaPx) throw new Error('pixel limit');
  const canvas = await assemble(picture);
  const png = await sharp(canvas.data, { raw: { width: canvas.width, height: canvas.height, channels: 3 } })
    .png({ compressionLevel: 0 })
    .toBuffer();
  let image = sharp(picture.icc === null ? png : withProfile(png, picture.icc), {
    limitInputPixels: largestAreaPx,
  });
  for (const step of picture.transforms) {
    const turned =
      step.kind === 'turn' ? image.rotate(step.degrees) : step.kind === 'flip' ? image.flip() : image.flop();
    // sharp has an order of its own for turning and mirroring: each step is made to an end, the profile kept.
    image = sharp(await turned.keepIccProfile().png({ compressionLevel: 0 }).toBuffer(), {
      limitInputPixels: largestAreaPx,
    });
  }
  return image;
}

async function assemble(picture: HeifPicture): Promise<RgbPicture> {
  const { width, height, columns, tiles } = picture;
  const data = Buffer.alloc(width * height * 3);
  const decoder = new TileDecoder(conversionOf(picture));
  try {
    for (const [index, tile] of tiles.entries()) {
      const pixels = await decoder.decode(tile);
      const left = (index % columns) * pixels.width;
      const top = Math.floor(index / columns) * pixels.height;
      const bytes = Math.min(pixels.width, width - left) * 3;
      const lines = bytes > 0 ? Math.min(pixels.height, height - top) : 0;
      for (let y = 0; y < lines; y += 1) {
        const from = y * pixels.width * 3;
        pixels.data.copy(data, ((top + y) * width + left) * 3, from, from + bytes);
      }
      await letOthersIn();
    }
  } finally {
    decoder.close();
  }
  return { width, height, data };
}

/** Full range BT.601 unless the file says otherwise (ISO/IEC 23000-22). Primaries are the profile's matter. */
function conversionOf({ colour, icc }: HeifPicture): string {
  const matrix = matrixNames[colour?.matrix ?? 6] ?? 'smpte170m';
  const range = colour?.isFull === false ? 'limited' : 'full';
  const primaries = icc === null ? (primariesNames[colour?.primaries ?? 1] ?? 'bt709') : 'bt709';
  const from = `min=${matrix}:rin=${range}:pin=${primaries}:tin=bt709`;
  return `zscale=f=bicubic:d=none:${from}:m=gbr:r=full:p=bt709:t=bt709,format=gbrp,format=rgb24`;
}

/** Decodes tile after tile, anew where the description changes. */
class TileDecoder {
  readonly #filter: FilterAPI;
  #context: CodecContext | null = null;
  #description: Buffer | null = null;

  constructor(conversion: string) {
    this.#filter = FilterAPI.create(conversion, { graph: { nbThreads: 1 } });
  }

  async decode({ description, data }: HeifTile): Promise<RgbPicture> {
    const context = await this.#contextFor(description);
    const packet = new Packet();
    const frame = new Frame();
    packet.alloc();
    frame.alloc();
    try {
      packet.data = data;
      FFmpegError.throwIfError(await context.sendPacket(packet));
      FFmpegError.throwIfError(await context.sendPacket(null));
      FFmpegError.throwIfError(await context.receiveFrame(frame));
      context.flushBuffers();
      frame.pts = 0n;
      frame.timeBase = new Rational(1, 25);
      await this.#filter.process(frame);
      const output = await this.#filter.receive();
      if (!output) throw new Error('a tile gave no picture');
      try {
        return { width: output.width, height: output.height, data: output.toBuffer() };
      } finally {
        output.free();
      }
    } finally {
      packet.free();
      frame.free();
    }
  }

  close(): void {
    this.#context?.freeContext();
    this.#filter.close();
  }

  async #contextFor(description: Buffer): Promise<CodecContext> {
    if (this.#context !== null && this.#description?.equals(description) === true) return this.#context;
    this.#context?.freeContext();
    const codec = Codec.findDecoder(AV_CODEC_ID_HEVC);
    if (codec === null) throw new Error('no HEVC decoder');
    const context = new CodecContext();
    context.allocContext3(codec);
    context.extraData = description;
    context.threadCount = 1;
    this.#context = context;
    this.#description = description;
    FFmpegError.throwIfError(await context.open2(codec, null));
    return context;
  }
}

/** Gives a PNG an ICC profile (PNG specification, 11.3.3.3). */
function withProfile(png: Buffer, icc: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from('iCCPicc\0\0', 'latin1'), deflateSync(icc)]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(body.length - 4, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  const afterHeader = 33;
  return Buffer.concat([png.subarray(0, afterHeader), chunk, png.subarray(afterHeader)]);
}
