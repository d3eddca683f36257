import { analysePicture } from '../pictures/analysePicture.ts';
import { identifyFile } from '../pictures/identifyFile.ts';
import { type PicturePack, packPicture } from '../pictures/packPicture.ts';
import { readStill } from '../stills/readStill.ts';
import { firstShotPicture } from '../video/firstShotPicture.ts';

/**
 * `palette FILE...`: palette and moods of each picture. `picture` is the area without bars, in pixels of the
 * upright, square-pixel picture (at most 4096 px a side). Of a video it is the first shot's representative frame.
 */
export async function paletteCommand(files: readonly string[]): Promise<unknown[]> {
  const entries: unknown[] = [];
  for (const file of files) {
    const { area, palette, moods } = analysePicture(await pictureOf(file));
    entries.push({
      file,
      picture: area,
      swatches: palette.map(({ hex, oklch, share, name }) => ({ hex, oklch, share, name })),
      moods: moods.map(({ id, label, confidence, measured, reason }) => ({
        id,
        label,
        confidence,
        measured,
        reason,
      })),
    });
  }
  return entries;
}

async function pictureOf(file: string): Promise<PicturePack> {
  if ((await identifyFile(file)) === 'still') return (await readStill(file)).picture;
  const { pixels, area } = await firstShotPicture(file);
  return packPicture(pixels, area);
}
