import type { Swatch } from '../../../shared/domain/frame.ts';
import { frameIdOf, workIdSchema } from '../../../shared/domain/ids.ts';
import { writeSignature } from '../../../shared/similarity/pictureSignature.ts';
import { structureValues } from '../../../shared/similarity/structureGrid.ts';
import { mediaIdOf } from '../../database/testing/records.ts';
import type { FrameForIndex } from '../frameIndex.ts';

/** Numbers 0-1, the same for the same seed. */
function row(seed: number): () => number {
  let state = seed * 2_654_435_761 + 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

/** A frame that looks as its seed says, without a picture: many of them cost nothing. */
export function madeFrame(name: number, look: number, work = 0): FrameForIndex {
  const next = row(look + 1);
  const count = 1 + Math.floor(next() * 8);
  const parts = Array.from({ length: count }, () => 0.1 + next());
  const total = parts.reduce((sum, part) => sum + part, 0);
  const palette: Swatch[] = parts.map((part) => ({
    hex: '#000000',
    name: '',
    oklch: [next(), next() * 0.25, next() * 360],
    share: part / total,
  }));
  const waves = Array.from({ length: 6 }, () => [next() * 4, next() * 4, next() * 7] as const);
  const at = (x: number, y: number): number =>
    waves.reduce((sum, [fx, fy, phase]) => sum + Math.sin((fx * x + fy * y) / 4 + phase), 0) / 2;
  const structure = Float32Array.from({ length: structureValues }, () => next() - 0.5);
  const length = Math.hypot(...structure);
  const mediaId = mediaIdOf(work + 1);
  return {
    id: frameIdOf(mediaId, name),
    mediaId,
    workId: workIdSchema.parse(`work-${work}`),
    shot: { index: name },
    palette,
    signature: writeSignature({
      contrast: 0.05 + 0.2 * next(),
      mean: next(),
      layout: Float32Array.from({ length: 256 }, (_, cell) => at(cell % 16, Math.floor(cell / 16))),
      chroma: Float32Array.from({ length: 32 }, () => (next() - 0.5) * 0.3),
      structure: structure.map((value) => value / length),
    }),
  };
}
