import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { analyseColour } from '../colour/analyseColour.ts';
import type { MoodId } from '../domain/moodId.ts';
import { sampleFiles } from './sampleFiles.ts';
import { sampleLinks } from './sampleLinks.ts';

const folder = fileURLToPath(new URL('../../resources/sample/', import.meta.url));
const stills = sampleFiles.filter(({ fileName }) => fileName.endsWith('.jpg'));

async function moodsOf(fileName: string): Promise<MoodId[]> {
  const { data, info } = await sharp(folder + fileName)
    .resize(128, 128, { fit: 'inside' })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { moods } = analyseColour({ width: info.width, height: info.height, data });
  return moods.map(({ id }) => id);
}

describe('the drawn stills', () => {
  it('are exactly the files that the library names', async () => {
    const onDisk = await readdir(folder);
    expect(onDisk.sort()).toEqual(sampleFiles.map(({ fileName }) => fileName).sort());
    expect(stills.length).toBeGreaterThanOrEqual(40);
  });

  it.each(stills.map((still) => [still.fileName, still] as const))(
    '%s has the glow and the neon that it was drawn with, and no other',
    async (fileName, { tags }) => {
      const moods = await moodsOf(fileName);
      expect(moods.includes('orange-red-glow')).toBe(tags.includes('glow'));
      expect(moods.includes('blue-neon')).toBe(tags.includes('neon room'));
    },
  );
});

/** Moods of the picture that a clip shows at a time. */
async function moodsAt(fileName: string, atSec: number): Promise<MoodId[]> {
  const { stdout } = await promisify(execFile)(
    'ffmpeg',
    [
      '-v',
      'error',
      '-ss',
      String(atSec),
      '-i',
      folder + fileName,
      '-frames:v',
      '1',
      '-f',
      'image2pipe',
      '-c:v',
      'png',
      '-',
    ],
    { encoding: 'buffer', maxBuffer: 1e8 },
  );
  const { data, info } = await sharp(stdout)
    .resize(128, 128, { fit: 'inside' })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { moods } = analyseColour({ width: info.width, height: info.height, data });
  return moods.map(({ id }) => id);
}

describe('the drawn clips', () => {
  const shots = sampleFiles.flatMap(({ fileName, shots = [] }) =>
    shots.map(({ untilSec, altText }, index) => {
      const fromSec = shots[index - 1]?.untilSec ?? 0;
      return { fileName, middleSec: (fromSec + untilSec) / 2, altText };
    }),
  );

  it.each(shots)('$fileName glows at $middleSec s only where its text says so', async (shot) => {
    const moods = await moodsAt(shot.fileName, shot.middleSec);
    expect(moods.includes('orange-red-glow')).toBe(shot.altText.includes('orange-red'));
    expect(moods.includes('blue-neon')).toBe(shot.altText.includes('blue neon'));
  });

  it.each([
    ['colour of a glow', 'soft orange and red', 'orange-red-glow'],
    ['blue neon', 'blue neon', 'blue-neon'],
  ])('are linked by %s where both sides have it', async (_, detail, mood) => {
    const link = sampleLinks.find(({ features }) => features.some((feature) => feature.detail === detail));
    const ends = [...(link?.from ?? []), ...(link?.to ?? [])].flatMap((end) =>
      'fileName' in end && end.atSec !== undefined ? [{ fileName: end.fileName, atSec: end.atSec }] : [],
    );
    expect(ends).toHaveLength(2);
    for (const end of ends) expect(await moodsAt(end.fileName, end.atSec)).toContain(mood);
  });
});
