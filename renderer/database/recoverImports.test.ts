import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { workIdSchema } from '../../shared/domain/ids.ts';
import { libraryFrame } from '../board/testing/boardRecords.ts';
import { AfterimageDatabase } from './afterimageDatabase.ts';
import { pruneFrameStore } from './recoverImports.ts';
import { mediaPeer } from './testing/mediaPeer.ts';

const frame = libraryFrame(workIdSchema.parse('work-mv'), 1, 0);
let database: AfterimageDatabase;
beforeEach(async () => {
  database = new AfterimageDatabase(`prune-${crypto.randomUUID()}`);
  await database.frames.add(frame);
});
afterEach(async () => await database.delete());

describe('pruneFrameStore', () => {
  it('keeps the pictures that frames name', async () => {
    const peer = mediaPeer();
    await pruneFrameStore(database, peer.connect());
    expect(peer.pruned).toEqual([[frame.picture.hash]]);
  });

  it('drops nothing where a frame cannot be read, and lets the start go on', async () => {
    await database.table('frames').put({ id: 'frame-broken' });
    const peer = mediaPeer();
    await pruneFrameStore(database, peer.connect());
    expect(peer.pruned).toEqual([]);
  });
});
