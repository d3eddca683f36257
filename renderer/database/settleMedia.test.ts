import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SourceRef } from '../../shared/contract/contract.ts';
import { type FrameId, sourceIdSchema } from '../../shared/domain/ids.ts';
import { AfterimageDatabase } from './afterimageDatabase.ts';
import { deleteFrames, describeFrame, moveFrames } from './frameEdits.ts';
import { importIntoLibrary } from './importIntoLibrary.ts';
import { eventsOf, mediaPeer } from './testing/mediaPeer.ts';
import { analysedFrame, videoFile, work } from './testing/records.ts';
import { deleteWork } from './workEdits.ts';

const clip = videoFile(1, 'clip.mp4');
const frames = [0, 1, 2].map((index) => analysedFrame(clip, index));
const source: SourceRef = { sourceId: sourceIdSchema.parse('source'), fileName: 'clip.mp4', sizeBytes: 10 };
const other = work('other');

let database: AfterimageDatabase;
beforeEach(async () => {
  database = new AfterimageDatabase(`settle-${crypto.randomUUID()}`);
  await database.works.add(other);
  await importClip();
});
afterEach(async () => await database.delete());

/** Imports the clip as the media process does: a file that is known to be complete is skipped. */
async function importClip(): Promise<{ skipped: number; frameIds: string[] }> {
  const peer = mediaPeer({
    importMedia: (input, { emit }) => {
      const isKnown = input.knownMediaIds.includes(clip.id);
      if (!isKnown) for (const event of eventsOf(source.sourceId, clip, frames)) emit(event);
      const [imported, skipped] = isKnown ? [0, 1] : [1, 0];
      return Promise.resolve({ imported, skipped, failed: 0, frames: 3, cancelled: false });
    },
  });
  const running = await importIntoLibrary({
    database,
    client: peer.connect(),
    sources: [source],
    workIdFor: () => null,
    sample: false,
  });
  const result = await running.result;
  if (!result.ok) throw new Error(result.error.code);
  return {
    skipped: result.value.skipped,
    frameIds: (await database.frames.toCollection().primaryKeys()).sort(),
  };
}

const allIds = frames.map(({ id }) => id).sort();
const [firstId, someId] = frames.map(({ id }) => id) as [FrameId, FrameId];

describe('a file whose frames were deleted', () => {
  it('brings one deleted frame back when it is imported again, and keeps what was written on the others', async () => {
    await describeFrame(database, firstId, { note: '둥근 창' });
    await deleteFrames(database, [someId]);
    expect(await database.frames.count()).toBe(2);
    expect(await importClip()).toEqual({ skipped: 0, frameIds: allIds });
    expect((await database.frames.get(firstId))?.note).toBe('둥근 창');
    expect(await importClip()).toMatchObject({ skipped: 1 });
  });

  it('goes when its last frame goes, and can be imported again', async () => {
    await deleteFrames(
      database,
      frames.map(({ id }) => id),
    );
    expect(await database.media.count()).toBe(0);
    expect(await importClip()).toEqual({ skipped: 0, frameIds: allIds });
  });

  it('is complete again when the deletion is taken back', async () => {
    const before = await database.media.toArray();
    const change = await deleteFrames(database, [someId]);
    expect((await database.media.get(clip.id))?.partial).toBe(true);
    await change.undo();
    expect(await database.media.toArray()).toEqual(before);
    expect(await importClip()).toMatchObject({ skipped: 1 });
  });

  it('counts as partial when a work goes that one of its frames was moved to', async () => {
    await moveFrames(database, [someId], other.id);
    await deleteWork(database, other.id);
    expect((await database.media.get(clip.id))?.partial).toBe(true);
    expect(await importClip()).toEqual({ skipped: 0, frameIds: allIds });
  });

  it('stays with the work of a frame that was moved away before its own work went', async () => {
    await moveFrames(database, [someId], other.id);
    const own = (await database.media.get(clip.id))?.workId;
    if (own === undefined) throw new Error('no media');
    await deleteWork(database, own);
    expect(await database.media.toArray()).toMatchObject([{ id: clip.id, workId: other.id, partial: true }]);
    expect(await importClip()).toEqual({ skipped: 0, frameIds: allIds });
  });
});
