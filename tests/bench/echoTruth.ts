import sharp from 'sharp';
import { analysePicture, areaOnPlane } from '../../electron/services/pictures/analysePicture.ts';
import { packPicture } from '../../electron/services/pictures/packPicture.ts';
import type { RgbPicture } from '../../electron/services/pictures/rgbPicture.ts';
import { extractPalette } from '../../shared/colour/extractPalette.ts';
import type { RgbPixels } from '../../shared/colour/rgbPixels.ts';
import type { Swatch } from '../../shared/domain/frame.ts';
import { measureSignature, writeSignature } from '../../shared/similarity/pictureSignature.ts';

/** A picture as the library and its peers measure it. */
export interface MeasuredPicture {
  readonly palette: readonly Swatch[];
  readonly signature: string;
  /** The small picture without its bars, for the peers. */
  readonly plane: RgbPixels;
}

/** A generator of numbers 0-1 that gives the same row for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Reads a picture, upright, at most so wide. */
export async function readPicture(file: string, width: number): Promise<RgbPicture> {
  const { data, info } = await sharp(file)
    .rotate()
    .resize({ width, height: width, fit: 'inside' })
    .flatten({ background: '#000000' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

/** Measures a picture just as an import does: bars found, plane made, palette and signature. */
export async function measureAsImport(picture: RgbPicture): Promise<MeasuredPicture> {
  const pack = await packPicture(picture);
  const { palette, signature } = analysePicture(pack);
  return { palette, signature, plane: cropped(pack.plane, areaOnPlane(pack)) };
}

/** Measures a small picture that has no bars. */
export function measurePlane(plane: RgbPixels): MeasuredPicture {
  return { palette: extractPalette(plane), signature: writeSignature(measureSignature(plane)), plane };
}

interface Part {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function cropped({ width, data }: RgbPixels, part: Part): RgbPixels {
  const out = new Uint8Array(part.width * part.height * 3);
  for (let row = 0; row < part.height; row += 1) {
    const start = ((part.y + row) * width + part.x) * 3;
    out.set(data.subarray(start, start + part.width * 3), row * part.width * 3);
  }
  return { width: part.width, height: part.height, data: out };
}

export type Change = (picture: RgbPicture, random: () => number) => RgbPicture;

/** Leaves out shares of the sides. */
export function crop(left: number, right: number, top: number, bottom: number): Change {
  return ({ width, height, data }) => {
    const x = Math.round(left * width);
    const y = Math.round(top * height);
    const part = {
      x,
      y,
      width: width - x - Math.round(right * width),
      height: height - y - Math.round(bottom * height),
    };
    const { data: bytes, ...size } = cropped({ width, height, data }, part);
    return { ...size, data: Buffer.from(bytes) };
  };
}

/** Leaves out a share of width and of height, a random part of it on each side. */
export function cropAnywhere(share: number): Change {
  return (picture, random) => {
    const [across, down] = [random(), random()];
    return crop(share * across, share * (1 - across), share * down, share * (1 - down))(picture, random);
  };
}

/** Another grade: exposure, contrast about the middle, saturation, and gains of red and blue. */
export function grade(
  exposure: number,
  contrast: number,
  saturation: number,
  warmth: number,
  gamma = 1,
): Change {
  return ({ width, height, data }) => {
    const out = Buffer.alloc(data.length);
    for (let at = 0; at < data.length; at += 3) {
      const values = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0].map((value, channel) => {
        const gain = channel === 0 ? 1 + warmth : channel === 2 ? 1 - warmth : 1;
        return 255 * (value / 255) ** gamma * exposure * gain;
      });
      const luma = 0.2126 * (values[0] ?? 0) + 0.7152 * (values[1] ?? 0) + 0.0722 * (values[2] ?? 0);
      for (let channel = 0; channel < 3; channel += 1) {
        const value = luma + saturation * ((values[channel] ?? 0) - luma);
        out[at + channel] = Math.max(0, Math.min(255, Math.round(128 + contrast * (value - 128))));
      }
    }
    return { width, height, data: out };
  };
}

/** Gaussian noise, each channel by itself. @param deviation 8-bit steps */
export function noise(deviation: number): Change {
  return ({ width, height, data }, random) => ({
    width,
    height,
    data: Buffer.from(
      data.map((value) => {
        const normal = Math.sqrt(-2 * Math.log(random() + 1e-12)) * Math.cos(2 * Math.PI * random());
        return Math.max(0, Math.min(255, Math.round(value + deviation * normal)));
      }),
    ),
  });
}

/** Black bars. @param across share of the width each, @param down of the height */
export function bars(across: number, down: number): Change {
  return ({ width, height, data }) => {
    const [x, y] = [Math.round(across * width), Math.round(down * height)];
    const [outWidth, outHeight] = [width + 2 * x, height + 2 * y];
    const out = Buffer.alloc(outWidth * outHeight * 3);
    for (let row = 0; row < height; row += 1) {
      data.copy(out, ((row + y) * outWidth + x) * 3, row * width * 3, (row + 1) * width * 3);
    }
    return { width: outWidth, height: outHeight, data: out };
  };
}

export const mirror: Change = ({ width, height, data }) => {
  const out = Buffer.alloc(data.length);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const x = pixel % width;
    data.copy(out, (pixel - x + width - 1 - x) * 3, pixel * 3, pixel * 3 + 3);
  }
  return { width, height, data: out };
};

/** A plane as a peer is asked about it the other way round. */
export function mirroredPlane(plane: RgbPixels): RgbPixels {
  return mirror({ ...plane, data: Buffer.from(plane.data) }, () => 0);
}

/** Parts of the scene stand elsewhere: upright strips are moved sideways and up or down, the gaps filled from beside. */
export function restage(share: number): Change {
  return ({ width, height, data }, random) => {
    const parts = Array.from({ length: 3 }, () => ({
      dx: Math.round((random() * 2 - 1) * share * width),
      dy: Math.round((random() * 2 - 1) * share * height),
    }));
    const out = Buffer.alloc(data.length);
    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1) {
        const part = parts[Math.min(2, Math.floor((3 * x) / width))];
        const fromX = Math.max(0, Math.min(width - 1, x - (part?.dx ?? 0)));
        const fromY = Math.max(0, Math.min(height - 1, y - (part?.dy ?? 0)));
        data.copy(out, (y * width + x) * 3, (fromY * width + fromX) * 3, (fromY * width + fromX) * 3 + 3);
      }
    }
    return { width, height, data: out };
  };
}

/**
 * A random part of a picture on a plane of 96 x 54: one of many distractors.
 * @param isRecoloured in random colours, else in its own
 */
export function distractor(
  { width, height, data }: RgbPixels,
  random: () => number,
  isRecoloured = true,
): RgbPixels {
  const size = 0.35 + 0.6 * random();
  const [left, top] = [random() * (1 - size) * width, random() * (1 - size) * height];
  const isTurned = random() < 0.5;
  const matrix = Array.from({ length: 9 }, (_, at) =>
    at % 4 === 0 ? 0.7 + 0.6 * random() : (random() - 0.5) * 0.5,
  ).map((value, at) => (isRecoloured ? value : at % 4 === 0 ? 1 : 0));
  const [gamma, offset] = isRecoloured ? [0.6 + 0.9 * random(), (random() - 0.5) * 60] : [1, 0];
  const [outWidth, outHeight] = [96, 54];
  const out = new Uint8Array(outWidth * outHeight * 3);
  for (let y = 0; y < outHeight; y += 1) {
    for (let x = 0; x < outWidth; x += 1) {
      const shareX = ((isTurned ? outWidth - 1 - x : x) + 0.5) / outWidth;
      const fromX = Math.min(width - 1, Math.floor(left + shareX * size * width));
      const fromY = Math.min(height - 1, Math.floor(top + ((y + 0.5) / outHeight) * size * height));
      const at = (fromY * width + fromX) * 3;
      for (let channel = 0; channel < 3; channel += 1) {
        let sum = 0;
        for (let from = 0; from < 3; from += 1)
          sum += (matrix[channel * 3 + from] ?? 0) * (data[at + from] ?? 0);
        const value = 255 * Math.max(0, (sum + offset) / 255) ** gamma;
        out[(y * outWidth + x) * 3 + channel] = Math.max(0, Math.min(255, Math.round(value)));
      }
    }
  }
  return { width: outWidth, height: outHeight, data: out };
}
