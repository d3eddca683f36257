import { FilterAPI } from 'node-av/api';
import {
  AV_PIX_FMT_YUV444P,
  AVCOL_RANGE_JPEG,
  AVCOL_RANGE_MPEG,
  AVCOL_SPC_UNSPECIFIED,
} from 'node-av/constants';
import { Frame, Rational } from 'node-av/lib';
import type { SourceColour } from '../video/videoColour.ts';
import { rgbColourChain } from './colourChains.ts';

/** Small pictures of one size as 8-bit YCbCr 4:4:4: all of Y, then U, then V, without padding. */
export interface SmallPlanes {
  readonly width: number;
  readonly height: number;
  /** Each `width * height * 3` bytes. */
  readonly pictures: readonly Uint8Array[];
}

/** Pictures stacked for one conversion; a filter call costs more than many small pictures. */
const stackedPixels = 2_000_000;

/**
 * Converts small pictures of one video to sRGB, many at a time.
 * @param colour of the video, as its planes are
 * @param properties a frame that carries the light levels of HDR video
 * @returns packed RGB, one buffer a picture
 */
export async function planesToRgb(
  { width, height, pictures }: SmallPlanes,
  colour: SourceColour,
  properties: Frame,
): Promise<Uint8Array[]> {
  const atOnce = Math.max(1, Math.floor(stackedPixels / (width * height)));
  const converted: Uint8Array[] = [];
  for (let from = 0; from < pictures.length; from += atOnce) {
    const stack = pictures.slice(from, from + atOnce);
    const rgb = await convertStack(stack, width, height, colour, properties);
    for (let index = 0; index < stack.length; index += 1) {
      converted.push(rgb.subarray(index * width * height * 3, (index + 1) * width * height * 3));
    }
  }
  return converted;
}

/** Bytes that frames lie in while they are converted: a frame only points there, and keeps nothing from being collected. */
const bytesInUse = new Set<Buffer>();

async function convertStack(
  stack: readonly Uint8Array[],
  width: number,
  height: number,
  colour: SourceColour,
  properties: Frame,
): Promise<Uint8Array> {
  const size = width * height;
  const bytes = Buffer.allocUnsafe(size * stack.length * 3);
  for (const [index, picture] of stack.entries()) {
    for (let plane = 0; plane < 3; plane += 1) {
      bytes.set(picture.subarray(plane * size, (plane + 1) * size), (plane * stack.length + index) * size);
    }
  }
  bytesInUse.add(bytes);
  const frame = Frame.fromVideoBuffer(bytes, {
    width,
    height: height * stack.length,
    format: AV_PIX_FMT_YUV444P,
  });
  const filter = FilterAPI.create(rgbColourChain(colour, width, height * stack.length), {
    graph: { nbThreads: 1 },
  });
  let output: Frame | null | undefined;
  try {
    frame.copyProps(properties);
    // What the planes are is in the chain; of the frame they come from only the light counts.
    frame.colorSpace = AVCOL_SPC_UNSPECIFIED;
    frame.colorRange = colour.range === 'full' ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG;
    frame.timeBase = new Rational(1, 1);
    frame.pts = 0n;
    await filter.process(frame);
    output = await filter.receive();
    if (!output) throw new Error('the filter gave no picture');
    return output.toBuffer();
  } finally {
    output?.free();
    frame.free();
    filter.close();
    bytesInUse.delete(bytes);
  }
}
