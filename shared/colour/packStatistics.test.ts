import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scenePictures } from '../../tests/fixtures/pictures/scenePictures.ts';
import { CHROMA_EDGES, type ColourWindow, onGrid } from './colourGrid.ts';
import { coverOf, massIn, measureColour, quantileAt } from './colourStatistics.ts';
import { fastHue } from './fastHue.ts';
import { oklabPlanes } from './oklabPlanes.ts';
import {
  isStatistics,
  packStatistics,
  readStatistics,
  statisticsOfText,
  statisticsText,
} from './packStatistics.ts';

const scenes = Object.entries(scenePictures);

/** Any window on the grid. */
const windows: fc.Arbitrary<ColourWindow> = fc
  .record({
    hueFrom: fc.integer({ min: 0, max: 360 }),
    hueTo: fc.integer({ min: 0, max: 360 }),
    chromaFrom: fc.constantFrom(...CHROMA_EDGES),
    lightnessFrom: fc.integer({ min: 0, max: 19 }).map((step) => step / 20),
  })
  .map(onGrid);

describe('packed colour statistics', () => {
  it.each(scenes)('of %s come back as they were, in a few kilobytes', (_, draw) => {
    const measured = measureColour(oklabPlanes(draw()));
    const bytes = packStatistics(measured);
    const read = readStatistics(bytes);
    expect(bytes.length).toBeLessThan(8000);
    expect([...Array.from(read.cells)]).toEqual([...Array.from(measured.cells)]);
    expect([...Array.from(read.counts)]).toEqual([...Array.from(measured.counts)]);
    expect(read.meanLightness).toBeCloseTo(measured.meanLightness, 4);
    for (const share of [0.05, 0.5, 0.95]) {
      expect(quantileAt(read.lightness, share)).toBeCloseTo(quantileAt(measured.lightness, share), 4);
      expect(quantileAt(read.chroma, share)).toBeCloseTo(quantileAt(measured.chroma, share), 4);
    }
    expect(statisticsOfText(statisticsText(bytes))).toEqual(read);
  });

  it('cover any window exactly as the picture’s pixels do', () => {
    const pictures = scenes.map(([, draw]) => oklabPlanes(draw()));
    const packed = pictures.map((planes) => readStatistics(packStatistics(measureColour(planes))));
    fc.assert(
      fc.property(windows, fc.nat(pictures.length - 1), (window, at) => {
        const planes = pictures[at];
        const statistics = packed[at];
        if (planes === undefined || statistics === undefined) return;
        const { hueFrom, hueTo, chromaFrom = 0, lightnessFrom = 0 } = window;
        let covered = 0;
        for (let i = 0; i < planes.count; i++) {
          const a = planes.a[i] ?? 0;
          const b = planes.b[i] ?? 0;
          const chroma = Math.sqrt(a * a + b * b);
          const hue = fastHue(a, b);
          const inHue = hueFrom <= hueTo ? hue >= hueFrom && hue < hueTo : hue >= hueFrom || hue < hueTo;
          const isLight = (planes.lightness[i] ?? 0) >= lightnessFrom;
          if (inHue && isLight && chroma >= chromaFrom && chroma >= 0.015) covered++;
        }
        expect(coverOf(statistics, window)).toBeCloseTo(covered / planes.count, 10);
      }),
      { numRuns: 300 },
    );
  });

  it('hold no less in a wider window', () => {
    const statistics = scenes.map(([, draw]) =>
      readStatistics(packStatistics(measureColour(oklabPlanes(draw())))),
    );
    fc.assert(
      fc.property(windows, fc.nat(60), fc.nat(statistics.length - 1), (window, more, at) => {
        const picture = statistics[at];
        if (picture === undefined || window.hueFrom > window.hueTo) return;
        const wider = onGrid({ ...window, hueTo: Math.min(360, window.hueTo + more), chromaFrom: 0.015 });
        expect(massIn(picture, wider)).toBeGreaterThanOrEqual(massIn(picture, window));
        expect(coverOf(picture, wider)).toBeGreaterThanOrEqual(coverOf(picture, window));
      }),
    );
  });

  it('are refused when they are damaged, whatever the damage', () => {
    const bytes = packStatistics(measureColour(oklabPlanes(scenePictures.gaudyMarket())));
    expect(isStatistics(new Uint8Array())).toBe(false);
    expect(isStatistics(Uint8Array.from(bytes, (byte, i) => (i === 0 ? 99 : byte)))).toBe(false);
    for (let length = 0; length < bytes.length; length += 7) {
      expect(() => readStatistics(bytes.slice(0, length))).toThrow(RangeError);
    }
    expect(statisticsOfText('no base64 at all!')).toBeNull();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (noise) => {
        const framed = Uint8Array.from([1, ...noise]);
        try {
          readStatistics(framed);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(RangeError);
        }
      }),
    );
  });
});
