import type { Frame } from '../../shared/domain/frame.ts';
import type { FrameId } from '../../shared/domain/ids.ts';
import type { EchoFeatures } from '../../shared/similarity/echoFeatures.ts';
import {
  blockFrames,
  clearFeatures,
  emptyBlock,
  type FeatureBlock,
  readFeatures,
  slotState,
  writeFeatures,
} from './featureBlock.ts';
import { Names } from './names.ts';

/** What the index needs of a frame. */
export type FrameForIndex = Pick<Frame, 'id' | 'workId' | 'mediaId' | 'palette' | 'signature'> & {
  readonly shot: Pick<NonNullable<Frame['shot']>, 'index'> | null;
};

/** A block, and whose frames are in it. */
export interface IndexBlock {
  readonly features: FeatureBlock;
  /** Empty where a slot is free. */
  readonly frameIds: (FrameId | '')[];
}

/**
 * All frames of the library by what they look like, in typed arrays. A frame keeps its slot until it goes; a later one
 * may take the slot.
 */
export class FrameIndex {
  readonly blocks: IndexBlock[] = [];
  readonly works = new Names();
  readonly media = new Names();
  readonly #slots = new Map<FrameId, number>();
  readonly #free: number[] = [];
  #end = 0;

  /** Frames in the index. */
  get size(): number {
    return this.#slots.size;
  }

  /** Slots in use or free; every slot is below. */
  get slotCount(): number {
    return this.#end;
  }

  slotOf(id: FrameId): number | undefined {
    return this.#slots.get(id);
  }

  frameIdAt(slot: number): FrameId | null {
    const id = this.blockOf(slot)?.frameIds[slot % blockFrames];
    return id === undefined || id === '' ? null : id;
  }

  blockOf(slot: number): IndexBlock | undefined {
    return this.blocks[Math.floor(slot / blockFrames)];
  }

  /** Features of a frame; null where it is not there, or not measured yet. */
  featuresOf(id: FrameId): EchoFeatures | null {
    const slot = this.#slots.get(id);
    const block = slot === undefined ? undefined : this.blockOf(slot);
    return slot === undefined || block === undefined
      ? null
      : readFeatures(block.features, slot % blockFrames);
  }

  /** Puts a frame in, or in the place of what was known of it. @returns the block it is in */
  put(frame: FrameForIndex): number {
    const slot = this.#slots.get(frame.id) ?? this.#free.pop() ?? this.#end;
    const block = this.#blockFor(slot);
    const at = slot % blockFrames;
    block.frameIds[at] = frame.id;
    block.features.works[at] = this.works.numberOf(frame.workId);
    block.features.media[at] = this.media.numberOf(frame.mediaId);
    block.features.shots[at] = frame.shot?.index ?? -1;
    writeFeatures(block.features, at, frame);
    this.#slots.set(frame.id, slot);
    if (slot === this.#end) this.#end += 1;
    return Math.floor(slot / blockFrames);
  }

  /** Takes a frame out. @returns the block it was in; null where it was not there */
  remove(id: FrameId): number | null {
    const slot = this.#slots.get(id);
    const block = slot === undefined ? undefined : this.blockOf(slot);
    if (slot === undefined || block === undefined) return null;
    const at = slot % blockFrames;
    block.frameIds[at] = '';
    clearFeatures(block.features, at);
    this.#slots.delete(id);
    this.#free.push(slot);
    return Math.floor(slot / blockFrames);
  }

  /** Takes a block as it was saved; only into an index to which nothing was put yet. */
  append(block: IndexBlock): void {
    const first = this.blocks.length * blockFrames;
    this.blocks.push(block);
    for (let at = 0; at < blockFrames; at += 1) {
      const id = block.frameIds[at];
      if (block.features.states[at] === slotState.free || id === undefined || id === '') {
        this.#free.push(first + at);
      } else {
        this.#slots.set(id, first + at);
      }
    }
    this.#end = first + blockFrames;
  }

  frameIds(): IterableIterator<FrameId> {
    return this.#slots.keys();
  }

  #blockFor(slot: number): IndexBlock {
    const number = Math.floor(slot / blockFrames);
    const known = this.blocks[number];
    if (known !== undefined) return known;
    const made = emptyIndexBlock();
    this.blocks.push(made);
    return made;
  }
}

export function emptyIndexBlock(): IndexBlock {
  return {
    features: emptyBlock(),
    frameIds: Array.from({ length: blockFrames }, () => '' as const),
  };
}
