import type { DisplayGeometry } from '../video/displayGeometry.ts';
import type { SourceColour } from '../video/videoColour.ts';

/** Longest side of a proxy, px. */
const longestProxySide = 1280;
/** Diffuse white of HDR video in cd/m2, which becomes SDR white (ITU-R BT.2408). */
const referenceWhite = 203;

export interface ProxySize {
  readonly width: number;
  readonly height: number;
}

/** The size of a proxy: upright, square pixels, at most 1280 a side, even as 4:2:0 wants it. */
export function proxySize({ displayWidth, displayHeight }: DisplayGeometry): ProxySize {
  const scale = Math.min(1, longestProxySide / Math.max(displayWidth, displayHeight));
  return { width: even(displayWidth * scale), height: even(displayHeight * scale) };
}

function even(pixels: number): number {
  return Math.max(2, 2 * Math.round(pixels / 2));
}

/**
 * The filter chain from a frame as decoded to what a proxy shows: deinterlaced with one picture a frame, scaled,
 * BT.709 limited range 4:2:0 in 8 bits, upright. It gives exactly one frame for each it takes.
 * @param geometry of the coded frame
 * @param size of the proxy, upright
 */
export function proxyFilterChain(
  colour: SourceColour,
  geometry: DisplayGeometry,
  size: ProxySize,
  interlaced: boolean,
): string {
  const turned = geometry.rotation === 90 || geometry.rotation === 270;
  const [w, h] = turned ? [size.height, size.width] : [size.width, size.height];
  const turn = [
    ...(geometry.mirrored ? ['hflip'] : []),
    ...{ 0: [], 90: ['transpose=clock'], 180: ['hflip', 'vflip'], 270: ['transpose=cclock'] }[
      geometry.rotation
    ],
  ];
  return [
    ...(interlaced ? ['bwdif=mode=send_frame:parity=auto:deint=interlaced'] : []),
    ...colourChain(colour, `w=${w}:h=${h}`),
    'format=yuv420p',
    ...turn,
    'setsar=1',
  ].join(',');
}

function colourChain(colour: SourceColour, size: string): string[] {
  if (colour.rgbOrGrey) {
    return [
      `scale=${size}:flags=bicubic+accurate_rnd+full_chroma_int:out_color_matrix=bt709:out_range=limited`,
    ];
  }
  return zscaleChain(colour, size, 'm=bt709:r=limited:p=bt709');
}

/** From YCbCr planes to packed sRGB of the same size. */
export function rgbColourChain(colour: SourceColour, width: number, height: number): string {
  const chain = zscaleChain(colour, `w=${width}:h=${height}`, 'm=gbr:r=full:p=bt709');
  return [...chain, 'format=gbrp', 'format=rgb24'].join(',');
}

/** @param to matrix, range and primaries wanted, as zscale takes them */
function zscaleChain(colour: SourceColour, size: string, to: string): string[] {
  const from = `min=${colour.matrix}:rin=${colour.range}:pin=${colour.primaries}:tin=${colour.transfer}`;
  const zscale = `zscale=${size}:f=bicubic:d=none:${from}`;
  if (!colour.highDynamicRange) return [`${zscale}:${to}:t=bt709`];
  return [
    `${zscale}:m=gbr:r=full:p=bt709:t=linear:npl=${referenceWhite}:agamma=0`,
    'format=gbrpf32le',
    // As for stills: straight up to 0.95 of white, a smooth shoulder above.
    'tonemap=tonemap=mobius:param=0.95:desat=0',
    `zscale=min=gbr:pin=bt709:tin=linear:rin=full:${to}:t=iec61966-2-1:d=none`,
  ];
}
