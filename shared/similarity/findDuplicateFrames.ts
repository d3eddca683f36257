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
/** Mean colours of copies lie no further apart, OKLab a-b: differences of a and of b together. */
const coarseColour = 0.06;

/**
 * Pairs of frames of different media that show the same picture. (Within one video a picture that comes back is the
 * work's own doing, not a duplicate.) Frames are laid out by their mean colour, and only those near enough to be copies
 * are looked at; a coarse layout decides for nearly all of these, and only the rest is compared.
 * @param fresh only pairs with one of these are looked at; all where it is left out
 */
export function findDuplicateFrames<Id extends string, MediaId extends string>(
  frames: readonly SignedFrame<Id, MediaId>[],
  fresh?: ReadonlySet<Id>,
): [Id, Id][] {
  const compared = frames.filter(({ signature }) => !isFlat(signature));
  const table = coarseTable(compared.map(({ signature }) => signature));
  const isFresh = Uint8Array.from(compared, ({ id }) => (fresh === undefined || fresh.has(id) ? 1 : 0));
  const media = numbersOf(compared.map(({ mediaId }) => mediaId));
  const cells = byColour(table);
  const pairs: [number, number][] = [];
  for (const [cell, members] of cells) {
    for (const near of nearCells(cell)) {
      const others = cells.get(near);
      if (others === undefined) continue;
      for (const second of members) {
        for (const first of others) {
          // Each pair once: within a cell and between two the later place is the second one.
          if (first >= second) break;
          if (media[first] === media[second] || (isFresh[first] === 0 && isFresh[second] === 0)) continue;
          if (!mayBeSame(table, first, second)) continue;
          const [a, b] = [compared[first], compared[second]];
          if (a !== undefined && b !== undefined && isSamePicture(a.signature, b.signature)) {
            pairs.push([first, second]);
          }
        }
      }
    }
  }
  pairs.sort((a, b) => a[1] - b[1] || a[0] - b[0]);
  return pairs.flatMap(([first, second]): [Id, Id][] => {
    const [a, b] = [compared[first], compared[second]];
    return a === undefined || b === undefined ? [] : [[a.id, b.id]];
  });
}

/** What nearly all pairs are told apart by, a row a frame. */
interface CoarseTable {
  readonly count: number;
  readonly layouts: Float32Array;
  readonly a: Float32Array;
  readonly b: Float32Array;
}

function coarseTable(signatures: readonly PictureSignature[]): CoarseTable {
  const count = signatures.length;
  const table = {
    count,
    layouts: new Float32Array(count * coarseCells),
    a: new Float32Array(count),
    b: new Float32Array(count),
  };
  for (const [at, signature] of signatures.entries()) {
    table.layouts.set(coarseLayout(signature), at * coarseCells);
    const [a, b] = meanColour(signature);
    table.a[at] = a;
    table.b[at] = b;
  }
  return table;
}

/** Squares of the a-b plane as wide as copies may lie apart, so that those of a frame lie in its own or beside it. */
const cellOrigin = 64;

function byColour({ count, a, b }: CoarseTable): Map<number, number[]> {
  const cells = new Map<number, number[]>();
  for (let at = 0; at < count; at += 1) {
    const column = Math.floor((a[at] ?? 0) / coarseColour) + cellOrigin;
    const row = Math.floor((b[at] ?? 0) / coarseColour) + cellOrigin;
    const cell = row * 2 * cellOrigin + column;
    const members = cells.get(cell);
    if (members === undefined) cells.set(cell, [at]);
    else members.push(at);
  }
  return cells;
}

function nearCells(cell: number): number[] {
  return [-1, 0, 1].flatMap((down) => [-1, 0, 1].map((across) => cell + down * 2 * cellOrigin + across));
}

function numbersOf(names: readonly string[]): Uint32Array {
  const numbers = new Map<string, number>();
  return Uint32Array.from(names, (name) => {
    const known = numbers.get(name) ?? numbers.size;
    numbers.set(name, known);
    return known;
  });
}

function mayBeSame({ a, b, layouts }: CoarseTable, first: number, second: number): boolean {
  const apart = Math.abs((a[first] ?? 0) - (a[second] ?? 0)) + Math.abs((b[first] ?? 0) - (b[second] ?? 0));
  if (apart > coarseColour) return false;
  let dot = 0;
  const [atFirst, atSecond] = [first * coarseCells, second * coarseCells];
  for (let cell = 0; cell < coarseCells; cell += 1) {
    dot += (layouts[atFirst + cell] ?? 0) * (layouts[atSecond + cell] ?? 0);
  }
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
