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

/** Copies of frames that were written since the chunks were that go with the blocks of the index. */
export class KeptCopies {
  /** By slot; null for one that is free, or whose row cannot be copied. */
  readonly #written = new Map<number, FrameCopy | null>();

  put(slot: number, frame: Frame): void {
    this.#written.set(slot, copyOrNull(frame));
  }

  remove(slot: number): void {
    this.#written.set(slot, null);
  }

  /**
   * The chunk that goes with a block: as it was kept, with what was written since. All of it where nothing was kept.
   * @throws CopiesOutOfStep where what was kept is of other frames than the block
   */
  chunkOf(block: number, index: FrameIndex, stored: FrameCopyChunk | undefined): FrameCopyChunk {
    const slots = slotsOf(block);
    const isWritten = slots.some((slot) => this.#written.has(slot));
    const isAll = slots.every((slot) => this.#written.has(slot) || index.frameIdAt(slot) === null);
    if (stored === undefined || stored.frameIds.length !== blockFrames || !isWholeCopy(stored, block)) {
      if (!isAll) throw new CopiesOutOfStep();
      return packFrameCopies(
        block,
        slots.map((slot) => this.#written.get(slot) ?? null),
        true,
      );
    }
    if (!isWritten) return stored;
    const kept = copiedEntries(stored);
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
