import { Dexie, type ObservabilitySet } from 'dexie';
import type { FeatureChunk } from '../../shared/domain/featureChunk.ts';
import type { FrameCopyChunk } from '../../shared/domain/frameCopyChunk.ts';
import type { FrameId } from '../../shared/domain/ids.ts';
import type { AfterimageDatabase } from '../database/afterimageDatabase.ts';
import { takeFrameChanges } from '../database/frameWrites.ts';
import { copyVersion } from '../library/copies/packFrameCopies.ts';
import { blockBytes, blockFrames, blockOver, slotState } from './featureBlock.ts';
import { FrameIndex, type IndexBlock } from './frameIndex.ts';
import { CopiesOutOfStep, KeptCopies } from './keptCopies.ts';

/** How features are made: grows with every change of what they are or how they lie in a chunk. */
export const featureVersion = 2;
/** Frames read at a time. */
const pageFrames = 500;
/** Blocks saved in one transaction: a megabyte each, held twice until it is through. */
const mostBlocks = 8;
/** Saving waits until frames have not changed for so long. Milliseconds. */
const settleMs = 2000;

/**
 * Keeps the index of a library's frames: loads it from the saved chunks, follows every change of the frames, and saves
 * what changed; beside it, for the window, the copies of the frames that lists and filters need. Chunks and the log of
 * changes together always say what the frames say: both are written in transactions that hold whole or not at all. What
 * does not serve is made anew from the frames.
 */
export class IndexKeeper {
  readonly #database: AfterimageDatabase;
  readonly #settleMs: number;
  #index = new FrameIndex();
  /** Entries of the log up to here are in the index. */
  #seq = 0;
  readonly #dirty = new Set<number>();
  #copies = new KeptCopies();
  #work: Promise<void> = Promise.resolve();
  #isLoaded = false;
  #isStale = false;
  /** What is saved is of another making and could not be taken away: all of it is made anew with the next saving. */
  #isAnew = false;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #isClosed = false;

  /** @param settle milliseconds without a change after which the chunks are saved */
  constructor(database: AfterimageDatabase, settle = settleMs) {
    this.#database = database;
    this.#settleMs = settle;
    // A failure is told to whoever asks, which tries again.
    this.#next(async () => {}).catch(() => {});
    Dexie.on('storagemutated', this.#onMutated);
  }

  /** The index with every change that was committed before the question. */
  async current(): Promise<FrameIndex> {
    // That something could not be saved keeps nothing from being found.
    await this.#work.catch(() => {});
    if (this.#isStale || !this.#isLoaded) await this.#next(() => this.#catchUp());
    return this.#index;
  }

  /** Saves what is not saved yet. */
  async save(): Promise<void> {
    await this.#next(async () => {
      await this.#catchUp();
      await this.#write();
    });
  }

  /** Stops following; what is not saved is found in the log at the next start. */
  close(): void {
    this.#isClosed = true;
    Dexie.on.storagemutated.unsubscribe(this.#onMutated);
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  readonly #onMutated = (parts: ObservabilitySet): void => {
    const { name } = this.#database;
    if (parts['all'] === undefined && parts[`idb://${name}/frames/`] === undefined) return;
    this.#isStale = true;
    this.#saveSoon();
  };

  #saveSoon(): void {
    if (this.#isClosed) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.save().catch(() => {
        // The log has what is not in the chunks; the next change or start tries again.
      });
    }, this.#settleMs);
  }

  /** One thing after the other, the loading first; one that fails does not stop the next. */
  #next(task: () => Promise<void>): Promise<void> {
    const done = this.#work
      .catch(() => {})
      .then(async () => {
        if (!this.#isLoaded) await this.#load();
        this.#isLoaded = true;
        await task();
      });
    this.#work = done;
    return done;
  }

  async #load(): Promise<void> {
    const { featureChunks, frameCopies, frameChanges, frames } = this.#database;
    this.#index = new FrameIndex();
    this.#copies = new KeptCopies();
    this.#dirty.clear();
    const { chunks, copies, firstCopy, log } = await this.#database.transaction(
      'r',
      [featureChunks, frameCopies, frameChanges],
      async () => ({
        // One by one: each is unpacked while the next are read.
        chunks: (await featureChunks.bulkGet(await featureChunks.toCollection().primaryKeys())).filter(
          (chunk) => chunk !== undefined,
        ),
        copies: await frameCopies.toCollection().primaryKeys(),
        firstCopy: await frameCopies.get(0),
        log: await frameChanges.toArray(),
      }),
    );
    // All copies are of one making: those of another would be met only block by block, as frames change.
    const isToday = firstCopy === undefined || firstCopy.version === copyVersion;
    const isCopied = isToday && copies.length === chunks.length && copies.every((id, place) => id === place);
    const isUsable = isCopied && chunks.every(isWhole) && log.every(({ frameIds }) => frameIds !== null);
    if (!isUsable) return await this.#rebuild();
    for (const chunk of chunks) this.#index.append(blockOf(chunk, this.#index));
    // A frame that left one block for another while saving was cut off between the two would be there twice.
    const frameIds = chunks.reduce((sum, chunk) => sum + chunk.frameIds.filter((id) => id !== '').length, 0);
    if (frameIds !== this.#index.size) return await this.#rebuild();
    const written = new Set(log.flatMap(({ frameIds }) => frameIds ?? []));
    if (this.#isMost(written)) return await this.#rebuild();
    await this.#readAgain(written);
    this.#seq = log.at(-1)?.seq ?? 0;
    const { isInStep, count } = await this.#database.transaction('r', [frameChanges, frames], async () => ({
      isInStep: (await frameChanges.where(':id').above(this.#seq).count()) === 0,
      count: await frames.count(),
    }));
    const isSparse = this.#index.slotCount > 4 * blockFrames && count * 2 < this.#index.slotCount;
    if (isSparse || (isInStep && this.#index.size !== count)) return await this.#rebuild();
    if (!isInStep || log.length > 0) {
      this.#isStale = true;
      this.#saveSoon();
    }
    return undefined;
  }

  /** Reads what the log names since the last time. */
  async #catchUp(): Promise<void> {
    this.#isStale = false;
    try {
      await this.#readLog();
    } catch (thrown) {
      this.#isStale = true;
      throw thrown;
    }
  }

  async #readLog(): Promise<void> {
    const { frameChanges } = this.#database;
    const log = await frameChanges.where(':id').above(this.#seq).toArray();
    const last = log.at(-1);
    if (last === undefined) return;
    if (log.some(({ frameIds }) => frameIds === null)) return await this.#rebuild();
    const written = new Set(log.flatMap(({ frameIds }) => frameIds ?? []));
    if (this.#isMost(written)) return await this.#rebuild();
    await this.#readAgain(written);
    this.#seq = last.seq;
    return undefined;
  }

  /** Whether so many frames were written that all are sooner read in a row; copies of so many would fill the memory. */
  #isMost(written: ReadonlySet<FrameId>): boolean {
    return written.size > 2 * blockFrames && written.size * 2 > this.#index.size;
  }

  async #readAgain(ids: ReadonlySet<FrameId>): Promise<void> {
    const wanted = [...ids];
    for (let start = 0; start < wanted.length; start += pageFrames) {
      const page = wanted.slice(start, start + pageFrames);
      const rows = await this.#database.frames.bulkGet(page);
      for (const [at, id] of page.entries()) {
        const row = rows[at];
        const left = this.#index.slotOf(id);
        const block = row === undefined ? this.#index.remove(id) : this.#index.put(row);
        if (block === null) continue;
        this.#dirty.add(block);
        const slot = row === undefined ? left : this.#index.slotOf(id);
        if (slot === undefined) continue;
        if (row === undefined) this.#copies.remove(slot);
        else this.#copies.put(slot, row);
      }
    }
  }

  /** Makes the index from the frames alone. */
  async #rebuild(): Promise<void> {
    const { frames, frameCopies, frameChanges } = this.#database;
    const newest = await frameChanges.orderBy(':id').last();
    // On a full disk the index serves all the same, and what goes with it is made anew at another time.
    let isSaving = await succeeds(this.#dropSaved());
    const fresh = new FrameIndex();
    const copies = new KeptCopies();
    let closed = 0;
    let last: FrameId | undefined;
    for (;;) {
      const from = last === undefined ? frames.toCollection() : frames.where(':id').above(last);
      const rows = await from.limit(pageFrames).toArray();
      for (const row of rows) {
        fresh.put(row);
        copies.put(fresh.slotCount - 1, row);
      }
      // Rows of a full block are let go of at once: those of a whole library would fill the memory.
      for (; (closed + 1) * blockFrames <= fresh.slotCount; closed += 1) {
        if (isSaving) isSaving = await succeeds(frameCopies.put(copies.chunkOf(closed, fresh, undefined)));
        copies.saved([closed]);
      }
      last = rows.at(-1)?.id;
      if (rows.length < pageFrames || last === undefined) break;
    }
    this.#index = fresh;
    this.#copies = copies;
    this.#isAnew = !isSaving;
    this.#seq = newest?.seq ?? 0;
    this.#dirty.clear();
    for (const number of fresh.blocks.keys()) this.#dirty.add(number);
    // Frames may have changed while they were read.
    await this.#catchUp();
    if (isSaving) await this.#write().catch(() => this.#saveSoon());
  }

  async #dropSaved(): Promise<void> {
    const { featureChunks, frameCopies } = this.#database;
    await this.#database.transaction('rw', [featureChunks, frameCopies], async () => {
      await featureChunks.clear();
      await frameCopies.clear();
    });
  }

  /**
   * Saves the changed blocks, and takes out of the log what they know with the last of them: if that is never reached,
   * the log still names all that is newer, or older, than it should be.
   */
  async #write(): Promise<void> {
    if (this.#isAnew) return await this.#rebuild();
    const { featureChunks, frameCopies, frameChanges, settings } = this.#database;
    const tables = [featureChunks, frameCopies, frameChanges, settings];
    const dirty = [...this.#dirty];
    const upTo = this.#seq;
    for (let start = 0; start === 0 || start < dirty.length; start += mostBlocks) {
      const numbers = dirty.slice(start, start + mostBlocks);
      const isLast = start + mostBlocks >= dirty.length;
      let packed: { readonly chunks: FeatureChunk[]; readonly copies: FrameCopyChunk[] };
      try {
        // Before the transaction, which holds up whoever writes frames; only this keeper writes these.
        packed = await this.#pack(numbers);
      } catch (thrown) {
        if (thrown instanceof CopiesOutOfStep) return await this.#rebuild();
        throw thrown;
      }
      await this.#database.transaction('rw', tables, async () => {
        await featureChunks.bulkPut(packed.chunks);
        await frameCopies.bulkPut(packed.copies);
        if (isLast) await takeFrameChanges(this.#database, upTo);
      });
      for (const number of numbers) this.#dirty.delete(number);
      this.#copies.saved(numbers);
    }
    return undefined;
  }

  async #pack(numbers: readonly number[]): Promise<{ chunks: FeatureChunk[]; copies: FrameCopyChunk[] }> {
    const chunks: FeatureChunk[] = [];
    const copies: FrameCopyChunk[] = [];
    for (const number of numbers) {
      const block = this.#index.blocks[number];
      if (block === undefined) continue;
      chunks.push(chunkOf(number, block, this.#index));
      const stored = await this.#database.frameCopies.get(number);
      copies.push(this.#copies.chunkOf(number, this.#index, stored));
    }
    return { chunks, copies };
  }
}

/** Whether something could be done; why not is of no matter where it is done again later. */
async function succeeds(doing: PromiseLike<unknown>): Promise<boolean> {
  try {
    await doing;
    return true;
  } catch {
    return false;
  }
}

function isWhole(chunk: FeatureChunk, place: number): boolean {
  return (
    chunk.id === place &&
    chunk.version === featureVersion &&
    chunk.bytes.byteLength === blockBytes &&
    chunk.frameIds.length === blockFrames
  );
}

function chunkOf(id: number, { features, frameIds }: IndexBlock, index: FrameIndex): FeatureChunk {
  const works = new Map<number, number>();
  const media = new Map<number, number>();
  const bytes = features.bytes.slice();
  const own = blockOver(bytes);
  for (let at = 0; at < blockFrames; at += 1) {
    own.works[at] = numberIn(works, own.works[at] ?? 0);
    own.media[at] = numberIn(media, own.media[at] ?? 0);
  }
  return {
    id,
    version: featureVersion,
    frameIds: [...frameIds],
    works: [...works.keys()].map((number) => index.works.nameOf(number) ?? ''),
    media: [...media.keys()].map((number) => index.media.nameOf(number) ?? ''),
    bytes,
  };
}

/** Numbers as they come in a chunk, counted from 0. */
function numberIn(numbers: Map<number, number>, number: number): number {
  const known = numbers.get(number);
  if (known !== undefined) return known;
  numbers.set(number, numbers.size);
  return numbers.size - 1;
}

function blockOf(chunk: FeatureChunk, index: FrameIndex): IndexBlock {
  // Bytes that are part of a larger buffer, or read-only, are copied; else they are taken as they are.
  const isOwn = chunk.bytes.byteOffset === 0 && chunk.bytes.buffer.byteLength === blockBytes;
  const bytes = isOwn ? chunk.bytes : new Uint8Array(chunk.bytes);
  const features = blockOver(bytes);
  const works = chunk.works.map((name) => index.works.numberOf(name));
  const media = chunk.media.map((name) => index.media.numberOf(name));
  for (let at = 0; at < blockFrames; at += 1) {
    if (features.states[at] === slotState.free) continue;
    features.works[at] = works[features.works[at] ?? 0] ?? 0;
    features.media[at] = media[features.media[at] ?? 0] ?? 0;
  }
  return { features, frameIds: [...chunk.frameIds] };
}
