import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contentHashSchema, workIdSchema } from '../../shared/domain/ids.ts';
import { libraryFrame } from '../board/testing/boardRecords.ts';
import { AfterimageDatabase } from './afterimageDatabase.ts';
import { followDroppedPictures } from './droppedPictures.ts';
import { pruneFrameStore } from './recoverImports.ts';
import { mediaPeer } from './testing/mediaPeer.ts';

const frame = libraryFrame(workIdSchema.parse('work-mv'), 1, 0);
const nothingDropped = { hashes: new Set<never>() };
let database: AfterimageDatabase;
beforeEach(async () => {
  database = new AfterimageDatabase(`prune-${crypto.randomUUID()}`);
  await database.frames.add(frame);
});
afterEach(async () => await database.delete());

describe('pruneFrameStore', () => {
  it('keeps the pictures that frames name', async () => {
    const peer = mediaPeer();
    await pruneFrameStore(database, peer.connect(), nothingDropped);
    expect(peer.pruned).toEqual([[frame.picture.hash]]);
  });

  it('drops nothing where a frame cannot be read, and lets the start go on', async () => {
    await database.table('frames').put({ id: 'frame-broken' });
    const peer = mediaPeer();
    await pruneFrameStore(database, peer.connect(), nothingDropped);
    expect(peer.pruned).toEqual([]);
  });

  it('keeps the picture of a frame that is deleted, or made of another, in the library as it is shown', async () => {
    const other = libraryFrame(workIdSchema.parse('work-mv'), 1, 1);
    await database.frames.add(other);
    const peer = mediaPeer();
    const dropped = followDroppedPictures(database);
    await database.frames.delete(frame.id);
    const replaced = {
      ...other,
      picture: { ...other.picture, hash: contentHashSchema.parse('e'.repeat(64)) },
    };
    await database.frames.put(replaced);
    await pruneFrameStore(database, peer.connect(), dropped);
    dropped.end();
    // Undoing names both again.
    expect(new Set(peer.pruned[0])).toEqual(
      new Set([frame.picture.hash, other.picture.hash, replaced.picture.hash]),
    );
  });

  it('follows dropped pictures no further than it is asked to', async () => {
    const dropped = followDroppedPictures(database);
    dropped.end();
    await database.frames.clear();
    expect(dropped.hashes).toEqual(new Set());
  });
});
