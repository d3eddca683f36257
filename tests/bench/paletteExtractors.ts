import { getPalette } from 'colorthief';
import { extractColorsFromImageData } from 'extract-colors';
import * as imageQ from 'image-q';
import { Vibrant } from 'node-vibrant/node';
import { extractPalette } from '../../shared/colour/extractPalette.ts';
import { rgbOfHex } from '../../shared/colour/oklab.ts';
import type { RgbPixels } from '../../shared/colour/rgbPixels.ts';

/** 8-bit sRGB. */
export type Colour = readonly [number, number, number];

/** A way to a palette, ours or another's. */
export interface Extractor {
  readonly name: string;
  /** Timed in one round and on one of eight pictures only. */
  readonly isSlow?: boolean;
  /** `count` is how many colours we found on the picture. */
  readonly extract: (
    pixels: RgbPixels,
    rgba: Uint8ClampedArray,
    count: number,
  ) => Promise<Colour[]> | Colour[];
}

/** Hands decoded pixels to node-vibrant. */
class DecodedImage {
  private pixels = { width: 0, height: 0, data: new Uint8ClampedArray() };

  load(image: unknown): Promise<this> {
    this.pixels = image as typeof this.pixels;
    return Promise.resolve(this);
  }
  scaleDown(): void {}
  clear(): void {}
  update(): void {}
  getWidth(): number {
    return this.pixels.width;
  }
  getHeight(): number {
    return this.pixels.height;
  }
  resize(): void {}
  getPixelCount(): number {
    return this.pixels.width * this.pixels.height;
  }
  getImageData(): typeof this.pixels {
    // Its filters clear the alpha of what they drop: a copy keeps the runs alike.
    return { ...this.pixels, data: this.pixels.data.slice() };
  }
  remove(): void {}
}

function vibrant(pixels: RgbPixels, rgba: Uint8ClampedArray, colorCount: number): Vibrant {
  const source = { width: pixels.width, height: pixels.height, data: rgba };
  return new Vibrant(source as never, {
    ImageClass: DecodedImage,
    quality: 1,
    colorCount,
    filters: [],
  });
}

const round = (rgb: readonly number[]): Colour => [
  Math.round(rgb[0] ?? 0),
  Math.round(rgb[1] ?? 0),
  Math.round(rgb[2] ?? 0),
];

/** Ours first, then the others, all told to look at every pixel of the picture. */
export const paletteExtractors: readonly Extractor[] = [
  { name: 'Afterimage', extract: (pixels) => extractPalette(pixels).map((swatch) => rgbOfHex(swatch.hex)) },
  {
    name: 'node-vibrant, named swatches',
    extract: async (pixels, rgba) => {
      const palette = await vibrant(pixels, rgba, 64).getPalette();
      return Object.values(palette).flatMap((swatch) => (swatch === null ? [] : [round(swatch.rgb)]));
    },
  },
  {
    name: 'node-vibrant, quantizer',
    extract: async (pixels, rgba, count) => {
      const run = vibrant(pixels, rgba, count);
      await run.getPalette();
      return (run.result?.colors ?? [])
        .slice(0, count)
        .map((swatch: { rgb: readonly number[] }) => round(swatch.rgb));
    },
  },
  {
    name: 'colorthief',
    extract: async (pixels, rgba, count) => {
      const data = { data: rgba, width: pixels.width, height: pixels.height };
      const colours = await getPalette('decoded', {
        colorCount: Math.max(2, count),
        quality: 1,
        ignoreWhite: false,
        loader: { load: () => Promise.resolve(data) },
      });
      return (colours ?? []).map((colour) => colour.array());
    },
  },
  { name: 'extract-colors', extract: (pixels, rgba, count) => extractColours(pixels, rgba, count, {}) },
  {
    name: 'extract-colors, fine',
    extract: (pixels, rgba, count) =>
      extractColours(pixels, rgba, count, {
        distance: 0.1,
        saturationDistance: 0.1,
        lightnessDistance: 0.1,
        hueDistance: 0.05,
      }),
  },
  { name: 'image-q, neuquant', extract: quantizeBy('neuquant') },
  { name: 'image-q, rgbquant', extract: quantizeBy('rgbquant') },
  { name: 'image-q, wuquant', isSlow: true, extract: quantizeBy('wuquant') },
];

function extractColours(
  { width, height }: RgbPixels,
  rgba: Uint8ClampedArray,
  count: number,
  distances: Record<string, number>,
): Colour[] {
  return extractColorsFromImageData({ width, height, data: rgba }, { pixels: width * height, ...distances })
    .slice(0, count)
    .map(({ red, green, blue }): Colour => [red, green, blue]);
}

function quantizeBy(paletteQuantization: 'neuquant' | 'rgbquant' | 'wuquant'): Extractor['extract'] {
  return ({ width, height }, rgba, colors) => {
    const points = imageQ.utils.PointContainer.fromUint8Array(rgba, width, height);
    const palette = imageQ.buildPaletteSync([points], {
      colors: Math.max(2, colors),
      paletteQuantization,
      colorDistanceFormula: 'euclidean',
    });
    return palette
      .getPointContainer()
      .getPointArray()
      .map(({ r, g, b }): Colour => [r, g, b]);
  };
}

/** With an alpha of 255, as the others want it. */
export function rgbaOf({ width, height, data }: RgbPixels): Uint8ClampedArray {
  const rgba = new Uint8ClampedArray(width * height * 4);
  for (let from = 0, to = 0; from < data.length; from += 3, to += 4) {
    rgba.set(data.subarray(from, from + 3), to);
    rgba[to + 3] = 255;
  }
  return rgba;
}
