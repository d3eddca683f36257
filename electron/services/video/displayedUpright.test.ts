import { describe, expect, it } from 'vitest';
import { makeClip } from '../../../tests/fixtures/clips.ts';
import { numberedClip, readFrameNumber } from '../../../tests/fixtures/clipsNumbered.ts';
import { type QuarterTurn, withCleanAperture, withDisplayMatrix } from '../../../tests/fixtures/editMp4.ts';
import type { RgbPicture } from '../pictures/rgbPicture.ts';
import { frameAt } from './frameAt.ts';
import { probeVideo } from './probeVideo.ts';

const x264 = ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '20', '-pix_fmt', 'yuv420p'];
const corners = {
  red: [200, 30, 30],
  green: [30, 170, 40],
  blue: [40, 50, 210],
  white: [225, 225, 225],
} as const;
type Corner = keyof typeof corners;

/** A clip of four fields, given clockwise from the upper left. */
function fieldsClip(name: string, width: number, height: number, fields: readonly Corner[]): Promise<string> {
  const [upperLeft = 'red', upperRight = 'red', lowerRight = 'red', lowerLeft = 'red'] = fields;
  const picture = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const upper = x < width / 2 ? upperLeft : upperRight;
      const lower = x < width / 2 ? lowerLeft : lowerRight;
      picture.set(corners[y < height / 2 ? upper : lower], (y * width + x) * 3);
    }
  }
  return makeClip({
    name: `fields-${name}-${fields.join('-')}`,
    source: { width, height, rate: '24', frameCount: 3, draw: () => picture },
    extension: 'mp4',
    encode: x264,
  });
}

/** The names of a picture's four fields, clockwise from the upper left. */
function readFields({ width, height, data }: RgbPicture): Corner[] {
  const at = (x: number, y: number): Corner => {
    const offset = (Math.floor(y * height) * width + Math.floor(x * width)) * 3;
    const seen = [data[offset] ?? 0, data[offset + 1] ?? 0, data[offset + 2] ?? 0];
    const distance = (corner: Corner): number =>
      corners[corner].reduce((sum, value, part) => sum + Math.abs(value - (seen[part] ?? 0)), 0);
    return (Object.keys(corners) as Corner[]).reduce((best, each) =>
      distance(each) < distance(best) ? each : best,
    );
  };
  return [at(0.25, 0.25), at(0.75, 0.25), at(0.75, 0.75), at(0.25, 0.75)];
}

/** Every way a quarter turn and a mirror can go together, and what the coded red, green, blue, white become. */
const turns: [string, QuarterTurn, readonly Corner[]][] = [
  ['as it is', [1, 0, 0, 1], ['red', 'green', 'blue', 'white']],
  ['a quarter clockwise', [0, 1, -1, 0], ['white', 'red', 'green', 'blue']],
  ['half a turn', [-1, 0, 0, -1], ['blue', 'white', 'red', 'green']],
  ['a quarter against the clock', [0, -1, 1, 0], ['green', 'blue', 'white', 'red']],
  ['mirrored left to right', [-1, 0, 0, 1], ['green', 'red', 'white', 'blue']],
  ['mirrored upside down', [1, 0, 0, -1], ['white', 'blue', 'green', 'red']],
  ['mirrored along the falling diagonal', [0, 1, 1, 0], ['red', 'white', 'blue', 'green']],
  ['mirrored along the rising diagonal', [0, -1, -1, 0], ['blue', 'green', 'red', 'white']],
];

describe('turned and mirrored by the display matrix', () => {
  it.each(turns)('%s', async (name, matrix, fields) => {
    const flat = await fieldsClip('turns', 160, 96, ['red', 'green', 'blue', 'white']);
    const path = await withDisplayMatrix(flat, name.replaceAll(' ', '-'), matrix);
    const { pixels } = await frameAt(path, { frameIndex: 1 });
    const stands = matrix[0] === 0 ? [96, 160] : [160, 96];
    expect([readFields(pixels), pixels.width, pixels.height]).toEqual([fields, ...stands]);
    expect(await probeVideo(path)).toMatchObject({ displayWidth: stands[0], displayHeight: stands[1] });
  });
});

describe('cut to the picture that is meant', () => {
  it('by the cropping of H.264, whose coded size is a multiple of 16', async () => {
    const path = await fieldsClip('cropped', 150, 90, ['red', 'green', 'blue', 'white']);
    const { pixels } = await frameAt(path, { frameIndex: 0 });
    expect([pixels.width, pixels.height, readFields(pixels)]).toEqual([
      150,
      90,
      ['red', 'green', 'blue', 'white'],
    ]);
  });

  it('by the clean aperture of mp4, before the pixels are made square', async () => {
    const flat = await numberedClip('clap', 'mp4', [...x264, '-vf', 'pad=224:128:16:0:red,setsar=10/11'], 4);
    const path = await withCleanAperture(flat, { width: 192, height: 128 });
    const { pixels } = await frameAt(path, { frameIndex: 3 });
    expect([pixels.width, pixels.height, readFrameNumber(pixels)]).toEqual([175, 128, 3]);
    expect([...pixels.data.subarray(0, 3)].every((value) => value > 180)).toBe(true);
    expect(await probeVideo(path)).toMatchObject({ width: 224, displayWidth: 175, displayHeight: 128 });
  });

  it('not by an aperture that makes no sense', async () => {
    const flat = await numberedClip('clap-odd', 'mp4', x264, 4);
    const path = await withCleanAperture(flat, { width: 2, height: 2 });
    const { pixels } = await frameAt(path, { frameIndex: 3 });
    expect([pixels.width, pixels.height, readFrameNumber(pixels)]).toEqual([192, 128, 3]);
  });
});
