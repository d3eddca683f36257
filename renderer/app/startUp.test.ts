import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sourceIdSchema } from '../../shared/domain/ids.ts';
import { AfterimageDatabase } from '../database/afterimageDatabase.ts';
import { importIntoLibrary } from '../database/importIntoLibrary.ts';
import { type MediaPeer, mediaPeer } from '../database/testing/mediaPeer.ts';
import { analysedFrame, videoFile, work } from '../database/testing/records.ts';
import { type StartUpRequest, startUp } from './startUp.ts';

const clip = videoFile(1, 'left behind.mp4');
const frames = [0, 1, 2].map((index) => analysedFrame(clip, index));

let database: AfterimageDatabase;
beforeEach(() => {
  database = new AfterimageDatabase(`start-${crypto.randomUUID()}`);
});
afterEach(async () => await database.delete());

function requestFor(peer: MediaPeer, change: Partial<StartUpRequest> = {}): StartUpRequest {
  return {
    database,
    client: peer.connect(),
    offerSample: false,
    importSources: importIntoLibrary,
    startQueue: () => Promise.resolve(),
    ...change,
  };
}

async function start(request: StartUpRequest): Promise<void> {
  const started = await startUp(request);
  if (started.refusal !== null) throw new Error(started.refusal.text);
  await started.settled;
}

describe('startUp', () => {
  it('recovers what an earlier run left, then lets the store drop what nothing names', async () => {
    const peer = mediaPeer({ recover: [{ batchId: 'left', media: clip, frames }] });
    await start(requestFor(peer));
    expect(await database.frames.count()).toBe(frames.length);
    expect(peer.acknowledged).toEqual(['left']);
    expect(peer.pruned).toHaveLength(1);
    expect(new Set(peer.pruned[0])).toEqual(new Set(frames.map((frame) => frame.picture.hash)));
  });

  it('stops an import that ran when the window was loaded again, and recovers what it brought', async () => {
    const sourceId = sourceIdSchema.parse('s');
    let stopped = false;
    const peer = mediaPeer({
      importMedia: async (_input, { signal }) => {
        await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
        stopped = true;
        return { imported: 0, skipped: 0, failed: 0, frames: 0, cancelled: true };
      },
      recover: () => (stopped ? [{ batchId: 'left', sourceId, media: clip, frames }] : []),
    });
    await importIntoLibrary({
      database,
      client: peer.connect(),
      sources: [{ sourceId, fileName: 'left behind.mp4', sizeBytes: 1 }],
      workIdFor: () => null,
      sample: false,
    });
    const order: string[] = [];
    await start(
      requestFor(peer, {
        startQueue: async () => {
          order.push(`queue with ${await database.frames.count()} frames`);
        },
      }),
    );
    expect(order).toEqual([`queue with ${frames.length} frames`]);
    expect(peer.acknowledged).toEqual(['left']);
  });

  it('refuses a library of a newer version before the media process is asked anything', async () => {
    await new Promise<void>((resolve, reject) => {
      const open = indexedDB.open(database.name, 9990);
      open.addEventListener('success', () => {
        open.result.close();
        resolve();
      });
      open.addEventListener('error', () => reject(open.error ?? new Error('no database')));
    });
    const peer = mediaPeer();
    const started = await startUp(requestFor(peer));
    expect(started.refusal?.reason).toBe('newer');
    expect(peer.pruned).toEqual([]);
  });

  it('does not offer the sample to a library that has works, nor a second time', async () => {
    await database.works.add(work('own'));
    const peer = mediaPeer();
    await start(requestFor(peer, { offerSample: true }));
    expect((await database.settings.get('sampleOffered'))?.value).toBe(true);
    expect(await database.works.count()).toBe(1);
    await database.works.clear();
    await start(requestFor(peer, { offerSample: true }));
    expect(await database.works.count()).toBe(0);
  });
});
