import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Page } from '@playwright/test';
import { type FrameVariant, framePath } from '../../electron/services/frame-store/frameStore.ts';
import { analysePicture } from '../../electron/services/pictures/analysePicture.ts';
import { packPicture } from '../../electron/services/pictures/packPicture.ts';
import type { RgbPixels } from '../../shared/colour/rgbPixels.ts';
import { scenePictures } from '../fixtures/pictures/scenePictures.ts';
import { distractor, seededRandom } from './echoTruth.ts';

/** Frames that many rows are made from, with what is kept beside them. */
export interface BaseFrame {
  readonly frame: Record<string, unknown>;
  readonly statistics: string;
}

/** Puts a few small pictures into a frame store, and measures them as an import does. */
export async function storeBaseFrames(dataFolder: string, count: number): Promise<BaseFrame[]> {
  const random = seededRandom(5);
  const scenes = Object.values(scenePictures).map((draw): RgbPixels => draw());
  const frames: BaseFrame[] = [];
  for (let at = 0; at < count; at += 1) {
    const scene = scenes[at % scenes.length];
    if (scene === undefined) throw new Error('no scene');
    const { width, height, data } = distractor(scene, random);
    const pack = await packPicture({ width, height, data: Buffer.from(data) });
    const hash = createHash('sha256').update(pack.full).digest('hex');
    const files: readonly (readonly [FrameVariant, Buffer])[] = [
      ['full', pack.full],
      ['thumb', pack.thumb],
      ['small', pack.small],
    ];
    for (const [variant, bytes] of files) {
      const path = framePath(join(dataFolder, 'frames'), hash, variant);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, bytes);
    }
    const { palette, signature, moods, statistics } = analysePicture(pack);
    const frame = {
      kind: 'video',
      picture: { hash, width: pack.width, height: pack.height, area: pack.area },
      palette,
      signature,
      moods,
      moodOverrides: {},
      moodIds: moods.map(({ id }) => id),
    };
    frames.push({ frame, statistics });
  }
  return frames;
}

/** Writes a large library into the open window's database, past the app: works of 1,000 frames each. */
export async function writeManyFrames(page: Page, bases: readonly BaseFrame[], count: number): Promise<void> {
  await page.evaluate(
    async ({ bases, count }) => {
      const framesAWork = 1000;
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open('afterimage');
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(request.error ?? new Error('not opened')));
      });
      const tags = ['rain', 'window', 'train', 'neon', '거울', 'smoke', 'red dress', 'stairs'];
      const createdAt = new Date(0).toISOString();
      /** Another layout of light, waves and patches: few frames of a library are copies of each other. */
      const laidOut = (signature: string, seed: number): string => {
        const bytes = Uint8Array.from(atob(signature), (char) => char.charCodeAt(0));
        let state = Math.imul(seed, 0x9e3779b1);
        const random = (): number => {
          state = Math.imul(state ^ (state >>> 15), 0x85ebca77) + 0xc2b2ae3d;
          return (state >>> 0) / 2 ** 32;
        };
        const waves = Array.from({ length: 4 }, () => [random() / 2, random() / 2, random() * 7] as const);
        const patches = Array.from({ length: 64 }, random);
        for (let cell = 0; cell < 256; cell += 1) {
          const [x, y] = [cell & 15, cell >> 4];
          const light = waves.reduce((sum, [fx, fy, phase]) => sum + Math.sin(fx * x + fy * y + phase), 0);
          const patch = patches[(y >> 1) * 8 + (x >> 1)] ?? 0;
          bytes[2 + cell] = Math.round(20 * light + 80 * (patch - 0.5));
        }
        return btoa(String.fromCharCode(...bytes));
      };
      for (let start = 0; start < count; start += framesAWork) {
        const number = start / framesAWork;
        const workId = `work-${number}`;
        const mediaId = `m-${number.toString(16).padStart(64, '0')}`;
        const transaction = database.transaction(
          ['works', 'media', 'frames', 'frameStatistics'],
          'readwrite',
          {
            durability: 'relaxed',
          },
        );
        transaction.objectStore('works').put({
          id: workId,
          kind: number % 3 === 0 ? 'music-video' : 'film',
          title: `Work ${number}`,
          originalTitle: '',
          artists: [`Artist ${number % 17}`],
          directors: [`Director ${number % 23}`],
          year: 1960 + (number % 60),
          country: 'Hong Kong',
          credits: [],
          links: [],
          note: '',
          createdAt,
          sample: false,
        });
        transaction.objectStore('media').put({
          id: mediaId,
          workId,
          fileName: `film ${number}.mp4`,
          sizeBytes: 1_000_000 + number,
          partial: false,
          importedAt: createdAt,
          content: {
            kind: 'video',
            probe: {
              durationSec: 6000,
              frameCount: 144_000,
              frameRate: { num: 24, den: 1 },
              width: 1920,
              height: 1080,
              displayWidth: 1920,
              displayHeight: 1080,
              rotation: 0,
              pixelAspect: { num: 1, den: 1 },
              codec: 'h264',
              container: 'mp4',
              colour: {
                matrix: 'bt709',
                primaries: 'bt709',
                transfer: 'bt709',
                range: 'limited',
                pixelFormat: 'yuv420p',
                bitDepth: 8,
              },
              timeBase: { num: 1, den: 24 },
              startSec: 0,
              hasAudio: false,
            },
          },
        });
        const frames = transaction.objectStore('frames');
        // As an import leaves them: nothing is left to be measured in the background.
        const frameStatistics = transaction.objectStore('frameStatistics');
        let startFrame = 0;
        for (let at = start; at < Math.min(count, start + framesAWork); at += 1) {
          const base = bases[(at * 7919) % bases.length];
          if (base === undefined) throw new Error('no frame to make others from');
          const shot = at - start;
          // No two films are cut alike: shots of 1 to 11 seconds.
          const frameCount = 24 + ((Math.imul(at + 1, 0x9e3779b1) >>> 16) % 240);
          const endFrame = startFrame + frameCount;
          frames.put({
            ...base.frame,
            signature: laidOut(String(base.frame['signature']), at),
            id: `${mediaId}:${startFrame}`,
            mediaId,
            workId,
            time: {
              ticks: startFrame,
              timeBase: { num: 1, den: 24 },
              timeSec: startFrame / 24,
              frameIndex: startFrame,
              frameRate: { num: 24, den: 1 },
            },
            shot: {
              index: shot,
              startFrame,
              endFrame,
              startSec: startFrame / 24,
              endSec: endFrame / 24,
              transition: shot === 0 ? 'start' : 'cut',
            },
            tags: at % 5 === 0 ? [tags[(at / 5) % tags.length]] : [],
            note: at % 50 === 0 ? `a note about moment ${at}` : '',
            altText: '',
            createdAt,
          });
          frameStatistics.put({ frameId: `${mediaId}:${startFrame}`, packed: base.statistics });
          startFrame = endFrame;
        }
        await new Promise<void>((resolve, reject) => {
          transaction.addEventListener('complete', () => resolve());
          transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('not written')));
        });
      }
      database.close();
    },
    { bases: bases as { frame: Record<string, never>; statistics: string }[], count },
  );
}
