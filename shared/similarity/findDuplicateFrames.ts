import { isSamePicture } from './isSamePicture.ts';
import { chromaSide, isFlat, layoutSide, type PictureSignature } from './pictureSignature.ts';

/** A frame as the search needs it. */
export interface SignedFrame<Id extends string = string, MediaId extends string = string> {
  readonly id: Id;
  readonly mediaId: MediaId;
  readonly signature: PictureSignature;
}

const coarseSide = 4;
const coarseCells = coarseSide * coarseSide;
const coarseStep = layoutSide / coarseSide;
/** Copies correlate at least so much on the coarse layout; it lets through one pair in a hundred. */
const coarseLikeness = 0.7;
/** Mean colours of copies lie no further apart, OKLab a-b. */
const coarseColour = 0.06;

/**
 * Pairs of frames of different media that show the same picture. (Within one video a picture that comes back is the
 * work's own doing, not a duplicate.) A coarse layout decides for nearly all pairs; only the rest is compared.
 * @param fresh only pairs with one of these are looked at; all where it is left out
 */
export function findDuplicateFrames<Id extends string, MediaId extends string>(
  frames: readonly SignedFrame<Id, MediaId>[],
  fresh?: ReadonlySet<Id>,
): [Id, Id][] {
  const compared = frames
    .filter(({ signature }) => !isFlat(signature))
    .map((frame) => ({
      ...frame,
      coarse: coarseLayout(frame.signature),
      colour: meanColour(frame.signature),
      isFresh: fresh === undefined || fresh.has(frame.id),
    }));
  const pairs: [Id, Id][] = [];
  for (const [second, b] of compared.entries()) {
    for (let first = 0; first < second; first += 1) {
      const a = compared[first];
      if (a === undefined || a.mediaId === b.mediaId || !(a.isFresh || b.isFresh)) continue;
      if (!mayBeSame(a.coarse, b.coarse, a.colour, b.colour)) continue;
      if (isSamePicture(a.signature, b.signature)) pairs.push([a.id, b.id]);
    }
  }
  return pairs;
}

function mayBeSame(
  a: Float32Array,
  b: Float32Array,
  colourA: readonly [number, number],
  colourB: readonly [number, number],
): boolean {
  if (Math.abs(colourA[0] - colourB[0]) + Math.abs(colourA[1] - colourB[1]) > coarseColour) return false;
  let dot = 0;
  for (let cell = 0; cell < coarseCells; cell += 1) dot += (a[cell] ?? 0) * (b[cell] ?? 0);
  return dot >= coarseLikeness;
}

/** Sixteen cells of mean 0 and length 1. */
function coarseLayout({ layout }: PictureSignature): Float32Array {
  const cells = new Float32Array(coarseCells);
  layout.forEach((value, cell) => {
    const row = Math.floor(cell / layoutSide / coarseStep);
    const column = Math.floor((cell % layoutSide) / coarseStep);
    cells[row * coarseSide + column] = (cells[row * coarseSide + column] ?? 0) + value;
  });
  const mean = cells.reduce((sum, value) => sum + value, 0) / coarseCells;
  const length = Math.sqrt(cells.reduce((sum, value) => sum + (value - mean) ** 2, 0));
  return cells.map((value) => (length < 1e-6 ? 0 : (value - mean) / length));
}

function meanColour({ chroma }: PictureSignature): [number, number] {
  const count = chromaSide * chromaSide;
  const meanOf = (plane: Float32Array): number => plane.reduce((sum, value) => sum + value, 0) / count;
  return [meanOf(chroma.subarray(0, count)), meanOf(chroma.subarray(count))];
}
