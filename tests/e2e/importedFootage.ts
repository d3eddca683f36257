import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { type ScenePart, sceneClip } from '../fixtures/clipsShots.ts';

/** Shots of the MV clip: 24, 30 and 20 frames at 24 fps, hard cuts at frames 24 and 54. */
const videoParts: readonly ScenePart[] = [
  { seed: 3, frames: 24 },
  { seed: 8, frames: 30 },
  { seed: 21, frames: 20 },
];

/** Shots of the film clip: a cut at frame 36. */
const filmParts: readonly ScenePart[] = [
  { seed: 40, frames: 36 },
  { seed: 57, frames: 30 },
];

export const footageTruth = { videoCuts: [24, 54], filmCuts: [36], frames: 3 + 2 + 1 } as const;

/** Real files with names such as users have, in a folder of the test's own. */
export interface Footage {
  readonly video: string;
  readonly film: string;
  readonly still: string;
}

/** Makes two clips and a still; the clips are made once and copied. */
export async function makeFootage(folder: string): Promise<Footage> {
  mkdirSync(folder, { recursive: true });
  const footage = {
    video: join(folder, '뮤직비디오 night ride (official).mp4'),
    film: join(folder, '墮落天使 reel 3.mp4'),
    still: join(folder, '雨 store.png'),
  };
  copyFileSync(await sceneClip('e2e-video', videoParts), footage.video);
  copyFileSync(await sceneClip('e2e-film', filmParts), footage.film);
  await sharp({ create: { width: 640, height: 268, channels: 3, background: '#1f7f6b' } })
    .png()
    .toFile(footage.still);
  return footage;
}
