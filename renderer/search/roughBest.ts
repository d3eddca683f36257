import { coarseValues, evenValues } from '../../shared/similarity/coarseVector.ts';
import { blockFrames, slotState } from './featureBlock.ts';
import type { FrameIndex, IndexBlock } from './frameIndex.ts';
import { TopScores } from './topScores.ts';

/** Which frames may be an answer. */
export interface EchoScope {
  /** By number of the work: 1 where its frames count; null for all. */
  readonly works: Uint8Array | null;
  /** By slot: 1 where the frame counts; null for all. */
  readonly only: Uint8Array | null;
  readonly except: ReadonlySet<number>;
  /** Numbers of the blocks that have frames in scope. */
  readonly blocks: readonly number[];
}

/** Rows that every frame is looked at by: those that tell the most of the picture asked about. */
const firstRows = 48;
/** Frames that are looked at by all rows, for each one wanted. */
const secondLookShare = 3;
const secondLookAtLeast = 256;
/** Rows added up in one pass over a block's frames. */
const rowsAtOnce = 8;

const evenSums = new Float64Array(blockFrames);
const oddSums = new Float64Array(blockFrames);

/**
 * The slots whose rough numbers multiply best with those of a picture asked about, best first; see
 * `shared/similarity/coarseVector.ts`. Every frame is looked at by the rows that count most, and the best of them by
 * all.
 * @param mirrored whether a frame may count as its mirror image
 */
export function roughBest(
  index: FrameIndex,
  query: Float32Array,
  mirrored: boolean,
  scope: EchoScope,
  most: number,
): number[] {
  const order = Array.from({ length: coarseValues }, (_, row) => row)
    .filter((row) => query[row] !== 0)
    .sort((a, b) => Math.abs(query[b] ?? 0) - Math.abs(query[a] ?? 0));
  const first = order.slice(0, firstRows);
  const even = first.filter((row) => row < evenValues);
  const odd = first.filter((row) => row >= evenValues);
  const kept = new TopScores(Math.max(secondLookAtLeast, secondLookShare * most));
  for (const number of scope.blocks) {
    const block = index.blocks[number];
    if (block === undefined) continue;
    sumRows(block.features.coarse, query, even, evenSums);
    sumRows(block.features.coarse, query, odd, oddSums);
    keepBest(block, mirrored, scope, number * blockFrames, kept);
  }
  const rest = order.slice(firstRows);
  const restEven = rest.filter((row) => row < evenValues);
  const restOdd = rest.filter((row) => row >= evenValues);
  const best = new TopScores(most);
  for (const { slot } of kept.unsorted()) {
    const block = index.blockOf(slot);
    if (block === undefined) continue;
    const at = slot % blockFrames;
    const { coarse } = block.features;
    const evenSum = dot(coarse, query, even, at) + dot(coarse, query, restEven, at);
    const oddSum = dot(coarse, query, odd, at) + dot(coarse, query, restOdd, at);
    best.add(evenSum + (mirrored ? Math.abs(oddSum) : oddSum), slot);
  }
  return [...best.sorted().slots];
}

function keepBest(
  { features: { states, works } }: IndexBlock,
  mirrored: boolean,
  scope: EchoScope,
  firstSlot: number,
  kept: TopScores,
): void {
  for (let at = 0; at < blockFrames; at += 1) {
    const odd = oddSums[at] ?? 0;
    const score = (evenSums[at] ?? 0) + (mirrored && odd < 0 ? -odd : odd);
    if (score <= kept.floor || states[at] !== slotState.whole) continue;
    if (scope.works !== null && scope.works[works[at] ?? 0] !== 1) continue;
    if (scope.only !== null && scope.only[firstSlot + at] !== 1) continue;
    if (!scope.except.has(firstSlot + at)) kept.add(score, firstSlot + at);
  }
}

function dot(coarse: Int8Array, query: Float32Array, rows: readonly number[], at: number): number {
  let sum = 0;
  for (const row of rows) sum += (coarse[row * blockFrames + at] ?? 0) * (query[row] ?? 0);
  return sum;
}

/** For each frame of a block the sum of its numbers times the query's, over some rows. */
function sumRows(coarse: Int8Array, query: Float32Array, rows: readonly number[], sums: Float64Array): void {
  sums.fill(0);
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    // Past the end a row counts for nothing.
    const row = (step: number): number => (rows[from + step] ?? 0) * blockFrames;
    const factor = (step: number): number =>
      from + step < rows.length ? (query[rows[from + step] ?? 0] ?? 0) : 0;
    addEight(
      coarse,
      sums,
      [row(0), row(1), row(2), row(3), row(4), row(5), row(6), row(7)],
      [factor(0), factor(1), factor(2), factor(3), factor(4), factor(5), factor(6), factor(7)],
    );
  }
}

type Eight = readonly [number, number, number, number, number, number, number, number];

function addEight(
  coarse: Int8Array,
  sums: Float64Array,
  [r0, r1, r2, r3, r4, r5, r6, r7]: Eight,
  [q0, q1, q2, q3, q4, q5, q6, q7]: Eight,
): void {
  for (let at = 0; at < blockFrames; at += 1) {
    sums[at] =
      (sums[at] ?? 0) +
      q0 * (coarse[r0 + at] ?? 0) +
      q1 * (coarse[r1 + at] ?? 0) +
      q2 * (coarse[r2 + at] ?? 0) +
      q3 * (coarse[r3 + at] ?? 0) +
      q4 * (coarse[r4 + at] ?? 0) +
      q5 * (coarse[r5 + at] ?? 0) +
      q6 * (coarse[r6 + at] ?? 0) +
      q7 * (coarse[r7 + at] ?? 0);
  }
}
