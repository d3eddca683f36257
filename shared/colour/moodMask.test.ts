import { describe, expect, it } from 'vitest';
import { enlarge, withBars } from '../../tests/fixtures/pictures/drawPicture.ts';
import { scenePictures } from '../../tests/fixtures/pictures/scenePictures.ts';
import type { BuiltInMoodId } from '../domain/moodId.ts';
import { detectMoods } from './detectMoods.ts';
import type { MoodRule } from './evaluateMoods.ts';
import { moodMask } from './moodMask.ts';
import { MOOD_RULES } from './moodRules.ts';
import type { RgbPixels } from './rgbPixels.ts';

const FULL = { x: 0, y: 0, width: 128, height: 72 };

function rule(id: BuiltInMoodId): MoodRule {
  const found = MOOD_RULES.find((each) => each.id === id);
  if (found === undefined) throw new RangeError(`No rule ${id}.`);
  return found;
}

function share(mask: Uint8Array): number {
  return mask.reduce((sum, value) => sum + value, 0) / mask.length;
}

describe('moodMask', () => {
  it('marks the lit window and neither the dark room nor the figure', () => {
    const mask = moodMask(scenePictures.circularWindow(), FULL, rule('orange-red-glow'));
    const at = (x: number, y: number) => mask[y * 128 + x];
    expect(at(72, 28)).toBe(1);
    expect(at(88, 42)).toBe(1);
    expect(at(4, 4)).toBe(0);
    expect(at(38, 60)).toBe(0);
  });

  it('covers as much as the reading says', () => {
    for (const [scene, id] of [
      ['blueNeonRoom', 'blue-neon'],
      ['sodiumStreet', 'sodium-amber'],
      ['redTitleCard', 'blood-red'],
      ['pinkNeonSign', 'pink-magenta-neon'],
    ] as const) {
      const picture = scenePictures[scene]();
      const reading = detectMoods(picture).find((mood) => mood.id === id);
      expect(share(moodMask(picture, FULL, rule(id)))).toBeCloseTo(reading?.measured[1]?.value ?? -1, 6);
    }
  });

  it('marks the accent alone', () => {
    const mask = moodMask(scenePictures.redUmbrella(), FULL, rule('accent'));
    expect(mask[34 * 128 + 84]).toBe(1);
    expect(share(mask)).toBeGreaterThan(0.008);
    expect(share(mask)).toBeLessThan(0.02);
  });

  it('marks both colours of a contrast', () => {
    const mask = moodMask(scenePictures.tealAndOrangePortrait(), FULL, rule('teal-and-orange'));
    expect(mask[36 * 128 + 64]).toBe(1);
    expect(mask[36 * 128 + 10]).toBe(1);
  });

  it('has the size of the frame, and nothing outside the area', () => {
    const framed: RgbPixels = withBars(enlarge(scenePictures.noirAlley(), 2), { top: 20, bottom: 20 });
    const mask = moodMask(framed, { x: 0, y: 20, width: 256, height: 144 }, rule('night'));
    expect(mask).toHaveLength(framed.width * framed.height);
    expect(mask.subarray(0, 20 * 256).some((value) => value === 1)).toBe(false);
    expect(mask.some((value) => value === 1)).toBe(true);
  });

  it('is there for every mood, of zeros and ones', () => {
    for (const each of MOOD_RULES) {
      const mask = moodMask(scenePictures.gaudyMarket(), FULL, each);
      expect(mask.every((value) => value === 0 || value === 1)).toBe(true);
      expect(mask).toHaveLength(128 * 72);
    }
  });
});
