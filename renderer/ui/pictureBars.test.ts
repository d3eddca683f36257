import { describe, expect, it } from 'vitest';
import { contentHashSchema } from '../../shared/domain/ids.ts';
import { hasBars, shownPicture } from './pictureBars.ts';

const hash = contentHashSchema.parse('a'.repeat(64));
const boxed = { hash, width: 1920, height: 1080, area: { x: 0, y: 138, width: 1920, height: 804 } };
const plain = { ...boxed, area: { x: 0, y: 0, width: 1920, height: 1080 } };

describe('shownPicture', () => {
  it('leaves the bars out unless they are asked for', () => {
    expect([hasBars(boxed), hasBars(plain)]).toEqual([true, false]);
    expect(shownPicture(boxed, false)).toBe(boxed);
    expect(shownPicture(boxed, true).area).toEqual(plain.area);
    expect(shownPicture(plain, true)).toBe(plain);
  });
});
