import type { ProxyReason } from '../../../shared/domain/footage.ts';

/** What decides whether Chromium plays a file as it is, exactly. All names are FFmpeg's. */
export interface FootageFacts {
  /** Of the demuxer. */
  readonly container: string;
  readonly codec: string;
  /** FFmpeg's number of the codec's profile; negative where unknown. */
  readonly profile: number;
  /** Such as "yuv420p". */
  readonly pixelFormat: string;
  readonly bitDepth: number;
  /** These three are "unknown" where the file is silent. */
  readonly matrix: string;
  readonly primaries: string;
  readonly transfer: string;
  readonly interlaced: boolean;
  /** Clockwise degrees to stand upright. */
  readonly rotation: 0 | 90 | 180 | 270;
  readonly mirrored: boolean;
  /** Coded pixels. */
  readonly width: number;
  readonly height: number;
  /** The codec of the first sound track; null where there is none. */
  readonly sound: string | null;
  /** When the first frame is shown in the container's clock, seconds; null where the file does not tell. */
  readonly startSec: number | null;
  /** How long a frame is shown at the declared rate, seconds. */
  readonly frameSec: number;
}

interface PlayableCodec {
  readonly containers: readonly string[];
  /** Null for all. */
  readonly profiles: readonly number[] | null;
  readonly pixelFormats: readonly string[];
}

/**
 * What Chromium's own decoders play on every system, without any of the machine's. Each line was seen in the
 * Electron that ships (tests/e2e/footage.e2e.ts plays each, finds frame N at its time, and sees the rest refused):
 *
 * | codec | containers | profiles | 8-bit formats |
 * |---|---|---|---|
 * | H.264 | MP4/QuickTime; Matroska without sound | baseline, main, high, high 4:2:2, high 4:4:4 | 4:2:0, 4:2:2, 4:4:4 |
 * | VP8 | WebM/Matroska | all | 4:2:0 |
 * | VP9 | WebM/Matroska, MP4 | 0 | 4:2:0 |
 * | AV1 | MP4, WebM/Matroska | main | 4:2:0 |
 *
 * Not played: HEVC (depends on the machine), MPEG-1/2, MPEG-4 part 2, ProRes, DNx, DV, Theora, WMV, MJPEG; AVI,
 * MPEG streams, MXF, FLV and the like. Left to a proxy though Chromium would show something: more than 8 bits and
 * HDR (its tone-mapping is not ours), BT.2020, interlaced (it weaves), mirrored, sound it has no decoder for (it
 * would be silent), H.264 in Matroska with sound, where it lands on the next key frame instead of the frame
 * sought, and MP4 that does not begin at 0, whose last frames it does not reach. Non-square pixels and quarter turns in MP4/QuickTime are shown rightly.
 */
const playableCodecs: ReadonlyMap<string, PlayableCodec> = new Map([
  [
    'h264',
    {
      containers: ['mov', 'matroska'],
      profiles: [66, 77, 100, 122, 244],
      pixelFormats: ['yuv420p', 'yuvj420p', 'yuv422p', 'yuv444p'],
    },
  ],
  ['vp8', { containers: ['matroska'], profiles: null, pixelFormats: ['yuv420p'] }],
  ['vp9', { containers: ['matroska', 'mov'], profiles: [0], pixelFormats: ['yuv420p'] }],
  ['av1', { containers: ['mov', 'matroska'], profiles: [0], pixelFormats: ['yuv420p'] }],
]);

const playableSounds: ReadonlySet<string> = new Set([
  'aac',
  'mp3',
  'opus',
  'vorbis',
  'flac',
  'pcm_u8',
  'pcm_s16le',
  'pcm_s24le',
  'pcm_s32le',
  'pcm_f32le',
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
 * colours, with its sound.
 * @returns null where it can, else the first reason why not
 */
export function proxyReasonOf(facts: FootageFacts): ProxyReason | null {
  const playable = playableCodecs.get(facts.codec);
  if (playable === undefined) return 'codec';
  const demuxers = facts.container.split(',');
  if (!playable.containers.some((name) => demuxers.includes(name))) return 'container';
  return pictureReason(facts, playable) ?? playingReason(facts, demuxers.includes('matroska'));
}

/** What about the picture itself keeps it from being shown rightly. */
function pictureReason(facts: FootageFacts, playable: PlayableCodec): ProxyReason | null {
  if (facts.transfer === 'smpte2084' || facts.transfer === 'arib-std-b67') return 'high-dynamic-range';
  if (facts.bitDepth > 8) return 'bit-depth';
  if (!playable.pixelFormats.includes(facts.pixelFormat)) return 'pixel-format';
  const profile = facts.profile & ~profileFlags;
  if (playable.profiles !== null && facts.profile >= 0 && !playable.profiles.includes(profile)) {
    return 'profile';
  }
  const shownAlike =
    playableMatrices.has(facts.matrix) &&
    playablePrimaries.has(facts.primaries) &&
    playableTransfers.has(facts.transfer);
  return shownAlike ? null : 'colour';
}

/** What else keeps it from being played exactly. */
function playingReason(facts: FootageFacts, inMatroska: boolean): ProxyReason | null {
  if (facts.interlaced) return 'interlaced';
  if (facts.mirrored || (facts.rotation !== 0 && inMatroska)) return 'orientation';
  if (facts.width * facts.height > mostPixels) return 'size';
  if (facts.sound !== null && !playableSounds.has(facts.sound)) return 'sound';
  if (facts.startSec === null || facts.startSec < 0) return 'timing';
  const wrong = inMatroska
    ? facts.codec === 'h264' && facts.sound !== null
    : facts.startSec > facts.frameSec / 2;
  return wrong ? 'timing' : null;
}
