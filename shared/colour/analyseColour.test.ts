import { describe, expect, it } from 'vitest';
import { enlarge, withBars } from '../../tests/fixtures/pictures/drawPicture.ts';
import { type SceneName, scenePictures } from '../../tests/fixtures/pictures/scenePictures.ts';
import { analyseColour } from './analyseColour.ts';
import { detectMoods } from './detectMoods.ts';
import { extractPalette } from './extractPalette.ts';

describe('analyseColour', () => {
  it.each(Object.keys(scenePictures) as SceneName[])('says in one pass what the parts say: %s', (scene) => {
    const picture = scenePictures[scene]();
    const analysis = analyseColour(picture);
    expect(analysis.area).toEqual({ x: 0, y: 0, width: 128, height: 72 });
    expect(analysis.palette).toEqual(extractPalette(picture));
    expect(analysis.moods).toEqual(detectMoods(picture));
  });

  it('removes the bars itself, or takes the area it is given', () => {
    const framed = withBars(enlarge(scenePictures.foliage(), 2), { top: 24, bottom: 24 });
    const area = { x: 0, y: 24, width: 256, height: 144 };
    const analysis = analyseColour(framed);
    expect(analysis.area).toEqual(area);
    expect(analysis.palette.every(({ name }) => name !== 'black')).toBe(true);
    expect(analyseColour(framed, area)).toEqual(analysis);
  });

  it('takes an area measured on a larger copy, in fractions of a pixel', () => {
    const framed = withBars(scenePictures.foliage(), { top: 10, bottom: 10 });
    const analysis = analyseColour(framed, { x: 0, y: 10.4, width: 128, height: 71.3 });
    expect(analysis.palette.every(({ name }) => name !== 'black')).toBe(true);
  });

  it('refuses bytes that do not fit', () => {
    expect(() => analyseColour({ width: 3, height: 3, data: new Uint8Array(26) })).toThrow(RangeError);
  });
});
