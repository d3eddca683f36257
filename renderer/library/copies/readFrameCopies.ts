import type { Frame } from '../../../shared/domain/frame.ts';
import type { FrameCopyChunk } from '../../../shared/domain/frameCopyChunk.ts';
import type { FrameId } from '../../../shared/domain/ids.ts';
import type { AfterimageDatabase } from '../../database/afterimageDatabase.ts';
import { coloursIn, columnBytes, columnsOver, ownBytes } from './copyColumns.ts';
import { copyVersion } from './packFrameCopies.ts';

/** Chunks read at a time. */
const pageChunks = 8;
/** Rows read at a time. */
const pageRows = 200;
/** Frames a chunk that may have been written since it was kept. */
const mostWritten = 128;

/** What is read by way of the copies, in the order it comes. */
export interface CopyReading {
  /** Copies that hold, but for frames that are named in `written`. */
  readonly onChunk: (chunk: FrameCopyChunk, written: ReadonlySet<FrameId>) => void;
  /** Frames as they are that were written since the copies were made. */
  readonly onRows: (rows: readonly Frame[]) => void;
}

/**
 * Reads all frames by way of their kept copies, in one transaction: the copies, and in their place what the log of
 * changes names. Whatever was written, by whomever, the log names it, since it is written in the same transaction
 * (`logFrameChanges`); and copies are kept in the transaction that takes what they know out of the log (`IndexKeeper`).
 * @returns how many frames there are, all of which were told; null where the copies do not serve and the frames have to
 * be read themselves
 */
export async function readFrameCopies(
  database: AfterimageDatabase,
  { onChunk, onRows }: CopyReading,
): Promise<number | null> {
  const { frameCopies, frameChanges, frames } = database;
  return await database.transaction('r', [frameCopies, frameChanges, frames], async () => {
    const chunks = await frameCopies.count();
    if (chunks === 0) return null;
    const log = await frameChanges.toArray();
    const written = new Set<FrameId>();
    for (const { frameIds } of log) {
      if (frameIds === null) return null;
      for (const id of frameIds) written.add(id);
    }
    // So much is read as fast row by row.
    if (written.size > mostWritten * chunks) return null;
    let told = 0;
    const readPage = (first: number) =>
      frameCopies
        .where(':id')
        .between(first, first + pageChunks)
        .toArray();
    let reading = readPage(0);
    for (let first = 0; first < chunks; first += pageChunks) {
      const page = await reading;
      // The next ones are fetched while these are worked through.
      if (first + pageChunks < chunks) reading = readPage(first + pageChunks);
      const isWhole = page.length === Math.min(pageChunks, chunks - first);
      if (!isWhole || !page.every((chunk, at) => isWholeCopy(chunk, first + at))) return null;
      for (const chunk of page) {
        for (const id of chunk.frameIds) if (id !== '' && !written.has(id)) told += 1;
        onChunk(chunk, written);
      }
    }
    const ids = [...written];
    for (let start = 0; start < ids.length; start += pageRows) {
      const rows = await frames.bulkGet(ids.slice(start, start + pageRows));
      const there = rows.filter((row) => row !== undefined);
      told += there.length;
      onRows(there);
    }
    // Last, since it takes its time: whatever was written past the app is at least noticed where it does not count up.
    const count = await frames.count();
    return told === count ? count : null;
  });
}

/** Whether a chunk is of today's making and its columns fit together. */
export function isWholeCopy(chunk: FrameCopyChunk, place: number): boolean {
  const { id, version, frameIds, hashes, timecodes, altTexts, words, bytes, colours } = chunk;
  const length = frameIds.length;
  return (
    id === place &&
    version === copyVersion &&
    [hashes, timecodes, altTexts, words].every((column) => column.length === length) &&
    bytes.byteLength === columnBytes(length) &&
    columnsOver(length, ownBytes(bytes)).colourEnds[length - 1] === coloursIn(colours)
  );
}
