import { join } from 'node:path';
import type { ProxyReason } from '../../shared/domain/footage.ts';
import { runFfmpeg } from '../fixtures/clips.ts';
import { numberedClip, numberedClips } from '../fixtures/clipsNumbered.ts';

/** A numbered clip and what is to be said of it: that the window plays it, or why not. */
export interface PlayableClip {
  readonly name: string;
  readonly plays: true | ProxyReason;
  make(folder: string): Promise<string>;
}

const x264 = ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '20', '-g', '20', '-bf', '2'];
const plain = (): Promise<string> => numberedClip('play-plain', 'mov', [...x264, '-pix_fmt', 'yuv420p']);
const vp9 = (): Promise<string> => numberedClips['VP9 in webm']?.() ?? plain();
const av1 = (): Promise<string> => numberedClips['AV1 in mp4']?.() ?? plain();
const h264 =
  (name: string, extension: string, ...encode: string[]) =>
  () =>
    numberedClip(`play-${name}`, extension, [...x264, ...encode]);
const ofTable = (name: string) => () => {
  const make = numberedClips[name];
  if (make === undefined) throw new Error(`no numbered clip ${name}`);
  return make();
};

/** Puts the picture of a clip into another file, with sound where a codec for it is named. */
function muxed(from: () => Promise<string>, name: string, sound: string | null, ...args: string[]) {
  return async (folder: string): Promise<string> => {
    const path = join(folder, name);
    const tone =
      sound === null ? [] : ['-f', 'lavfi', '-i', 'sine=d=3', '-map', '0', '-map', '1', '-c:a', sound];
    await runFfmpeg(['-i', await from(), ...tone, '-c:v', 'copy', ...args, path]);
    return path;
  };
}

/** Stored turned the other way, with a note to turn it back. */
function turned(rotation: 90 | 180 | 270, extension: string) {
  const filter = { 90: 'transpose=cclock', 180: 'hflip,vflip', 270: 'transpose=clock' }[rotation];
  const stored = h264(`turned-${rotation}`, 'mp4', '-pix_fmt', 'yuv420p', '-vf', filter);
  const note = `rotate=${-rotation}`;
  return muxed(stored, `turned-${rotation}.${extension}`, null, '-metadata:s:v', note);
}

/** One clip for each line of the table in electron/services/footage/playableFootage.ts, and for what is not in it. */
export const playableClips: readonly PlayableClip[] = [
  { name: 'H.264 with B-frames in MP4', plays: true, make: ofTable('H.264 with B-frames in mp4') },
  { name: 'H.264 in QuickTime', plays: true, make: plain },
  { name: 'H.264 with open GOPs in Matroska', plays: true, make: ofTable('H.264 with open GOPs in mkv') },
  {
    name: 'H.264 that starts late in Matroska',
    plays: true,
    make: ofTable('H.264 in an mkv that starts late'),
  },
  { name: 'H.264 of variable rate', plays: true, make: ofTable('H.264 with a variable frame rate') },
  { name: 'H.264 4:2:2', plays: true, make: h264('422', 'mp4', '-pix_fmt', 'yuv422p') },
  { name: 'H.264 4:4:4', plays: true, make: h264('444', 'mp4', '-pix_fmt', 'yuv444p') },
  {
    name: 'H.264 baseline',
    plays: true,
    make: h264('base', 'mp4', '-pix_fmt', 'yuv420p', '-profile:v', 'baseline'),
  },
  { name: 'H.264 in full range', plays: true, make: h264('full', 'mp4', '-pix_fmt', 'yuvj420p') },
  {
    name: 'H.264 with wide pixels',
    plays: true,
    make: h264('wide', 'mp4', '-pix_fmt', 'yuv420p', '-vf', 'setsar=2/1'),
  },
  {
    name: 'H.264 in a fragmented MP4',
    plays: 'timing',
    make: muxed(plain, 'fragments.mp4', null, '-movflags', 'frag_keyframe+empty_moov'),
  },
  { name: 'H.264 with AAC', plays: true, make: muxed(plain, 'aac.mp4', 'aac') },
  {
    name: 'H.264 whose sound begins first',
    plays: 'timing',
    make: muxed(plain, 'first.mp4', 'aac', '-bsf:v', 'setts=pts=PTS+7000:dts=DTS+7000'),
  },
  { name: 'H.264 with PCM', plays: true, make: muxed(plain, 'pcm.mov', 'pcm_s16le') },
  { name: 'H.264 turned by 90 degrees', plays: true, make: turned(90, 'mp4') },
  { name: 'H.264 turned by 180 degrees', plays: true, make: turned(180, 'mp4') },
  { name: 'H.264 turned by 270 degrees', plays: true, make: turned(270, 'mov') },
  { name: 'VP8 in WebM', plays: true, make: ofTable('VP8 in webm with hidden frames') },
  { name: 'VP9 in WebM', plays: true, make: vp9 },
  { name: 'VP9 with Opus', plays: true, make: muxed(vp9, 'opus.webm', 'libopus') },
  { name: 'VP9 in MP4', plays: true, make: muxed(vp9, 'vp9.mp4', null) },
  { name: 'AV1 in MP4', plays: true, make: av1 },
  { name: 'AV1 with Opus in WebM', plays: true, make: muxed(av1, 'av1.webm', 'libopus') },
  { name: 'H.264 in 10 bits', plays: 'bit-depth', make: h264('10', 'mp4', '-pix_fmt', 'yuv420p10le') },
  {
    name: 'interlaced H.264',
    plays: 'interlaced',
    make: h264('woven', 'mp4', '-pix_fmt', 'yuv420p', '-flags', '+ilme+ildct', '-x264-params', 'tff=1'),
  },
  { name: 'H.264 with AAC in Matroska', plays: 'timing', make: muxed(plain, 'aac.mkv', 'aac') },
  { name: 'H.264 with AC-3', plays: 'sound', make: muxed(plain, 'ac3.mp4', 'ac3') },
  {
    name: 'H.264 in a transport stream',
    plays: 'container',
    make: ofTable('H.264 at 30000/1001 in a transport stream that starts late'),
  },
  { name: 'HEVC', plays: 'codec', make: ofTable('HEVC with open GOPs in mp4') },
  { name: 'ProRes', plays: 'codec', make: ofTable('ProRes in mov') },
  { name: 'MPEG-4 part 2 in AVI', plays: 'codec', make: ofTable('MPEG-4 with B-frames in avi') },
  { name: 'MPEG-2', plays: 'codec', make: ofTable('MPEG-2 in a programme stream') },
];
