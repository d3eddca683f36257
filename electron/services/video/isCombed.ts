import type { SamplePlane } from './weaveStill.ts';

/** Difference, in 8-bit levels, by which a row must leave both its neighbours the same way. */
const combLevels = 9;
const block = 16;
/** Combed samples of a 16 x 16 block from which it counts as combed. */
const combedSamples = 64;

/**
 * Whether two fields of different moments stand woven into a frame: somewhere rows leave both their neighbours
 * the same way, over and over. Measured as field matchers do: the second difference over five rows, counted in
 * blocks, one block being enough. A still scene of fine lines can look the same; the deinterlacer, which sees
 * the frames around, keeps its detail.
 */
export function isCombed(luma: SamplePlane): boolean {
  const { width, height, bitDepth } = luma;
  const samples = bitDepth > 8 ? wideSamples(luma) : luma;
  const { data, stride } = samples;
  const threshold = combLevels << (bitDepth - 8);
  const counts = new Uint16Array(Math.ceil(width / block));
  for (let top = 2; top < height - 2; top += block) {
    counts.fill(0);
    const end = Math.min(top + block, height - 2);
    for (let y = top; y < end; y += 1) {
      let at = y * stride;
      for (let x = 0; x < width; x += 1, at += 1) {
        const here = data[at]!;
        const above = here - data[at - stride]!;
        const below = here - data[at + stride]!;
        if ((above > threshold && below > threshold) || (above < -threshold && below < -threshold)) {
          const beyond = data[at - 2 * stride]! + data[at + 2 * stride]!;
          const bend = 4 * here - 3 * (data[at - stride]! + data[at + stride]!) + beyond;
          if (Math.abs(bend) > 6 * threshold) counts[x >> 4]! += 1;
        }
      }
    }
    for (const count of counts) if (count >= combedSamples) return true;
  }
  return false;
}

function wideSamples({ data, stride }: SamplePlane): { data: Uint16Array; stride: number } {
  return { data: new Uint16Array(data.buffer, data.byteOffset, data.byteLength >> 1), stride: stride >> 1 };
}
