import { eachStartingPart, startingPartCount } from './compareSignatures.ts';
import { isSamePicture } from './isSamePicture.ts';
import {
  chromaSide,
  isFlat,
  layoutSide,
  type PackedSignature,
  type PictureSignature,
  unpackSignature,
} from './pictureSignature.ts';

/** Frames as the search needs them, by their places. */
export interface SignedFrames {
  readonly count: number;
  /** A number of the frame's media. */
  mediaAt(place: number): number;
  /** Null for one that is not measured. */
  signatureAt(place: number): PackedSignature | null;
}

const coarseSide = 4;
const coarseCells = coarseSide * coarseSide;
/** Copies correlate at least so much on the coarse layout; it lets through one pair in a hundred. */
const coarseLikeness = 0.7;
/** On this finer layout copies correlate at least so much under one of a few crops; it lets through one in six of those. */
const fineSide = 8;
const fineCells = fineSide * fineSide;
const fineLikeness = 0.75;
const fineScale = 127;
/** Mean colours of copies lie no further apart, OKLab a-b: differences of a and of b together. */
const coarseColour = 0.06;

/**
 * Pairs of frames of different media that show the same picture. (Within one video a picture that comes back is the
 * work's own doing, not a duplicate.) Frames are laid out by their mean colour, and only those near enough to be copies
 * are looked at; coarse layouts decide for nearly all of these, and only the rest is compared.
 * @param isFresh only pairs with one of the places marked by a 1 are looked at; all where it is left out
 * @returns the places of each pair, the later one second
 */
export function findDuplicateFrames(frames: SignedFrames, isFresh?: Uint8Array): [number, number][] {
  const table = coarseTable(frames);
  const { cells, media } = table;
  const pairs: [number, number][] = [];
  for (const [cell, members] of cells) {
    for (const near of nearCells(cell)) {
      const others = cells.get(near);
      if (others === undefined) continue;
      for (const second of members) {
        let looked: LookedAt | null = null;
        for (const first of others) {
          // Each pair once: within a cell and between two the later place is the second one.
          if (first >= second) break;
          if (media[first] === media[second] || (isFresh?.[first] === 0 && isFresh[second] === 0)) continue;
          if (!mayBeSame(table, first, second)) continue;
          const [a, b] = [frames.signatureAt(first), frames.signatureAt(second)];
          if (a === null || b === null) continue;
          looked ??= lookAt(b);
          if (!mayBeCrop(table, first, looked)) continue;
          if (isSamePicture(unpackSignature(a), looked.signature)) pairs.push([first, second]);
        }
      }
    }
  }
  return pairs.sort((a, b) => a[1] - b[1] || a[0] - b[0]);
}

/** What nearly all pairs are told apart by, a row a frame; frames without a layout to speak of are in no cell. */
interface CoarseTable {
  readonly media: Uint32Array;
  readonly layouts: Float32Array;
  /** In steps of 1 / {@link fineScale}. */
  readonly fine: Int8Array;
  readonly a: Float32Array;
  readonly b: Float32Array;
  /** Rising places by cell of mean colour. */
  readonly cells: Map<number, number[]>;
}

function coarseTable(frames: SignedFrames): CoarseTable {
  const { count } = frames;
  const table: CoarseTable = {
    media: new Uint32Array(count),
    layouts: new Float32Array(count * coarseCells),
    fine: new Int8Array(count * fineCells),
    a: new Float32Array(count),
    b: new Float32Array(count),
    cells: new Map(),
  };
  for (let at = 0; at < count; at += 1) {
    const packed = frames.signatureAt(at);
    if (packed === null || isFlat(packed)) continue;
    const signature = unpackSignature(packed);
    table.media[at] = frames.mediaAt(at);
    table.layouts.set(pooled(signature.layout, coarseSide), at * coarseCells);
    poolFine(signature.layout, table.fine, at * fineCells);
    const [a, b] = meanColour(signature);
    table.a[at] = a;
    table.b[at] = b;
    const cell = colourCell(a, b);
    const members = table.cells.get(cell);
    if (members === undefined) table.cells.set(cell, [at]);
    else members.push(at);
  }
  return table;
}

/** Squares of the a-b plane as wide as copies may lie apart, so that those of a frame lie in its own or beside it. */
const cellOrigin = 64;

function colourCell(a: number, b: number): number {
  const [column, row] = [a, b].map((value) => Math.floor(value / coarseColour) + cellOrigin);
  return (row ?? 0) * 2 * cellOrigin + (column ?? 0);
}

function nearCells(cell: number): number[] {
  return [-1, 0, 1].flatMap((down) => [-1, 0, 1].map((across) => cell + down * 2 * cellOrigin + across));
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

/** A frame that others are compared with, one after the other. */
interface LookedAt {
  readonly signature: PictureSignature;
  /** Its finer layouts under a few crops, one after the other, in steps of 1 / {@link fineScale}. */
  readonly crops: Int8Array;
}

function lookAt(packed: PackedSignature): LookedAt {
  const signature = unpackSignature(packed);
  const crops = new Int8Array(startingPartCount * fineCells);
  eachStartingPart(signature.layout, (part, at) => poolFine(part, crops, at * fineCells));
  return { signature, crops };
}

function mayBeCrop({ fine }: CoarseTable, first: number, { crops }: LookedAt): boolean {
  const wanted = fineLikeness * fineScale * fineScale;
  const atFirst = first * fineCells;
  for (let crop = 0; crop < crops.length; crop += fineCells) {
    let dot = 0;
    for (let cell = 0; cell < fineCells; cell += 1)
      dot += (fine[atFirst + cell] ?? 0) * (crops[crop + cell] ?? 0);
    if (dot >= wanted) return true;
  }
  return false;
}

/** Fewer cells of a layout, of mean 0 and length 1. */
function pooled(layout: Float32Array, side: number): Float32Array {
  const cells = new Float32Array(side * side);
  const step = layoutSide / side;
  for (let row = 0; row < layoutSide; row += 1) {
    const toRow = Math.floor(row / step) * side;
    for (let column = 0; column < layoutSide; column += 1) {
      const to = toRow + Math.floor(column / step);
      cells[to] = (cells[to] ?? 0) + (layout[row * layoutSide + column] ?? 0);
    }
  }
  let sum = 0;
  for (let at = 0; at < cells.length; at += 1) sum += cells[at] ?? 0;
  const mean = sum / cells.length;
  let squares = 0;
  for (let at = 0; at < cells.length; at += 1) squares += ((cells[at] ?? 0) - mean) ** 2;
  const length = Math.sqrt(squares);
  for (let at = 0; at < cells.length; at += 1)
    cells[at] = length < 1e-6 ? 0 : ((cells[at] ?? 0) - mean) / length;
  return cells;
}

function poolFine(layout: Float32Array, into: Int8Array, from: number): void {
  const cells = pooled(layout, fineSide);
  for (let at = 0; at < fineCells; at += 1) into[from + at] = Math.round((cells[at] ?? 0) * fineScale);
}

function meanColour({ chroma }: PictureSignature): [number, number] {
  const count = chromaSide * chromaSide;
  const meanOf = (plane: Float32Array): number => plane.reduce((sum, value) => sum + value, 0) / count;
  return [meanOf(chroma.subarray(0, count)), meanOf(chroma.subarray(count))];
}
