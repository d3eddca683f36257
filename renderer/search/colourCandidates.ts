import type { FrameId } from '../../shared/domain/ids.ts';
import type { ReachMarks } from './colourCells.ts';
import { blockFrames } from './featureBlock.ts';
import type { FrameIndex } from './frameIndex.ts';

/** Frames that may answer a query, by the boxes that their swatches lie in. */
export interface ColourCandidates {
  readonly count: number;
  /** Places in what follows, those of the frames that may score the most first, to a step of {@link boundStep}. */
  readonly order: Int32Array;
  readonly slots: Int32Array;
  /** The marks of the boxes of a frame's swatches, together. */
  readonly held: Int32Array;
  /** The root of what a frame may score at most. */
  readonly roots: Float64Array;
}

const bucketCount = 512;
/** In so fine steps of what they may score candidates are put in order. */
export const boundStep = 1 / bucketCount;

/** Room for the candidates of the last question: a megabyte or two that need not be made each time. */
let room = roomFor(0);

function roomFor(size: number) {
  return {
    slots: new Int32Array(size),
    held: new Int32Array(size),
    roots: new Float64Array(size),
    order: new Int32Array(size),
  };
}

/**
 * Looks at every frame by the boxes that its swatches lie in; most have nothing of what is looked for. What it returns
 * holds until the next call.
 * @param among only these slots, rising; null for all
 * @param leastScore frames that may not score so much are left out
 */
export function colourCandidates(
  index: FrameIndex,
  { marks, worth }: ReachMarks,
  among: readonly number[] | null,
  leastScore: number,
): ColourCandidates {
  if (room.slots.length < index.slotCount) room = roomFor(index.slotCount);
  const { slots, held, roots } = room;
  const leastRoot = Math.sqrt(leastScore);
  let count = 0;
  const look = (cells: Uint16Array, at: number, slot: number): void => {
    const mark = marksHeld(marks, cells, at);
    if (mark === 0) return;
    const root =
      (worth[mark & 255] ?? 0) +
      (worth[256 + ((mark >>> 8) & 255)] ?? 0) +
      (worth[512 + ((mark >>> 16) & 255)] ?? 0) +
      (worth[768 + (mark >>> 24)] ?? 0);
    if (root < leastRoot) return;
    slots[count] = slot;
    held[count] = mark;
    roots[count] = root;
    count += 1;
  };
  if (among === null) {
    for (const [number, { features }] of index.blocks.entries()) {
      for (let at = 0; at < blockFrames; at += 1) look(features.cells, at, number * blockFrames + at);
    }
  } else {
    for (const slot of among) {
      const block = index.blockOf(slot);
      if (block !== undefined) look(block.features.cells, slot % blockFrames, slot);
    }
  }
  putInOrder(roots, count, room.order);
  return { count, ...room };
}

/** The marks of the boxes of a frame's eight swatches, together; written out, which is three times as fast as a loop. */
function marksHeld(marks: Int32Array, cells: Uint16Array, at: number): number {
  return (
    (marks[cells[at] ?? 0] ?? 0) |
    (marks[cells[at + blockFrames] ?? 0] ?? 0) |
    (marks[cells[at + 2 * blockFrames] ?? 0] ?? 0) |
    (marks[cells[at + 3 * blockFrames] ?? 0] ?? 0) |
    (marks[cells[at + 4 * blockFrames] ?? 0] ?? 0) |
    (marks[cells[at + 5 * blockFrames] ?? 0] ?? 0) |
    (marks[cells[at + 6 * blockFrames] ?? 0] ?? 0) |
    (marks[cells[at + 7 * blockFrames] ?? 0] ?? 0)
  );
}

/** Writes the places of the greatest first, to a step, those of a step as they came. */
function putInOrder(roots: Float64Array, count: number, order: Int32Array): void {
  const bucketOf = (place: number): number => {
    const root = roots[place] ?? 0;
    return bucketCount - 1 - Math.min(bucketCount - 1, Math.floor(root * root * bucketCount));
  };
  const starts = new Int32Array(bucketCount + 1);
  for (let place = 0; place < count; place += 1) {
    const bucket = bucketOf(place) + 1;
    starts[bucket] = (starts[bucket] ?? 0) + 1;
  }
  for (let bucket = 1; bucket <= bucketCount; bucket += 1) {
    starts[bucket] = (starts[bucket] ?? 0) + (starts[bucket - 1] ?? 0);
  }
  for (let place = 0; place < count; place += 1) {
    const bucket = bucketOf(place);
    const to = starts[bucket] ?? 0;
    order[to] = place;
    starts[bucket] = to + 1;
  }
}

/** Slots of the frames named, rising. */
export function slotsOf(index: FrameIndex, among: readonly FrameId[]): number[] {
  const slots: number[] = [];
  for (const id of among) {
    const slot = index.slotOf(id);
    if (slot !== undefined) slots.push(slot);
  }
  return slots.sort((a, b) => a - b);
}
