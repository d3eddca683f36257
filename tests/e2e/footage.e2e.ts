import { mkdirSync, mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { readFrameTimes } from '../../electron/services/footage/readFrameTimes.ts';
import { readNumbers } from '../../electron/services/footage/testing/readNumbers.ts';
import type { CallName, Input, Output } from '../../shared/contract/contract.ts';
import { footageUrl, scrubUrl } from '../../shared/domain/footage.ts';
import type { MediaId } from '../../shared/domain/ids.ts';
import { type LaunchedAfterimage, launchAfterimage } from './launchAfterimage.ts';
import { dropFiles } from './pages/dropFiles.ts';
import { playInWindow } from './pages/playInWindow.ts';
import { readTable } from './pages/readDatabase.ts';
import { requestOverLine } from './pages/requestOverLine.ts';
import { type PlayableClip, playableClips } from './playableClips.ts';

interface Imported {
  readonly path: string;
  readonly mediaId: MediaId;
}

/** Frames looked at in each clip: neighbours, to and fro, across key frames, the first and the last. */
const steps = [0, 1, 2, 1, 19, 20, 21, 40, 39, 12, 49, 0];

test.describe('footage in the window', () => {
  let folder: string;
  let launched: LaunchedAfterimage;
  const imported = new Map<PlayableClip, Imported>();

  const request = async (method: string, input: unknown) => {
    const id = `${method}-${Math.random()}`;
    const answer = await requestOverLine(launched.page, { type: 'call', id, method, input });
    if (answer.type !== 'reply') throw new Error('no reply');
    return answer.result;
  };
  const call = async <K extends CallName>(method: K, input: Input<K>): Promise<Output<K>> => {
    const result = await request(method, input);
    if (!result.ok) throw new Error(`${method} answered ${result.error.code}`);
    return result.value as Output<K>;
  };
  const of = (clip: PlayableClip): Imported => {
    const found = imported.get(clip);
    if (found === undefined) throw new Error(`${clip.name} was not imported`);
    return found;
  };
  /** The times at which the steps' frames are shown for half of their time, and the numbers they carry. */
  const truthOf = async (path: string, startSec: number): Promise<{ times: number[]; numbers: number[] }> => {
    const { timesSec, durationSec } = await readFrameTimes(path);
    const numbers = await readNumbers(path);
    expect(numbers).toHaveLength(timesSec.length);
    const wanted = steps.map((step) => Math.min(step, timesSec.length - 1));
    return {
      times: wanted.map((index) => {
        const from = timesSec[index] ?? 0;
        return startSec + (from + (timesSec[index + 1] ?? durationSec)) / 2;
      }),
      numbers: wanted.map((index) => numbers[index] ?? -1),
    };
  };

  test.beforeAll(async () => {
    test.setTimeout(240_000);
    folder = mkdtempSync(join(tmpdir(), 'afterimage-footage-'));
    const clips = join(folder, 'clips');
    mkdirSync(clips);
    const paths = new Map<PlayableClip, string>();
    for (const clip of playableClips) paths.set(clip, await clip.make(clips));
    launched = await launchAfterimage({ sampleLibrary: false });
    await dropFiles(launched.page, [...paths.values()]);
    const rows = async () =>
      (await readTable(launched.page, 'media')).filter((row) => row['partial'] === false);
    await expect.poll(async () => (await rows()).length, { timeout: 120_000 }).toBe(playableClips.length);
    const idOfName = new Map((await rows()).map((row) => [row['fileName'], row['id'] as MediaId]));
    for (const [clip, path] of paths) {
      const mediaId = idOfName.get(basename(path));
      if (mediaId !== undefined) imported.set(clip, { path, mediaId });
    }
    expect(imported.size).toBe(playableClips.length);
  });
  test.afterAll(async () => {
    await launched.close();
    rmSync(folder, { recursive: true, force: true });
  });

  for (const clip of playableClips.filter(({ plays }) => plays === true)) {
    test(`plays ${clip.name} as it is, frame by frame`, async () => {
      const { path, mediaId } = of(clip);
      const opened = await call('openFootage', { mediaId });
      expect(opened).toMatchObject({ kind: 'original' });
      if (opened.kind !== 'original') return;
      const { times, numbers } = await truthOf(path, opened.startSec);
      const played = await playInWindow(launched.page, opened.url, times);
      expect(played.error).toBeNull();
      expect(played.numbers).toEqual(numbers);
      expect(played.aspect).toBeCloseTo(clip.name.includes('wide pixels') ? 3 : 1.5, 2);
    });
  }

  for (const clip of playableClips.filter(({ plays }) => plays !== true)) {
    test(`plays ${clip.name} by a proxy, frame by frame`, async () => {
      const { path, mediaId } = of(clip);
      expect(await call('openFootage', { mediaId })).toEqual({ kind: 'needs-proxy', reason: clip.plays });
      expect(await request('makeProxy', { mediaId })).toMatchObject({ ok: true });
      const opened = await call('openFootage', { mediaId });
      expect(opened).toMatchObject({ kind: 'proxy', startSec: 0 });
      if (opened.kind !== 'proxy') return;
      const { times, numbers } = await truthOf(path, 0);
      const played = await playInWindow(launched.page, opened.url, times);
      expect(played.error).toBeNull();
      expect(played.numbers).toEqual(numbers);
      expect(played.aspect).toBeCloseTo(1.5, 2);
    });
  }

  for (const name of ['HEVC', 'ProRes', 'MPEG-2', 'MPEG-4 part 2 in AVI', 'H.264 in a transport stream']) {
    test(`could not play ${name} without one`, async () => {
      const clip = playableClips.find((each) => each.name === name);
      if (clip === undefined) throw new Error(`no clip ${name}`);
      const { error } = await playInWindow(launched.page, footageUrl(of(clip).mediaId), [0]);
      expect(error).not.toBeNull();
    });
  }

  test('shows pictures of exact frames, and the sprite', async () => {
    const { mediaId } = imported.values().next().value ?? of(playableClips[0] as PlayableClip);
    const view = await call('viewFrame', { mediaId, frameIndex: 21 });
    const { strip } = await call('footageStrip', { mediaId });
    expect(strip?.frameCount).toBe(50);
    const sizes = await launched.page.evaluate(
      (urls) =>
        Promise.all(
          urls.map(async (url) => {
            const image = new Image();
            image.src = url;
            await image.decode();
            return [image.naturalWidth, image.naturalHeight];
          }),
        ),
      [view.url, scrubUrl(mediaId)],
    );
    expect(sizes[0]).toEqual([view.width, view.height]);
    const { columns = 0, rows = 0, cellWidth = 0, cellHeight = 0 } = strip?.scrub ?? {};
    expect(sizes[1]).toEqual([columns * cellWidth, rows * cellHeight]);
  });

  test('lets go of a film that is not shown any more', async () => {
    test.skip(process.platform !== 'linux', 'open files are listed by /proc');
    const pid = launched.app.process().pid ?? 0;
    const openFilms = (): number =>
      readdirSync(`/proc/${pid}/fd`).filter((fd) => {
        try {
          return /\.(?:mp4|mov|mkv|webm|avi|ts|mpg)$/.test(readlinkSync(`/proc/${pid}/fd/${fd}`));
        } catch {
          return false;
        }
      }).length;
    await expect.poll(openFilms, { timeout: 20_000 }).toBe(0);
  });
});
