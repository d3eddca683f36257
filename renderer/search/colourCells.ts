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
/** A colour that is kept lies so far at most from the one that its box was found for. */
const roundedOff = 0.001;
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

/** For each box how near to each of some colours what it holds may lie, and what that may be worth at most. */
export interface ReachMarks {
  /**
   * For each box, and {@link noCell}, a row of bits a colour: the first where it may hold something in reach, the
   * others one after the other the nearer that may lie. So what several boxes hold together is one "or" of theirs.
   */
  readonly marks: Int32Array;
  readonly bitsAColour: number;
  /** For each byte of such an "or" and each of its 256 values what it may be worth; the four are added. */
  readonly worth: Float64Array;
  /** For each colour and each number of its bits that are set, up to {@link mostLevels}, what they are worth. */
  readonly worthOfColour: Float64Array;
}

/** Bits a colour, of its row in a mark, at most. */
export const mostLevels = 8;

/** How many bits of a colour are set: one after the other, so that the last tells. */
export function levelsHeld(mark: number, colour: number, bitsAColour: number): number {
  return 32 - Math.clz32((mark >>> (colour * bitsAColour)) & ((1 << bitsAColour) - 1));
}

/** Bits of a mark. */
const markBits = 32;

/**
 * Marks the boxes that may hold a colour within `tolerance` (Delta E(OK)) of one asked for.
 * @param colours eight at most
 * @param worthAt what a colour at a distance of 0 up to 1 (of the tolerance) is worth, falling
 */
export function markReach(
  colours: readonly Oklab[],
  tolerance: number,
  worthAt: (colour: number, distance: number) => number,
): ReachMarks {
  const marks = new Int32Array(boxes + 1);
  const bitsAColour = Math.min(mostLevels, Math.floor(markBits / Math.max(1, colours.length)));
  const ofBit = new Float64Array(markBits);
  const worthOfColour = new Float64Array(colours.length * (mostLevels + 1));
  for (const [colour, [lightness, a, b]] of colours.entries()) {
    const squaresL = squaresTo(lightness, 0, 1, lightSteps);
    const squaresA = squaresTo(a, -chromaReach, chromaReach, chromaSteps);
    const squaresB = squaresTo(b, -chromaReach, chromaReach, chromaSteps);
    const firstBit = colour * bitsAColour;
    const limits = new Float64Array(bitsAColour);
    let before = 0;
    for (let level = 0; level < bitsAColour; level += 1) {
      // A colour is rounded before it is kept: a little more than what is asked.
      limits[level] = (tolerance * (1 - level / bitsAColour) + roundedOff) ** 2;
      const worth = worthAt(colour, Math.max(0, 1 - (level + 1) / bitsAColour));
      ofBit[firstBit + level] = worth - before;
      worthOfColour[colour * (mostLevels + 1) + level + 1] = worth;
      before = worth;
    }
    for (let box = 0; box < boxes; box += 1) {
      const square =
        (squaresL[Math.floor(box / chromaSteps / chromaSteps)] ?? 0) +
        (squaresA[Math.floor(box / chromaSteps) % chromaSteps] ?? 0) +
        (squaresB[box % chromaSteps] ?? 0);
      for (let level = 0; level < bitsAColour && square <= (limits[level] ?? 0); level += 1) {
        marks[box] = (marks[box] ?? 0) | (1 << (firstBit + level));
      }
    }
  }
  return { marks, bitsAColour, worth: worthOfBytes(ofBit), worthOfColour };
}

/** What each value of each byte of a mark is worth. */
function worthOfBytes(ofBit: Float64Array): Float64Array {
  const worth = new Float64Array((markBits / 8) * 256);
  for (let byte = 0; byte < markBits / 8; byte += 1) {
    for (let value = 1; value < 256; value += 1) {
      const highest = 31 - Math.clz32(value);
      worth[byte * 256 + value] =
        (worth[byte * 256 + value - (1 << highest)] ?? 0) + (ofBit[byte * 8 + highest] ?? 0);
    }
  }
  return worth;
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
