import {
  AVCOL_PRI_BT709,
  AVCOL_PRI_BT2020,
  AVCOL_PRI_SMPTE428,
  AVCOL_PRI_SMPTE431,
  AVCOL_PRI_SMPTE432,
  AVCOL_RANGE_JPEG,
  AVCOL_RANGE_MPEG,
  AVCOL_SPC_BT470BG,
  AVCOL_SPC_BT709,
  AVCOL_SPC_BT2020_CL,
  AVCOL_SPC_BT2020_NCL,
  AVCOL_SPC_FCC,
  AVCOL_SPC_ICTCP,
  AVCOL_SPC_RGB,
  AVCOL_SPC_SMPTE170M,
  AVCOL_SPC_SMPTE240M,
  AVCOL_SPC_YCGCO,
  AVCOL_TRC_ARIB_STD_B67,
  AVCOL_TRC_BT709,
  AVCOL_TRC_BT2020_10,
  AVCOL_TRC_BT2020_12,
  AVCOL_TRC_GAMMA22,
  AVCOL_TRC_GAMMA28,
  AVCOL_TRC_IEC61966_2_1,
  AVCOL_TRC_LINEAR,
  AVCOL_TRC_SMPTE170M,
  AVCOL_TRC_SMPTE240M,
  AVCOL_TRC_SMPTE2084,
  type AVColorPrimaries,
  type AVColorRange,
  type AVColorSpace,
  type AVColorTransferCharacteristic,
} from 'node-av/constants';
import { avGetPixFmtName } from 'node-av/lib';
import type { VideoProbe } from '../../../shared/domain/media.ts';

/** Where FFmpeg states the colour of a stream or of a frame. */
export interface ColourTags {
  readonly colorSpace: AVColorSpace;
  readonly colorPrimaries: AVColorPrimaries;
  readonly colorTrc: AVColorTransferCharacteristic;
  readonly colorRange: AVColorRange;
}

const matrixNames = new Map<AVColorSpace, string>([
  [AVCOL_SPC_RGB, 'gbr'],
  [AVCOL_SPC_BT709, 'bt709'],
  [AVCOL_SPC_FCC, 'fcc'],
  [AVCOL_SPC_BT470BG, 'bt470bg'],
  [AVCOL_SPC_SMPTE170M, 'smpte170m'],
  [AVCOL_SPC_SMPTE240M, 'smpte240m'],
  [AVCOL_SPC_YCGCO, 'ycgco'],
  [AVCOL_SPC_BT2020_NCL, 'bt2020nc'],
  [AVCOL_SPC_BT2020_CL, 'bt2020c'],
  [AVCOL_SPC_ICTCP, 'ictcp'],
]);
const primariesNames = new Map<AVColorPrimaries, string>([
  [AVCOL_PRI_BT709, 'bt709'],
  [AVCOL_PRI_BT2020, 'bt2020'],
  [AVCOL_PRI_SMPTE428, 'smpte428'],
  [AVCOL_PRI_SMPTE431, 'smpte431'],
  [AVCOL_PRI_SMPTE432, 'smpte432'],
]);
const transferNames = new Map<AVColorTransferCharacteristic, string>([
  [AVCOL_TRC_BT709, 'bt709'],
  [AVCOL_TRC_GAMMA22, 'bt470m'],
  [AVCOL_TRC_GAMMA28, 'bt470bg'],
  [AVCOL_TRC_SMPTE170M, 'smpte170m'],
  [AVCOL_TRC_SMPTE240M, 'smpte240m'],
  [AVCOL_TRC_LINEAR, 'linear'],
  [AVCOL_TRC_IEC61966_2_1, 'iec61966-2-1'],
  [AVCOL_TRC_BT2020_10, 'bt2020-10'],
  [AVCOL_TRC_BT2020_12, 'bt2020-12'],
  [AVCOL_TRC_SMPTE2084, 'smpte2084'],
  [AVCOL_TRC_ARIB_STD_B67, 'arib-std-b67'],
]);

/** Bits a sample, from the pixel format's name ("yuv420p10le" has 10). */
export function bitDepthOf(pixelFormat: string): number {
  const match = /(?:p0?|gray|gbrap?|xyz|y2)(9|10|12|14|16)(?:le|be)?$/.exec(pixelFormat);
  return match?.[1] === undefined ? 8 : Number(match[1]);
}

/** The colour description as the file gives it. */
export function describeColour(tags: ColourTags, pixelFormat: string): VideoProbe['colour'] {
  const named = (names: ReadonlyMap<number, string>, value: number): string =>
    names.get(value) ?? (value === 2 || value === 0 ? 'unknown' : `other-${value}`);
  const full = tags.colorRange === AVCOL_RANGE_JPEG || pixelFormat.startsWith('yuvj');
  return {
    matrix: named(matrixNames, tags.colorSpace),
    primaries:
      tags.colorPrimaries === 5
        ? 'bt470bg'
        : tags.colorPrimaries === 6
          ? 'smpte170m'
          : named(primariesNames, tags.colorPrimaries),
    transfer: named(transferNames, tags.colorTrc),
    range: full ? 'full' : tags.colorRange === AVCOL_RANGE_MPEG ? 'limited' : 'unknown',
    pixelFormat,
    bitDepth: bitDepthOf(pixelFormat),
  };
}

/** A frame's tags, and its container's where the frame is silent: ProRes and DNxHR often leave them to the file. */
export function colourTagsOf(frame: ColourTags, container: ColourTags): ColourTags {
  const stated = <T extends number>(own: T, other: T): T => (own === 2 ? other : own);
  return {
    colorSpace: stated(frame.colorSpace, container.colorSpace),
    colorPrimaries: stated(frame.colorPrimaries, container.colorPrimaries),
    colorTrc: stated(frame.colorTrc, container.colorTrc),
    colorRange: frame.colorRange === 0 ? container.colorRange : frame.colorRange,
  };
}

/** What to convert from, nothing left unknown. Names are those of FFmpeg's zscale filter. */
export interface SourceColour {
  readonly matrix: string;
  readonly primaries: string;
  readonly transfer: string;
  readonly range: 'limited' | 'full';
  /** Light above diffuse white, to be tone-mapped. */
  readonly highDynamicRange: boolean;
  /** Not YCbCr: no matrix to undo. */
  readonly rgbOrGrey: boolean;
}

/**
 * Fills in what a file leaves out, as players do: BT.709 for HD sizes and BT.601 below, limited range.
 * BT.601's own primaries count as BT.709's (they differ by less than a display does, and untagged or
 * mistagged files are the rule); wider gamuts are converted. SDR transfer curves are display-referred: they
 * count as the display's own.
 */
export function sourceColour(tags: ColourTags, format: number, width: number, height: number): SourceColour {
  const pixelFormat = avGetPixFmtName(format as Parameters<typeof avGetPixFmtName>[0]) ?? '';
  const matrix = matrixNames.get(tags.colorSpace);
  const guessed = width >= 1280 || height > 576 ? 'bt709' : 'smpte170m';
  const wide = matrix === 'bt2020nc' || matrix === 'bt2020c' || matrix === 'ictcp';
  const highDynamicRange = tags.colorTrc === AVCOL_TRC_SMPTE2084 || tags.colorTrc === AVCOL_TRC_ARIB_STD_B67;
  return {
    matrix: matrix === undefined || matrix === 'gbr' ? guessed : matrix,
    primaries: primariesNames.get(tags.colorPrimaries) ?? (wide ? 'bt2020' : 'bt709'),
    transfer:
      highDynamicRange || tags.colorTrc === AVCOL_TRC_LINEAR
        ? (transferNames.get(tags.colorTrc) ?? 'bt709')
        : 'bt709',
    range: tags.colorRange === AVCOL_RANGE_JPEG || pixelFormat.startsWith('yuvj') ? 'full' : 'limited',
    highDynamicRange,
    rgbOrGrey: !/^(?:yuv|nv|p0|p2|p4|uyv|yvy|yuy|ayuv|vuy|xv|y2)/.test(pixelFormat),
  };
}
