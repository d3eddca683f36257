import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Frame } from 'node-av/lib';
import { describe, expect, it } from 'vitest';
import type { SourceColour } from '../video/videoColour.ts';
import { planesToRgb } from './planeRgb.ts';

const colour: SourceColour = {
  matrix: '709',
  primaries: '709',
  transfer: '709',
  range: 'limited',
  highDynamicRange: false,
  rgbOrGrey: false,
};

/** One even picture. */
function picture(luma: number, width: number, height: number): Uint8Array {
  const planes = new Uint8Array(width * height * 3).fill(128);
  return planes.fill(luma, 0, width * height);
}

describe('planesToRgb', () => {
  it('reads what it was given, however often memory is collected while it is converted', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const properties = new Frame();
    properties.alloc();
    const [width, height] = [32, 18];
    for (let round = 0; round < 6; round += 1) {
      const lumas = Array.from({ length: 1500 }, (_, at) => 16 + ((at * 7 + round) % 220));
      const pictures = lumas.map((luma) => picture(luma, width, height));
      const converting = planesToRgb({ width, height, pictures }, colour, properties);
      collect();
      // What is free is taken, and written over.
      const others = Array.from({ length: 12 }, () => Buffer.alloc(width * height * 3 * 1500, 255));
      const rgb = await converting;
      expect(others).toHaveLength(12);
      const greys = rgb.map((bytes) => bytes[3 * 300] ?? -1);
      for (const [at, luma] of lumas.entries()) {
        expect(Math.abs((greys[at] ?? -1) - ((luma - 16) * 255) / 219)).toBeLessThanOrEqual(2);
      }
    }
    properties.free();
  });
});
