import type { FrameForIndex } from '../../renderer/search/frameIndex.ts';
import type { Swatch } from '../../shared/domain/frame.ts';
import { frameIdOf, mediaIdSchema, workIdSchema } from '../../shared/domain/ids.ts';
import { readSignature, writeSignature } from '../../shared/similarity/pictureSignature.ts';
import { scenePictures } from '../fixtures/pictures/scenePictures.ts';
import { distractor, type MeasuredPicture, measurePlane, seededRandom } from './echoTruth.ts';

/** Frames of one work. */
const framesAWork = 1000;

/** Pictures to make many records from: parts of drawn scenes in other colours. */
export function basePictures(count: number): MeasuredPicture[] {
  const random = seededRandom(7);
  const scenes = Object.values(scenePictures).map((draw) => draw());
  return Array.from({ length: count }, (_, at) => {
    const scene = scenes[at % scenes.length];
    if (scene === undefined) throw new Error('no scene');
    return measurePlane(distractor(scene, random));
  });
}

/** Records of a large library: each like one of the base pictures, no two the same. */
export function* manyRecords(count: number, bases: readonly MeasuredPicture[]): Generator<FrameForIndex> {
  const random = seededRandom(11);
  for (let at = 0; at < count; at += 1) {
    const base = bases[Math.floor(random() * bases.length)];
    const signature = base === undefined ? null : readSignature(base.signature);
    if (base === undefined || signature === null) continue;
    const work = Math.floor(at / framesAWork);
    const mediaId = mediaIdSchema.parse(`m-${work.toString(16).padStart(64, '0')}`);
    const turn = (random() - 0.5) * 120;
    const lift = (random() - 0.5) * 0.3;
    yield {
      id: frameIdOf(mediaId, at * 1001),
      mediaId,
      workId: workIdSchema.parse(`work-${work}`),
      shot: { index: at % framesAWork },
      palette: base.palette.map((swatch) => regraded(swatch, turn, lift)),
      signature: writeSignature({
        ...signature,
        mean: Math.min(1, Math.max(0, (signature.mean ?? 0.5) + lift)),
        layout: signature.layout.map((value) => value + (random() - 0.5) * 1.2),
        chroma: signature.chroma.map((value) => value + (random() - 0.5) * 0.08),
        structure: (signature.structure ?? new Float32Array(0)).map(
          (value) => value + (random() - 0.5) * 0.1,
        ),
      }),
    };
  }
}

function regraded(swatch: Swatch, turn: number, lift: number): Swatch {
  const [lightness, chroma, hue] = swatch.oklch;
  return {
    ...swatch,
    oklch: [
      Math.min(1, Math.max(0, lightness + lift)),
      chroma,
      hue === null ? null : (((hue + turn) % 360) + 360) % 360,
    ],
  };
}
