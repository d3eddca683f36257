import { describe, expect, it } from 'vitest';
import { deltaEOk, oklabOfRgb } from '../../../shared/colour/oklab.ts';
import { readChart } from '../../../tests/fixtures/clipsChart.ts';
import {
  type ChartCoding,
  chartTruth,
  codedChartClip,
  codedCharts,
} from '../../../tests/fixtures/clipsColour.ts';
import { chromaGratingClip, gratingShift } from '../../../tests/fixtures/clipsGrating.ts';
import { brightOrange, greyLightsNits, highlightsClip } from '../../../tests/fixtures/clipsHighlights.ts';
import { frameAt } from './frameAt.ts';

/** The largest colour error over the chart, Delta E (OK). */
async function worstError(coding: ChartCoding): Promise<number> {
  const { pixels } = await frameAt(await codedChartClip(coding), { frameIndex: 1 });
  const truth = chartTruth(coding);
  const errors = readChart(pixels).map((seen, index) =>
    deltaEOk(oklabOfRgb(...seen), oklabOfRgb(...(truth[index] ?? [0, 0, 0]))),
  );
  return Math.max(...errors);
}

describe('a chart comes back within Delta E (OK) 0.02', () => {
  it.each(Object.entries(codedCharts))('%s', async (_, coding) => {
    const error = await worstError(coding);
    if (process.env['PRINT_ERRORS']) console.log(`${_}: ${error.toFixed(4)}`);
    expect(error).toBeLessThan(0.02);
  });
});

/** sRGB byte of light, 1 being white. */
const byteOf = (light: number): number =>
  Math.round(255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055));

describe.each(['smpte2084', 'arib-std-b67'] as const)('highlights in %s', (transfer) => {
  it('keep what lies within SDR and roll off above its white, in order and in hue', async () => {
    const { pixels } = await frameAt(await highlightsClip(transfer), { frameIndex: 1 });
    const fields = greyLightsNits.length + 1;
    const seen = Array.from({ length: fields }, (_, index) => {
      const at =
        ((pixels.height >> 1) * pixels.width + Math.round(((index + 0.5) * pixels.width) / fields)) * 3;
      return [pixels.data[at] ?? 0, pixels.data[at + 1] ?? 0, pixels.data[at + 2] ?? 0] as const;
    });
    for (const [index, nits] of greyLightsNits.entries()) {
      const [r = 0, g = 0, b = 0] = seen[index] ?? [];
      expect(Math.max(r, g, b) - Math.min(r, g, b)).toBeLessThanOrEqual(2);
      if (nits > 203) continue;
      const level = byteOf(nits / 203);
      expect(deltaEOk(oklabOfRgb(r, g, b), oklabOfRgb(level, level, level))).toBeLessThan(0.02);
    }
    const greens = seen.slice(0, greyLightsNits.length).map(([, g]) => g);
    expect(greens).toEqual(greens.toSorted((a, b) => a - b));
    // Above white there is still a difference between a lamp and the sky around it.
    const [white = 0, cloud = 0, , lamp = 0] = greens.slice(3);
    expect([white < cloud, cloud < lamp, lamp <= 255]).toEqual([true, true, true]);
    const hueOf = ([, a, b]: readonly number[]): number => (Math.atan2(b ?? 0, a ?? 0) * 180) / Math.PI;
    const [r = 0, g = 0, b = 0] = brightOrange.map(byteOf);
    const off = hueOf(oklabOfRgb(...(seen.at(-1) ?? [0, 0, 0]))) - hueOf(oklabOfRgb(r, g, b));
    expect(Math.abs(off)).toBeLessThan(6);
  });
});

describe('chroma lies where the format puts it', () => {
  const x264 = ['-c:v', 'libx264', '-preset', 'veryfast', '-qp', '1'];
  it.each([
    ['left', 'H.264', x264, 'mp4'],
    ['left', 'MPEG-2', ['-c:v', 'mpeg2video', '-q:v', '1', '-qmin', '1'], 'mpg'],
    ['left', 'FFV1, which does not say', ['-c:v', 'ffv1'], 'mkv'],
    ['centre', 'Motion JPEG', ['-c:v', 'mjpeg', '-q:v', '1', '-qmin', '1'], 'avi'],
    ['centre', 'MPEG-1', ['-c:v', 'mpeg1video', '-q:v', '1', '-qmin', '1'], 'mpg'],
  ] as const)('%s in %s', async (siting, _, codec, extension) => {
    const { pixels } = await frameAt(await chromaGratingClip(siting, codec, extension), { frameIndex: 1 });
    expect(Math.abs(gratingShift(pixels))).toBeLessThan(0.1);
  });
});
