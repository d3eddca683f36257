import { describe, expect, it } from 'vitest';
import { deltaEOk, oklabOfRgb } from '../../../shared/colour/oklab.ts';
import { chartColours, hdrChartClip, readChart, sdrChartClip } from '../../../tests/fixtures/clipsChart.ts';
import { frameAt } from './frameAt.ts';

/** The largest colour error over the chart, Delta E (OK). */
async function worstError(path: string): Promise<number> {
  const { pixels } = await frameAt(path, { frameIndex: 1 });
  const errors = readChart(pixels).map((seen, index) =>
    deltaEOk(oklabOfRgb(...seen), oklabOfRgb(...(chartColours[index] ?? [0, 0, 0]))),
  );
  return Math.max(...errors);
}

describe('colours come back', () => {
  it.each([
    ['bt601', 'tv', ['smpte170m', 'smpte170m', 'smpte170m']],
    ['bt601', 'pc', ['bt470bg', 'bt470bg', 'smpte170m']],
    ['bt709', 'tv', ['bt709', 'bt709', 'bt709']],
    ['bt709', 'pc', ['bt709', 'bt709', 'iec61966-2-1']],
    ['bt2020', 'tv', ['bt2020nc', 'bt709', 'bt709']],
    // Untagged: a small picture is taken as BT.601, as players do.
    ['bt601', 'tv', ['unknown', 'unknown', 'unknown']],
  ] as const)('from %s, range %s, tagged %j', async (matrix, range, tags) => {
    expect(await worstError(await sdrChartClip(matrix, range, tags))).toBeLessThan(0.02);
  });

  it.each(['smpte2084', 'arib-std-b67'] as const)('from HDR with transfer %s', async (transfer) => {
    expect(await worstError(await hdrChartClip(transfer))).toBeLessThan(0.02);
  });
});
