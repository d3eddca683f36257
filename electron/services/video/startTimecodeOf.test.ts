import { describe, expect, it } from 'vitest';
import { timecodeAt } from '../../../shared/timecode/frameTimecode.ts';
import { runFfmpeg } from '../../../tests/fixtures/clips.ts';
import { numberedClip } from '../../../tests/fixtures/clipsNumbered.ts';
import { frameAt } from './frameAt.ts';
import { probeVideo } from './probeVideo.ts';

const x264 = ['-c:v', 'libx264', '-preset', 'veryfast', '-bf', '2', '-pix_fmt', 'yuv420p'];
const mpeg2 = ['-c:v', 'mpeg2video', '-q:v', '4', '-bf', '2', '-g', '15'];
const prores = ['-c:v', 'prores_ks', '-profile:v', '1', '-pix_fmt', 'yuv422p10le'];

describe('timecode that a file carries', () => {
  it.each([
    ['tmcd in mov', 'mov', prores, '24000/1001', '01:00:00:00', '01:00:00:13'],
    ['tmcd in mov, drop frame', 'mov', x264, '30000/1001', '00:59:59;22', '01:00:00;05'],
    ['tmcd in mp4 at 60', 'mp4', x264, '60000/1001', '09:59:59;50', '10:00:00;03'],
    ['mxf', 'mxf', mpeg2, '25', '10:00:00:20', '10:00:01:08'],
    ['mxf, drop frame', 'mxf', mpeg2, '30000/1001', '00:00:59;20', '00:01:00;05'],
    ['a tag in Matroska', 'mkv', x264, '25', '03:04:05:06', '03:04:05:19'],
  ])('%s', async (name, extension, codec, rate, start, thirteenth) => {
    const path = await numberedClip(
      `timecode-${name.replaceAll(/\W+/g, '-')}`,
      extension,
      [...codec, '-timecode', start],
      20,
      rate,
    );
    expect(await probeVideo(path)).toMatchObject({ startTimecode: start, dropFrame: start.includes(';') });
    const { time } = await frameAt(path, { frameIndex: 13 });
    expect(timecodeAt(time)).toBe(thirteenth);
  });

  it.each([
    ['mpg', '25', '02:03:04:05', '02:03:04:18'],
    ['ts', '30000/1001', '00:00:59;20', '00:01:00;05'],
  ])('in the groups of pictures of MPEG-2 (%s)', async (extension, rate, start, thirteenth) => {
    const path = await numberedClip(
      `timecode-gop-${extension}`,
      extension,
      [...mpeg2, '-gop_timecode', start],
      20,
      rate,
    );
    expect(await probeVideo(path)).toMatchObject({ startTimecode: start, dropFrame: start.includes(';') });
    expect(timecodeAt((await frameAt(path, { frameIndex: 13 })).time)).toBe(thirteenth);
  });

  it('is none where the file has none', async () => {
    for (const [extension, codec] of [
      ['mp4', x264],
      ['mpg', mpeg2],
    ] as const) {
      const path = await numberedClip('timecode-none', extension, codec, 6, '25');
      expect(await probeVideo(path)).not.toHaveProperty('startTimecode');
      expect(timecodeAt((await frameAt(path, { frameIndex: 5 })).time)).toBe('00:00:00:05');
    }
  });

  it('starts where a cut that keeps the timecode starts', async () => {
    const whole = await numberedClip(
      'timecode-cut',
      'mov',
      [...prores, '-timecode', '01:00:00:00'],
      48,
      '24',
    );
    const path = `${whole}.cut.mov`;
    await runFfmpeg(['-i', whole, '-c', 'copy', '-timecode', '01:00:00:12', path]);
    expect(await probeVideo(path)).toMatchObject({ startTimecode: '01:00:00:12', dropFrame: false });
  });
});
