/*
 * OKLab in boxes: L in 32 steps, a and b in 16 each. A query marks the boxes that come within its reach once; then one
 * look at a swatch's box tells that it is out of reach of every colour asked for, which nearly every swatch is.
 */

type Oklab = readonly [lightness: number, a: number, b: number];

const lightSteps = 32;
const chromaSteps = 16;
/** a and b are clamped to this; sRGB reaches .28 and -.32. */
const chromaReach = 0.4;
const boxes = lightSteps * chromaSteps * chromaSteps;
/** Stands where a palette has no further colour; in reach of nothing. */
export const noCell = boxes;

/** The box of a colour. */
export function colourCell(lightness: number, a: number, b: number): number {
  return (
    (stepOf(lightness, 0, 1, lightSteps) * chromaSteps + stepOf(a, -chromaReach, chromaReach, chromaSteps)) *
      chromaSteps +
    stepOf(b, -chromaReach, chromaReach, chromaSteps)
  );
}

function stepOf(value: number, low: number, high: number, steps: number): number {
  return Math.min(steps - 1, Math.max(0, Math.floor(((value - low) / (high - low)) * steps)));
}

/**
 * Marks the boxes that may hold a colour within `tolerance` (Delta E(OK)) of one asked for.
 * @param colours eight at most
 * @returns for each box a bit for each colour
 */
export function cellsInReach(colours: readonly Oklab[], tolerance: number): Uint8Array {
  const marks = new Uint8Array(boxes + 1);
  // A colour is rounded before it is kept: a little more than the tolerance.
  const reach = tolerance + 0.001;
  for (const [colour, [lightness, a, b]] of colours.entries()) {
    const squaresL = squaresTo(lightness, 0, 1, lightSteps);
    const squaresA = squaresTo(a, -chromaReach, chromaReach, chromaSteps);
    const squaresB = squaresTo(b, -chromaReach, chromaReach, chromaSteps);
    for (let box = 0; box < boxes; box += 1) {
      const square =
        (squaresL[Math.floor(box / chromaSteps / chromaSteps)] ?? 0) +
        (squaresA[Math.floor(box / chromaSteps) % chromaSteps] ?? 0) +
        (squaresB[box % chromaSteps] ?? 0);
      if (square <= reach * reach) marks[box] = (marks[box] ?? 0) | (1 << colour);
    }
  }
  return marks;
}

/** Squared distance from a value to each step; what lies beyond the outermost is in it. */
function squaresTo(value: number, low: number, high: number, steps: number): Float64Array {
  const size = (high - low) / steps;
  return Float64Array.from({ length: steps }, (_, step) => {
    const from = step === 0 ? Number.NEGATIVE_INFINITY : low + step * size;
    const to = step === steps - 1 ? Number.POSITIVE_INFINITY : low + (step + 1) * size;
    return Math.max(0, from - value, value - to) ** 2;
  });
}
