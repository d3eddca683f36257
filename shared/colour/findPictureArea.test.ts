import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asJpeg } from '../../tests/fixtures/pictures/asJpeg.ts';
import {
  type Drawing,
  ellipse,
  enlarge,
  glow,
  hex,
  type Paint,
  rectangle,
  solid,
  verticalGradient,
  withBars,
  withGrain,
} from '../../tests/fixtures/pictures/drawPicture.ts';
import { type SceneName, scenePictures } from '../../tests/fixtures/pictures/scenePictures.ts';
import { findPictureArea } from './findPictureArea.ts';

const BLACK = hex('#000000');
const WHITE = hex('#ffffff');
const scenes = Object.keys(scenePictures) as SceneName[];
const blank: readonly SceneName[] = ['blackFrame', 'whiteFrame'];

function whole(picture: Drawing) {
  return { x: 0, y: 0, width: picture.width, height: picture.height };
}

/** Bars about a 128 x 72 scene, and where its picture must be found. */
const framings = [
  ['letterbox', { top: 11, bottom: 11 }, { x: 0, y: 11, width: 128, height: 72 }],
  ['pillarbox', { left: 26, right: 26 }, { x: 26, y: 0, width: 128, height: 72 }],
  ['windowbox', { top: 9, bottom: 9, left: 20, right: 20 }, { x: 20, y: 9, width: 128, height: 72 }],
  ['uneven by a line', { top: 10, bottom: 11 }, { x: 0, y: 10, width: 128, height: 72 }],
] as const;

describe('findPictureArea', () => {
  describe.each(framings)('%s', (_name, bars, truth) => {
    it.each([
      'daySky',
      'foliage',
      'skinPortrait',
      'tealAndOrangePortrait',
      'circularWindow',
      'blueNeonRoom',
    ] as const)('is removed to the pixel: %s', (scene) => {
      expect(findPictureArea(withBars(scenePictures[scene](), bars, BLACK))).toEqual(truth);
    });

    it('is removed behind JPEG noise, to two pixels', async () => {
      const noisy = await asJpeg(withBars(enlarge(scenePictures.daySky(), 2), doubled(bars), BLACK), 75);
      const area = findPictureArea(noisy);
      expect(Math.abs(area.x - 2 * truth.x)).toBeLessThanOrEqual(2);
      expect(Math.abs(area.y - 2 * truth.y)).toBeLessThanOrEqual(2);
      expect(Math.abs(area.width - 2 * truth.width)).toBeLessThanOrEqual(4);
      expect(Math.abs(area.height - 2 * truth.height)).toBeLessThanOrEqual(4);
    });

    it('is removed where the black of video is 16', () => {
      const grey: Paint = [16, 16, 16];
      expect(findPictureArea(withBars(scenePictures.foliage(), bars, grey))).toEqual(truth);
    });
  });

  it('removes white bars', () => {
    const framed = withBars(scenePictures.foliage(), { left: 30, right: 30 }, WHITE);
    expect(findPictureArea(framed)).toEqual({ x: 30, y: 0, width: 128, height: 72 });
  });

  it('removes the bars of a vertical film in a wide frame', () => {
    const tall = verticalGradient(
      [
        [0, hex('#b0c4de')],
        [1, hex('#5a4030')],
      ],
      60,
      108,
    );
    const framed = withBars(tall, { left: 66, right: 66 });
    expect(findPictureArea(framed)).toEqual({ x: 66, y: 0, width: 60, height: 108 });
  });

  it('looks through subtitles in the lower bar', () => {
    const framed = withBars(scenePictures.daySky(), { top: 16, bottom: 16 });
    for (let letter = 0; letter < 8; letter++) rectangle(framed, WHITE, 36 + letter * 7, 92, 4, 6);
    expect(findPictureArea(framed)).toEqual({ x: 0, y: 16, width: 128, height: 72 });
  });

  it('leaves a picture whose upper half is black in its letterbox', () => {
    const night = solid(BLACK, 128, 72);
    rectangle(night, hex('#5a6a80'), 0, 36, 128, 36);
    const area = findPictureArea(withBars(night, { top: 12, bottom: 12 }));
    expect(area).toEqual({ x: 0, y: 12, width: 128, height: 72 });
  });

  it.each(scenes)('takes nothing from a scene without bars: %s', (scene) => {
    const picture = scenePictures[scene]();
    expect(findPictureArea(picture)).toEqual(whole(picture));
  });

  it.each(scenes.filter((name) => !blank.includes(name)))(
    'takes nothing from it as JPEG: %s',
    async (scene) => {
      const picture = scenePictures[scene]();
      expect(findPictureArea(await asJpeg(picture, 70))).toEqual(whole(picture));
    },
  );

  it.each([
    ['a spotlight on black', glow(solid(BLACK), hex('#ffd9a0'), 64, 36, 30)],
    ['a lit disc on black', ellipse(solid(BLACK), hex('#e4541d'), 64, 36, 26)],
    ['a candle in the dark', ellipse(solid(hex('#050404')), hex('#ffcf7a'), 64, 44, 4, 9)],
    ['a title on black', rectangle(solid(BLACK), WHITE, 40, 33, 48, 6)],
    ['black', solid(BLACK)],
    ['noisy black', withGrain(solid(hex('#040404')), 2, 'sensor')],
    ['one colour', solid(hex('#a50f12'))],
    ['a picture of four pixels', solid(BLACK, 2, 2)],
  ])('takes no dark scene for bars: %s', (_name, picture) => {
    expect(findPictureArea(picture)).toEqual(whole(picture));
  });

  it('always answers with whole pixels inside the picture', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 40 }),
        fc.uint8Array({ minLength: 4800, maxLength: 4800 }),
        fc.integer({ min: 0, max: 12 }),
        (width, height, bytes, bars) => {
          const inner = { width, height, data: new Uint8ClampedArray(bytes.subarray(0, width * height * 3)) };
          const picture = withBars(inner, { top: bars, bottom: bars, left: bars });
          const area = findPictureArea(picture);
          for (const value of Object.values(area)) expect(Number.isInteger(value)).toBe(true);
          expect(area.x).toBeGreaterThanOrEqual(0);
          expect(area.y).toBeGreaterThanOrEqual(0);
          expect(area.width).toBeGreaterThan(0);
          expect(area.height).toBeGreaterThan(0);
          expect(area.x + area.width).toBeLessThanOrEqual(picture.width);
          expect(area.y + area.height).toBeLessThanOrEqual(picture.height);
        },
      ),
      { numRuns: 60 },
    );
  });
});

function doubled(bars: { top?: number; bottom?: number; left?: number; right?: number }) {
  return Object.fromEntries(Object.entries(bars).map(([side, lines]) => [side, lines * 2]));
}
