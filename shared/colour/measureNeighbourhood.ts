import type { PixelBins } from './colourBins.ts';
import type { Centres } from './colourClusters.ts';
import { oklabSlopes } from './oklab.ts';
import type { WorkingPixels } from './workingPixels.ts';

/** How clusters lie among each other in the picture. Lives until the next picture is measured. */
export interface Neighbourhood {
  /** Clusters. */
  readonly size: number;
  /** Neighbouring pixel pairs between clusters, both ways; `size * size`. */
  readonly pairs: Float64Array;
  /** Pixels of each cluster. */
  readonly pixels: Float64Array;
  /** Standard deviation of the noise in each cluster, OKLab; 0 where no two clusters can be halves of one noise. */
  readonly noise: Float64Array;
}

/** Clusters fit in this many bits of a number. */
const LABEL_BITS = 4;
const LABELS = 1 << LABEL_BITS;
const NOISE_STEPS = 32;
const NOISE_STEP = 0.01;
/** Of a picture of more than a few lines, two of every nine tell what lies beside what, and every other pixel of one of nine the noise. */
const FEW_LINES = 16;
const BAND = 9;
const NOISE_BAND = 9;

const pairCounts = new Int32Array(LABELS * LABELS);
const bends = new Int32Array(LABELS * NOISE_STEPS);
const seen = new Int32Array(LABELS);
/** Squared OKLab distance of a small step of red, green and blue at each centre: six numbers a quadratic form. */
const metric = new Float64Array(LABELS * 6);
const pairs = new Float64Array(LABELS * LABELS);
const pixels = new Float64Array(LABELS);
const noise = new Float64Array(LABELS);
let labels = new Uint8Array(0);

/** Measures which clusters lie beside which, and how noisy each is. @param labelOfBin below 16 */
export function measureNeighbourhood(
  { width, height, count, rgb }: WorkingPixels,
  bins: PixelBins,
  centres: Centres,
  labelOfBin: Uint8Array,
): Neighbourhood {
  const { size } = centres;
  if (labels.length < count) labels = new Uint8Array(count);
  const label = labels;
  const { keyOfPixel, binOfKey } = bins;
  pairCounts.fill(0);
  const band = height < FEW_LINES ? 1 : BAND;
  for (let y = 0; y < height; y++) {
    if (y % band > 1) continue;
    const start = y * width;
    let left = labelOfBin[binOfKey[keyOfPixel[start]!]!]!;
    label[start] = left;
    for (let i = start + 1; i < start + width; i++) {
      const own = labelOfBin[binOfKey[keyOfPixel[i]!]!]!;
      label[i] = own;
      const at = (left << LABEL_BITS) | own;
      pairCounts[at] = pairCounts[at]! + 1;
      left = own;
    }
    if (y === 0 || (band > 1 && y % band === 0)) continue;
    for (let i = start; i < start + width; i++) {
      const at = (label[i - width]! << LABEL_BITS) | label[i]!;
      pairCounts[at] = pairCounts[at]! + 1;
    }
  }
  for (let one = 0; one < size; one++) {
    for (let other = 0; other < size; other++) {
      pairs[one * size + other] =
        pairCounts[(one << LABEL_BITS) | other]! + pairCounts[(other << LABEL_BITS) | one]!;
    }
  }
  pixels.fill(0);
  for (let bin = 0; bin < bins.size; bin++) {
    const own = labelOfBin[bin]!;
    pixels[own] = pixels[own]! + bins.weight[bin]!;
  }
  noise.fill(0);
  if (mayBeNoise(centres)) measureNoise({ width, height, rgb }, centres, label);
  return { size, pairs, pixels, noise };
}

/** Halves of one cloud of noise lie near each other, each pixel of one beside about as many of the other. */
const MAY_BE_NOISE = { distance: 0.085, dark: 0.4, interleaved: 0.25 };

function mayBeNoise({ size, lightness, a, b }: Centres): boolean {
  for (let one = 0; one < size; one++) {
    let ends = 0;
    for (let other = 0; other < size; other++) ends += pairs[one * size + other]!;
    for (let other = 0; other < size; other++) {
      if (other === one || pairs[one * size + other]! < MAY_BE_NOISE.interleaved * ends) continue;
      const dl = lightness[one]! - lightness[other]!;
      const da = a[one]! - a[other]!;
      const db = b[one]! - b[other]!;
      const dark = Math.max(0, 0.3 - Math.min(lightness[one]!, lightness[other]!));
      const reach = MAY_BE_NOISE.distance + MAY_BE_NOISE.dark * dark;
      if (dl * dl + da * da + db * db < reach * reach) return true;
    }
  }
  return false;
}

/** Noise by how far each pixel lies from the mean of its neighbours left and right. */
function measureNoise(
  { width, height, rgb }: Pick<WorkingPixels, 'width' | 'height' | 'rgb'>,
  centres: Centres,
  label: Uint8Array,
): void {
  const { size } = centres;
  bends.fill(0);
  seen.fill(0);
  setMetric(centres);
  const isSmall = height < FEW_LINES;
  const across = isSmall ? 1 : 2;
  for (let y = 0; y < height; y += isSmall ? 1 : NOISE_BAND) {
    const end = y * width + width - 1;
    for (let i = y * width + 1; i < end; i += across) {
      const at = i * 3;
      const own = label[i]!;
      const red = 2 * rgb[at]! - rgb[at - 3]! - rgb[at + 3]!;
      const green = 2 * rgb[at + 1]! - rgb[at - 2]! - rgb[at + 4]!;
      const blue = 2 * rgb[at + 2]! - rgb[at - 1]! - rgb[at + 5]!;
      const m = own * 6;
      const square =
        red * (red * metric[m]! + green * metric[m + 1]! + blue * metric[m + 2]!) +
        green * (green * metric[m + 3]! + blue * metric[m + 4]!) +
        blue * blue * metric[m + 5]!;
      const step = Math.min(NOISE_STEPS - 1, (Math.sqrt(square) * (1 / NOISE_STEP)) | 0);
      const bucket = own * NOISE_STEPS + step;
      bends[bucket] = bends[bucket]! + 1;
      seen[own] = seen[own]! + 1;
    }
  }
  for (let k = 0; k < size; k++) noise[k] = medianBend(k) / 1.65;
}

/**
 * Median of |2p - left - right|; for grain of one dimension that is .674 * sqrt(6) standard deviations.
 * A still picture has all of its bends in the first step: no noise.
 */
function medianBend(k: number): number {
  const half = seen[k]! / 2;
  let below = 0;
  for (let step = 0; step < NOISE_STEPS; step++) {
    const here = bends[k * NOISE_STEPS + step]!;
    if (below + here >= half) {
      if (step === 0) return 0;
      return (step + (here === 0 ? 0 : (half - below) / here)) * NOISE_STEP;
    }
    below += here;
  }
  return 0;
}

/** How OKLab answers to a step of each channel at each centre: from the derivative of the conversion. */
function setMetric(centres: Centres): void {
  for (let k = 0; k < centres.size; k++) {
    const colour = [centres.lightness[k]!, centres.a[k]!, centres.b[k]!] as const;
    const slopes = oklabSlopes(colour);
    for (let one = 0, at = k * 6; one < 3; one++) {
      for (let other = one; other < 3; other++, at++) {
        let dot = 0;
        for (let plane = 0; plane < 3; plane++) dot += slopes[one * 3 + plane]! * slopes[other * 3 + plane]!;
        metric[at] = one === other ? dot : 2 * dot;
      }
    }
  }
}
