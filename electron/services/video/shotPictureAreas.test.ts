import { describe, expect, it } from 'vitest';
import { runFfmpeg } from '../../../tests/fixtures/clips.ts';
import {
  type BarredShot,
  type Bars,
  barredClip,
  barsHeight,
  barsWidth,
  letterbox,
  noBars,
  pillarbox,
  windowbox,
} from '../../../tests/fixtures/clipsBars.ts';
import { withDisplayMatrix } from '../../../tests/fixtures/editMp4.ts';
import { analyseVideo } from './analyseVideo.ts';

/** The bars found of each shot, in pixels. */
async function barsFound(path: string): Promise<Bars[]> {
  const found: Bars[] = [];
  await analyseVideo(path, {
    signal: new AbortController().signal,
    onProgress: () => undefined,
    onShot: (_shot, { area, pixels }) => {
      if (area === undefined) throw new Error('no area');
      const { x, y, width, height } = area;
      found.push({ left: x, top: y, right: pixels.width - x - width, bottom: pixels.height - y - height });
    },
  });
  return found;
}

/** The greatest difference of found bars from true ones, pixels. */
function off(found: Bars | undefined, truth: Bars): number {
  if (found === undefined) return Number.POSITIVE_INFINITY;
  return Math.max(
    ...(['top', 'bottom', 'left', 'right'] as const).map((side) => Math.abs(found[side] - truth[side])),
  );
}

async function expectBars(name: string, shots: readonly BarredShot[], within = 2): Promise<void> {
  const found = await barsFound(await barredClip(name, shots));
  expect(found.length).toBe(shots.length);
  for (const [index, shot] of shots.entries()) {
    const wrong = off(found[index], shot.bars) > within;
    expect({ shot: index, wrong, found: wrong ? found[index] : shot.bars }).toEqual({
      shot: index,
      wrong: false,
      found: shot.bars,
    });
  }
}

const shot = (
  seed: number,
  bars: Bars,
  light: BarredShot['light'] = 'day',
  more: Partial<BarredShot> = {},
): BarredShot => ({ seed, frames: 30, bars, light, ...more });

describe('bars of each shot', () => {
  it.each([
    ['letterbox', letterbox],
    ['pillarbox', pillarbox],
    ['windowbox', windowbox],
    ['none', noBars],
  ] as const)('%s', async (name, bars) => {
    await expectBars(name, [shot(1, bars), shot(2, bars), shot(3, bars)]);
  });

  it('change inside a file', async () => {
    await expectBars('changing', [
      shot(4, letterbox),
      shot(5, noBars),
      shot(6, pillarbox),
      shot(7, letterbox),
      shot(8, windowbox),
    ]);
  });

  it.each(['night', 'stage', 'doorway'] as const)(
    'are not read into the dark of a scene: %s',
    async (light) => {
      await expectBars(`dark-${light}`, [shot(11, noBars, light), shot(12, noBars), shot(13, noBars, light)]);
    },
  );

  it.each(['night', 'stage', 'doorway', 'dawn'] as const)(
    'are those of the film in a dark scene between bars: %s',
    async (light) => {
      await expectBars(`dark-letterbox-${light}`, [shot(21, letterbox), shot(22, letterbox, light)]);
      await expectBars(`dark-pillarbox-${light}`, [shot(23, pillarbox), shot(24, pillarbox, light)]);
    },
  );

  it('are found behind subtitles and a logo', async () => {
    await expectBars(
      'written',
      [
        shot(31, letterbox, 'day', { subtitles: true, frames: 60 }),
        shot(32, letterbox, 'day', { logo: true }),
        shot(33, letterbox, 'day', { logo: true, subtitles: true, frames: 60 }),
      ],
      3,
    );
  });

  it('may be white or grey', async () => {
    await expectBars('white', [
      shot(41, pillarbox, 'day', { colour: [255, 255, 255] }),
      shot(42, letterbox, 'day', { colour: [128, 128, 128] }),
    ]);
  });

  it('do no harm where they are the picture blurred', async () => {
    const blurred = await barsFound(
      await barredClip('blurred', [
        shot(51, { ...pillarbox, left: 130, right: 130 }, 'day', { blurred: true }),
      ]),
    );
    expect(off(blurred[0], noBars)).toBe(0);
  });

  it('turn with the picture', async () => {
    const flat = await barredClip('turned', [shot(61, pillarbox), shot(62, pillarbox, 'night')]);
    const turned = await withDisplayMatrix(flat, 'quarter', [0, 1, -1, 0]);
    const truth: Bars = { left: 0, right: 0, top: pillarbox.right, bottom: pillarbox.left };
    for (const found of await barsFound(turned)) expect(off(found, truth)).toBeLessThanOrEqual(2);
  });

  it('are found at the true size of a film of full range and 10 bits', async () => {
    const flat = await barredClip('deep', [shot(71, letterbox), shot(72, letterbox, 'night')]);
    const path = `${flat}.deep.mkv`;
    await runFfmpeg([
      ...[
        '-i',
        flat,
        '-vf',
        `scale=${barsWidth * 2}:${barsHeight * 2}:out_range=pc`,
        '-pix_fmt',
        'yuv420p10le',
      ],
      ...['-c:v', 'libx264', '-preset', 'ultrafast', '-color_range', 'pc', path],
    ]);
    const truth: Bars = { top: 54, bottom: 54, left: 0, right: 0 };
    for (const found of await barsFound(path)) expect(off(found, truth)).toBeLessThanOrEqual(3);
  });
});
