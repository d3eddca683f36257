import type { Frame } from '../../shared/domain/frame.ts';
import type { FrameCopyChunk } from '../../shared/domain/frameCopyChunk.ts';
import { type FrameCopy, frameCopy } from '../library/copies/frameCopy.ts';
import { packFrameCopies } from '../library/copies/packFrameCopies.ts';
import { isWholeCopy } from '../library/copies/readFrameCopies.ts';
import { copiedEntries } from '../library/libraryEntries.ts';
import { blockFrames } from './featureBlock.ts';
import type { FrameIndex } from './frameIndex.ts';

/** The kept copies are not of the frames that the index has: everything is to be made anew. */
export class CopiesOutOfStep extends Error {}

/**
 * Copies of frames on their way into the chunks that go with the blocks of the index: of those that were written since
 * their chunk was, and of whole chunks when all of them are made anew.
 */
export class KeptCopies {
  /** By slot; null for one that is free, or whose row cannot be copied. */
  readonly #written = new Map<number, FrameCopy | null>();
  /** Chunks made anew, not saved yet. */
  readonly #made = new Map<number, FrameCopyChunk>();

  put(slot: number, frame: Frame): void {
    this.#written.set(slot, copyOrNull(frame));
  }

  remove(slot: number): void {
    this.#written.set(slot, null);
  }

  /** Packs what was put into a block all of whose slots are known, so that rows need not be kept. */
  close(block: number): void {
    const copies = slotsOf(block).map((slot) => this.#written.get(slot) ?? null);
    this.#made.set(block, packFrameCopies(block, copies, true));
    for (const slot of slotsOf(block)) this.#written.delete(slot);
  }

  /**
   * The chunk that goes with a block: as it was kept, with what was written since.
   * @throws CopiesOutOfStep where what was kept is of other frames than the block
   */
  chunkOf(block: number, index: FrameIndex, stored: FrameCopyChunk | undefined): FrameCopyChunk {
    const base = this.#made.get(block) ?? stored;
    const slots = slotsOf(block);
    if (base !== undefined && this.#made.has(block) && !slots.some((slot) => this.#written.has(slot)))
      return base;
    const isAll = slots.every((slot) => this.#written.has(slot) || index.frameIdAt(slot) === null);
    if (base === undefined || base.frameIds.length !== blockFrames || !isWholeCopy(base, block)) {
      if (!isAll) throw new CopiesOutOfStep();
      return packFrameCopies(
        block,
        slots.map((slot) => this.#written.get(slot) ?? null),
        true,
      );
    }
    const kept = copiedEntries(base);
    const copies = slots.map((slot, at): FrameCopy | null => {
      const written = this.#written.get(slot);
      if (written !== undefined) return written;
      const copy = kept[at] ?? null;
      if (copy !== null && copy.id !== index.frameIdAt(slot)) throw new CopiesOutOfStep();
      return copy;
    });
    return packFrameCopies(block, copies, true);
  }

  /** Forgets what was saved. */
  saved(blocks: readonly number[]): void {
    for (const block of blocks) {
      this.#made.delete(block);
      for (const slot of slotsOf(block)) this.#written.delete(slot);
    }
  }
}

function slotsOf(block: number): number[] {
  return Array.from({ length: blockFrames }, (_, at) => block * blockFrames + at);
}

/** A row that cannot be copied has no copy: then the library reads its rows themselves, and tells of it. */
function copyOrNull(frame: Frame): FrameCopy | null {
  try {
    return frameCopy(frame);
  } catch {
    return null;
  }
}
