import { describe, expect, it } from 'vitest';
import { mediaIdSchema } from '../../../shared/domain/ids.ts';
import { numberedClip, numberedClips, readFrameNumber } from '../../../tests/fixtures/clipsNumbered.ts';
import { frameAt } from '../video/frameAt.ts';
import { openFrameReader } from './frameReader.ts';
import { makeFrameReaders } from './frameReaders.ts';
import { HeldFrames } from './heldFrames.ts';

const x264 = ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '20', '-pix_fmt', 'yuv420p'];

/** Forwards, backwards, over the edges of groups of pictures, to and fro. */
const steps = [
  0, 1, 2, 3, 2, 1, 0, 49, 48, 47, 30, 29, 28, 27, 20, 19, 21, 22, 12, 11, 13, 40, 5, 6, 7, 49, 0,
];

describe('a frame reader', () => {
  it.each(Object.entries(numberedClips))(
    'gives the very frame of %s, whichever way it steps',
    async (_name, make) => {
      const reader = await openFrameReader(await make());
      const found: number[] = [];
      const times: number[] = [];
      for (const step of steps) {
        const { pixels, time } = await reader.read(step);
        found.push(readFrameNumber(pixels));
        times.push(time.frameIndex);
      }
      await reader.close();
      expect(times).toEqual(steps);
      expect(found).toEqual(steps);
    },
  );

  it('says the same of a frame as frameAt', async () => {
    const path = await numberedClip('reader-vfr', 'mp4', [
      ...x264,
      ...['-bf', '2', '-g', '16', '-fps_mode', 'passthrough', '-video_track_timescale', '24000'],
      ...['-vf', 'settb=1/24000,setpts=N*1000+floor(N/3)*700+240'],
    ]);
    const reader = await openFrameReader(path);
    for (const frameIndex of [17, 16, 15, 31]) {
      const { time, pixels } = await reader.read(frameIndex);
      const known = await frameAt(path, { frameIndex });
      expect(time).toEqual(known.time);
      expect(pixels.data.equals(known.pixels.data)).toBe(true);
    }
    await reader.close();
  });

  it('refuses a frame that is not there, and goes on', async () => {
    const reader = await openFrameReader((await numberedClips['ProRes in mov']?.()) ?? '');
    await expect(reader.read(50)).rejects.toMatchObject({ appError: { code: 'frame-out-of-range' } });
    expect(readFrameNumber((await reader.read(49)).pixels)).toBe(49);
    await reader.close();
  });
});

describe('the readers of a session', () => {
  const ids = ['a', 'b', 'c'].map((digit) => mediaIdSchema.parse(`m-${digit.repeat(64)}`));

  it('serve many at once, each its own frame', async () => {
    const readers = makeFrameReaders();
    const path = (await numberedClips['H.264 with B-frames in mp4']?.()) ?? '';
    const wanted = [3, 30, 4, 12, 49, 5].flatMap((frameIndex) => ids.map((id) => ({ id, frameIndex })));
    const found = await Promise.all(
      wanted.map(async ({ id, frameIndex }) =>
        readFrameNumber((await readers.read(id, path, frameIndex)).pixels),
      ),
    );
    expect(found).toEqual(wanted.map(({ frameIndex }) => frameIndex));
    await readers.close();
  });

  it('open a media anew where its file is another', async () => {
    const readers = makeFrameReaders();
    const [id] = ids;
    if (id === undefined) throw new Error('no id');
    const first = (await numberedClips['ProRes in mov']?.()) ?? '';
    const shorter = await numberedClip('shorter', 'mp4', x264, 8);
    await readers.read(id, first, 20);
    await expect(readers.read(id, shorter, 20)).rejects.toMatchObject({
      appError: { code: 'frame-out-of-range' },
    });
    expect(readFrameNumber((await readers.read(id, shorter, 7)).pixels)).toBe(7);
    await readers.close();
  });
});

describe('held frames', () => {
  it('lets go of what is farthest from the frame wanted, and frees it', () => {
    const freed: number[] = [];
    const frameOf = (frameIndex: number) =>
      ({
        frame: { free: () => freed.push(frameIndex) },
        ticks: frameIndex,
        durationTicks: 1,
      }) as unknown as Parameters<HeldFrames['add']>[1];
    const held = new HeldFrames(24 * 1024 * 1024);
    for (const frameIndex of [0, 1, 2, 3, 4, 5]) held.add(frameIndex, frameOf(frameIndex), 5);
    expect(freed).toEqual([0, 1]);
    held.add(1, frameOf(1), 1);
    expect(freed).toEqual([0, 1, 5]);
    held.clear();
    expect(freed.toSorted((a, b) => a - b)).toEqual([0, 1, 1, 2, 3, 4, 5]);
  });
});
