import { FilterAPI } from 'node-av/api';
import type { Frame } from 'node-av/lib';
import { AppFailure } from '../../../shared/contract/appError.ts';
import type { RgbPicture } from '../pictures/rgbPicture.ts';
import { makeDeinterlacer } from './deinterlacer.ts';
import { type DisplayGeometry, displayGeometry, uncropped } from './displayGeometry.ts';
import type { OpenVideo } from './openVideo.ts';
import { colourTagsOf, type SourceColour, sourceColour } from './videoColour.ts';

/** Diffuse white of HDR video in cd/m2, which becomes SDR white (ITU-R BT.2408). */
const referenceWhite = 203;

/** Light in cd/m2 that becomes the brightest SDR can show: what HDR is graded for, and HLG's own display. */
const brightestLight = 1000;
/**
 * Share of white up to which light stays as it is; above, a smooth shoulder (FFmpeg's `mobius` curve) that
 * leaves highlights the last steps. Hue and saturation stay: the brightest of red, green and blue is mapped and the
 * others follow.
 */
const straightUpTo = 0.91;

/** A picture of so many pixels is large. */
const largePicture = 4_000_000;

/** Turns decoded frames into upright, whole, square-pixel sRGB pictures. One conversion at a time; close when done. */
export interface PictureConverter {
  /** The frame stays the caller's. */
  convert(frame: Frame): Promise<RgbPicture>;
  close(): Promise<void>;
}

/** Makes a converter for a video's frames; it follows changes of size or colour inside the file. */
export function makePictureConverter(video: OpenVideo): PictureConverter {
  let chain = '';
  let filter: FilterAPI | null = null;
  const deinterlacer = makeDeinterlacer(video.path);

  const convertWhole = (frame: Frame): Promise<RgbPicture> => {
    const tags = colourTagsOf(frame, video.stream.codecpar);
    const colour = sourceColour(tags, frame.format, frame.width, frame.height);
    // A stream may change its size on the way; what its header cuts off then no longer fits.
    const { codecpar } = video.stream;
    const isAsStated = frame.width === codecpar.width && frame.height === codecpar.height;
    const cropping = isAsStated ? video.cropping : uncropped;
    const { left, top } = cropping;
    const width = frame.width - left - cropping.right;
    const height = frame.height - top - cropping.bottom;
    const geometry = displayGeometry(width, height, video.pixelAspect, video.geometry);
    const cut = cropping === uncropped ? '' : `crop=${width}:${height}:${left}:${top},`;
    const wanted = cut + conversionChain(colour, geometry);
    if (filter === null || chain !== wanted) {
      filter?.close();
      chain = wanted;
      filter = FilterAPI.create(wanted, { graph: { nbThreads: 1 } });
    }
    frame.timeBase = video.stream.timeBase;
    return runFilter(filter, frame, video.fileName);
  };
  return {
    async convert(frame) {
      const whole = await deinterlacer.deinterlace(frame);
      try {
        return await convertWhole(whole ?? frame);
      } finally {
        whole?.free();
        // A filter keeps the pictures it worked on for the next; large ones weigh more than a new filter costs.
        if (frame.width * frame.height > largePicture) {
          filter?.close();
          filter = null;
        }
      }
    },
    async close() {
      filter?.close();
      filter = null;
      await deinterlacer.close();
    },
  };
}

/** The filter chain from a frame as decoded to upright packed RGB. */
function conversionChain(colour: SourceColour, geometry: DisplayGeometry): string {
  const size = `w=${geometry.squareWidth}:h=${geometry.squareHeight}`;
  const turn = [
    ...(geometry.mirrored ? ['hflip'] : []),
    ...{ 0: [], 90: ['transpose=clock'], 180: ['hflip', 'vflip'], 270: ['transpose=cclock'] }[
      geometry.rotation
    ],
  ];
  if (colour.rgbOrGrey) {
    return [`scale=${size}:flags=bicubic+accurate_rnd+full_chroma_int`, 'format=rgb24', ...turn].join(',');
  }
  const from = `min=${colour.matrix}:rin=${colour.range}:pin=${colour.primaries}:tin=${colour.transfer}`;
  const zscale = `zscale=${size}:f=bicubic:d=none:${from}`;
  if (!colour.highDynamicRange) {
    return [`${zscale}:m=gbr:r=full:p=bt709:t=bt709`, 'format=gbrp', 'format=rgb24', ...turn].join(',');
  }
  return [
    `${zscale}:m=gbr:r=full:p=bt709:t=linear:npl=${referenceWhite}:agamma=0`,
    'format=gbrpf32le',
    `tonemap=tonemap=mobius:param=${straightUpTo}:peak=${brightestLight / referenceWhite}:desat=0`,
    'zscale=min=gbr:pin=bt709:tin=linear:m=gbr:r=full:p=bt709:t=iec61966-2-1:d=none',
    'format=gbrp',
    'format=rgb24',
    ...turn,
  ].join(',');
}

async function runFilter(filter: FilterAPI, frame: Frame, fileName: string): Promise<RgbPicture> {
  let output: Frame | null | undefined;
  try {
    await filter.process(frame);
    output = await filter.receive();
    if (!output) throw new Error('the filter gave no picture');
    return { width: output.width, height: output.height, data: output.toBuffer() };
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    throw new AppFailure('file-unsupported', { fileName, reason }, { cause: thrown });
  } finally {
    output?.free();
  }
}
