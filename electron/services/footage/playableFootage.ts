import type { ProxyReason } from '../../../shared/domain/footage.ts';
import type { Rational } from '../../../shared/domain/frame.ts';

/** What decides whether Chromium plays a file as it is, exactly. */
export interface FootageFacts {
  /** FFmpeg's name of the demuxer. */
  readonly container: string;
  /** FFmpeg's name of the codec. */
  readonly codec: string;
  /** FFmpeg's number of the codec's profile; negative where unknown. */
  readonly profile: number;
  /** FFmpeg's name, such as "yuv420p". */
  readonly pixelFormat: string;
  readonly bitDepth: number;
  /** FFmpeg's names; "unknown" where the file is silent. */
  readonly matrix: string;
  readonly primaries: string;
  readonly transfer: string;
  readonly interlaced: boolean;
  readonly rotation: 0 | 90 | 180 | 270;
  readonly mirrored: boolean;
  readonly pixelAspect: Rational;
  /** Coded pixels. */
  readonly width: number;
  readonly height: number;
  /** Whether the file tells when its picture begins, so that a frame can be found by its time. */
  readonly timed: boolean;
}

/**
 * What Chromium's own decoders play on every system, without any of the machine's, seen in the Electron that
 * ships (tests/e2e/footage.e2e.ts plays each):
 *
 * | codec | containers | profiles |
 * |---|---|---|
 * | H.264 | MP4/QuickTime, Matroska | baseline (66), main (77), high (100), with or without "constrained" |
 * | VP8 | WebM/Matroska | all |
 * | VP9 | WebM/Matroska, MP4 | 0 |
 * | AV1 | MP4, WebM/Matroska | main (0) |
 *
 * All in 8 bits 4:2:0. HEVC depends on the machine, MPEG-4 part 2, MPEG-1/2, ProRes, DNx, DV, Theora, WMV, MJPEG
 * are not in it, AVI, MPEG streams, MXF, FLV and the like are not opened.
 */
const playableCodecs: ReadonlyMap<
  string,
  { readonly containers: readonly string[]; readonly profiles: readonly number[] | null }
> = new Map([
  ['h264', { containers: ['mov', 'matroska'], profiles: [66, 77, 100] }],
  ['vp8', { containers: ['matroska'], profiles: null }],
  ['vp9', { containers: ['matroska', 'mov'], profiles: [0] }],
  ['av1', { containers: ['mov', 'matroska'], profiles: [0] }],
]);

/** FFmpeg's bits that say "constrained" and "intra" beside an H.264 profile. */
const profileFlags = (1 << 9) | (1 << 11);

/** Matrices, primaries and curves that Chromium shows as Afterimage does. */
const playableMatrices = new Set(['bt709', 'smpte170m', 'bt470bg', 'unknown']);
const playablePrimaries = new Set(['bt709', 'smpte170m', 'bt470bg', 'unknown']);
const playableTransfers = new Set(['bt709', 'smpte170m', 'iec61966-2-1', 'bt470bg', 'bt470m', 'unknown']);

/** More than this many pixels are not decoded smoothly without the machine's own decoder. */
const mostPixels = 4096 * 2304;

/**
 * Decides whether the window can play a file as it is, and exactly: each frame at its time, upright, in its
 * colours.
 * @returns null where it can, else the first reason why not
 */
export function proxyReasonOf(facts: FootageFacts): ProxyReason | null {
  const playable = playableCodecs.get(facts.codec);
  if (playable === undefined) return 'codec';
  const demuxers = facts.container.split(',');
  if (!playable.containers.some((name) => demuxers.includes(name))) return 'container';
  if (facts.transfer === 'smpte2084' || facts.transfer === 'arib-std-b67') return 'high-dynamic-range';
  if (facts.bitDepth > 8) return 'bit-depth';
  if (facts.pixelFormat !== 'yuv420p' && facts.pixelFormat !== 'yuvj420p') return 'pixel-format';
  const profile = facts.profile < 0 ? facts.profile : facts.profile & ~profileFlags;
  if (playable.profiles !== null && profile >= 0 && !playable.profiles.includes(profile)) return 'profile';
  if (facts.interlaced) return 'interlaced';
  if (facts.rotation !== 0 || facts.mirrored) return 'orientation';
  if (facts.pixelAspect.num !== facts.pixelAspect.den) return 'pixel-shape';
  if (
    !playableMatrices.has(facts.matrix) ||
    !playablePrimaries.has(facts.primaries) ||
    !playableTransfers.has(facts.transfer)
  ) {
    return 'colour';
  }
  if (facts.width * facts.height > mostPixels) return 'size';
  return facts.timed ? null : 'timing';
}
