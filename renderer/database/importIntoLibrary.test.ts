import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it } from 'vitest';
import type { ImportEvent, SourceRef } from '../../shared/contract/contract.ts';
import { frameSchema } from '../../shared/domain/frame.ts';
import { sourceIdSchema } from '../../shared/domain/ids.ts';
import { mediaSchema } from '../../shared/domain/media.ts';
import { workSchema } from '../../shared/domain/work.ts';
import { AfterimageDatabase } from './afterimageDatabase.ts';
import { importIntoLibrary } from './importIntoLibrary.ts';
import { addImport } from './importQueue.ts';
import { pruneFrameStore, recoverImports } from './recoverImports.ts';
import { eventsOf, type MediaPeer, mediaPeer } from './testing/mediaPeer.ts';
import { analysedFrame, resumePoint, stillFile, videoFile, work } from './testing/records.ts';

const opened: AfterimageDatabase[] = [];
function freshDatabase(): AfterimageDatabase {
  const database = new AfterimageDatabase(`test-${crypto.randomUUID()}`);
  opened.push(database);
  return database;
}
afterEach(async () => {
  for (const database of opened.splice(0)) await database.delete();
});

const source = (fileName: string): SourceRef => ({
  sourceId: sourceIdSchema.parse(`source-${fileName}`),
  fileName,
  sizeBytes: 10,
});

const clip = videoFile(1, 'LMLY_official.mp4');
const clipFrames = [0, 1, 2, 3, 4].map((index) => analysedFrame(clip, index));

function peerEmitting(events: readonly ImportEvent[]): MediaPeer {
  return mediaPeer({
    importMedia: (input, { emit }) => {
      for (const event of events) emit(event);
      return Promise.resolve({
        imported: input.sources.length,
        skipped: 0,
        failed: 0,
        frames: clipFrames.length,
        cancelled: false,
      });
    },
  });
}

async function runImport(database: AfterimageDatabase, peer: MediaPeer, sources: SourceRef[]) {
  const running = await importIntoLibrary({
    database,
    client: peer.connect(),
    sources,
    workIdFor: () => null,
    sample: false,
  });
  return await running.result;
}

describe('importIntoLibrary', () => {
  it('replaces what the header said by what the pass over the whole file found', async () => {
    const database = freshDatabase();
    const found = structuredClone(clip);
    if (found.content.kind === 'video') {
      found.content.probe.frameCount += 3;
      found.content.probe.durationSec += 0.125;
    }
    const events = eventsOf(source('LMLY_official.mp4').sourceId, clip, clipFrames).map((event) =>
      event.type === 'mediaDone' ? { ...event, media: found } : event,
    );
    await runImport(database, peerEmitting(events), [source('LMLY_official.mp4')]);
    expect(await database.media.get(clip.id)).toMatchObject({ content: found.content, partial: false });
  });

  it('writes valid works, media and frames and acknowledges every batch', async () => {
    const database = freshDatabase();
    const ref = source('LMLY_official.mp4');
    const events = eventsOf(ref.sourceId, clip, clipFrames);
    const peer = peerEmitting(events);
    const result = await runImport(database, peer, [ref]);

    expect(result.ok).toBe(true);
    const works = (await database.works.toArray()).map((row) => workSchema.parse(row));
    expect(works.map(({ kind, title }) => ({ kind, title }))).toEqual([
      { kind: 'music-video', title: 'LMLY official' },
    ]);
    const media = (await database.media.toArray()).map((row) => mediaSchema.parse(row));
    expect(media.map((row) => [row.id, row.partial, row.workId])).toEqual([[clip.id, false, works[0]?.id]]);
    const frames = (await database.frames.toArray()).map((row) => frameSchema.parse(row));
    expect(new Set(frames.map((frame) => frame.id))).toEqual(new Set(clipFrames.map((frame) => frame.id)));
    expect(frames.every((frame) => frame.moodIds.includes('orange-red-glow'))).toBe(true);
    const batchIds = events.flatMap((event) => (event.type === 'frames' ? [event.batchId] : []));
    expect(peer.acknowledged).toEqual(batchIds);
    expect(await database.settings.count()).toBe(0);
  });

  it('acknowledges a batch only when its rows can be read back', async () => {
    const database = freshDatabase();
    const ref = source('a.mp4');
    const events = eventsOf(ref.sourceId, clip, clipFrames, 1);
    const byBatch = new Map(
      events.flatMap((event) =>
        event.type === 'frames' ? [[event.batchId, event.frames[0]?.id] as const] : [],
      ),
    );
    const missing: string[] = [];
    const peer = mediaPeer({
      importMedia: (_input, { emit }) => {
        for (const event of events) emit(event);
        return Promise.resolve({ imported: 1, skipped: 0, failed: 0, frames: 5, cancelled: false });
      },
      onAcknowledge: async (batchIds) => {
        for (const batchId of batchIds) {
          const row = await database.frames.get(byBatch.get(batchId) ?? ('' as never));
          if (row === undefined) missing.push(batchId);
        }
      },
    });
    await runImport(database, peer, [ref]);
    expect(peer.acknowledged).toHaveLength(byBatch.size);
    expect(missing).toEqual([]);
  });

  it('keeps tags, notes, overrides and the work when the same file comes again', async () => {
    const database = freshDatabase();
    const ref = source('a.mp4');
    await runImport(database, peerEmitting(eventsOf(ref.sourceId, clip, clipFrames)), [ref]);
    const [first] = clipFrames;
    if (first === undefined) throw new Error('no frame');
    const own = {
      tags: ['circular window'],
      note: '둥근 창',
      altText: 'A round window',
      moodOverrides: { 'orange-red-glow': 'off', night: 'on' },
    } as const;
    await database.frames.update(first.id, { ...own, tags: [...own.tags] });
    const changed = { ...first, moods: [] };

    await runImport(database, peerEmitting(eventsOf(ref.sourceId, clip, [changed])), [ref]);
    const row = await database.frames.get(first.id);
    expect(row).toMatchObject({ ...own, moods: [], moodIds: ['night'] });
    expect(await database.works.count()).toBe(1);
    expect(await database.frames.count()).toBe(clipFrames.length);
  });

  it('tells the media process which media are complete, not the partial ones', async () => {
    const database = freshDatabase();
    const other = videoFile(2, 'b.mp4', 41 * 60);
    const [a, b] = [source('a.mp4'), source('b.mp4')];
    const broken = eventsOf(b.sourceId, other, [analysedFrame(other, 0)]).map((event) =>
      event.type === 'mediaDone' ? { ...event, partial: true } : event,
    );
    const peer = peerEmitting([...eventsOf(a.sourceId, clip, clipFrames), ...broken]);
    await runImport(database, peer, [a, b]);
    await runImport(database, peer, [a, b]);
    expect(peer.known).toEqual([[], [clip.id]]);
    const kinds = (await database.works.toArray()).map((row) => row.kind).sort();
    expect(kinds).toEqual(['film', 'music-video']);
  });

  it('puts stills of one import into one work, or into the chosen one', async () => {
    const database = freshDatabase();
    const stills = [10, 11, 12].map((seed) => stillFile(seed, `${seed}.png`));
    const refs = stills.map((still) => source(still.fileName));
    const events = stills.flatMap((still, index) => {
      const ref = refs[index];
      return ref === undefined ? [] : eventsOf(ref.sourceId, still, [analysedFrame(still, 0)]);
    });
    const chosen = work('chosen');
    await database.works.add(chosen);
    const running = await importIntoLibrary({
      database,
      client: peerEmitting(events).connect(),
      sources: refs,
      workIdFor: (ref) => (ref.fileName === '12.png' ? chosen.id : null),
      sample: true,
    });
    await running.result;
    expect(await database.frames.where('workId').equals(chosen.id).count()).toBe(1);
    const made = (await database.works.toArray()).filter((row) => row.id !== chosen.id);
    expect(made.map(({ kind, sample, title }) => ({ kind, sample, title }))).toEqual([
      { kind: 'other', sample: true, title: 'Stills' },
    ]);
  });

  it('stops the job and says so when the library cannot be written', async () => {
    const database = freshDatabase();
    await database.open();
    const ref = source('a.mp4');
    let cancelled = false;
    const peer = mediaPeer({
      importMedia: async (_input, { emit, signal }) => {
        for (const event of eventsOf(ref.sourceId, clip, clipFrames)) emit(event);
        await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
        cancelled = true;
        return { imported: 0, skipped: 0, failed: 0, frames: 0, cancelled: true };
      },
    });
    database.frames.hook('creating', () => {
      throw new DOMException('The disk is full', 'QuotaExceededError');
    });
    const result = await runImport(database, peer, [ref]);
    expect(cancelled).toBe(true);
    expect(result).toMatchObject({ ok: false, error: { code: 'disk-full' } });
    expect(peer.acknowledged).toEqual([]);
    expect(await database.works.count()).toBe(0);
  });

  it('tells the media process how far a media came, until it is there whole', async () => {
    const database = freshDatabase();
    const ref = source('a.mp4');
    const point = resumePoint(3);
    const cutOff = eventsOf(ref.sourceId, clip, clipFrames.slice(0, 3)).map((event): ImportEvent => {
      if (event.type === 'frames') return { ...event, resume: point };
      return event.type === 'mediaDone' ? { ...event, partial: true } : event;
    });
    await runImport(database, peerEmitting(cutOff), [ref]);
    const peer = peerEmitting(eventsOf(ref.sourceId, clip, clipFrames.slice(3)));
    await runImport(database, peer, [ref]);
    await runImport(database, peer, [ref]);
    expect(peer.resumed).toEqual([[{ mediaId: clip.id, point }], []]);
    expect(await database.frames.count()).toBe(clipFrames.length);
  });

  it('begins anew with a media of which a finished frame was deleted, so that it comes back', async () => {
    const database = freshDatabase();
    const ref = source('a.mp4');
    const cutOff = eventsOf(ref.sourceId, clip, clipFrames.slice(0, 3)).map((event): ImportEvent => {
      if (event.type === 'frames') return { ...event, resume: resumePoint(3) };
      return event.type === 'mediaDone' ? { ...event, partial: true } : event;
    });
    await runImport(database, peerEmitting(cutOff), [ref]);
    await database.frames.delete(clipFrames[1]?.id ?? ('' as never));
    const peer = peerEmitting(eventsOf(ref.sourceId, clip, clipFrames));
    await runImport(database, peer, [ref]);
    expect(peer.resumed).toEqual([[]]);
  });

  it('begins anew with a media that was taken out of the library since', async () => {
    const database = freshDatabase();
    const ref = source('a.mp4');
    await database.mediaProgress.put({ mediaId: clip.id, point: resumePoint(3) });
    const peer = peerEmitting(eventsOf(ref.sourceId, clip, clipFrames));
    await runImport(database, peer, [ref]);
    expect(peer.resumed).toEqual([[]]);
  });
});

describe('recoverImports', () => {
  it('writes what was left, acknowledges it, and prunes with every hash that a row names', async () => {
    const database = freshDatabase();
    const peer = mediaPeer({ recover: [{ batchId: 'left', media: clip, frames: clipFrames }] });
    const client = peer.connect();
    expect(await recoverImports(database, client)).toBe(clipFrames.length);
    expect(await recoverImports(database, client)).toBe(clipFrames.length);
    expect(await database.frames.count()).toBe(clipFrames.length);
    expect(await database.works.count()).toBe(1);
    expect((await database.media.get(clip.id))?.partial).toBe(true);
    expect(peer.acknowledged).toEqual(['left', 'left']);

    await pruneFrameStore(database, client, { hashes: new Set() });
    expect(new Set(peer.pruned[0])).toEqual(new Set(clipFrames.map((frame) => frame.picture.hash)));
  });

  it('puts what was left into the work that the queue has for it', async () => {
    const database = freshDatabase();
    const chosen = work('chosen');
    await database.works.add(chosen);
    const ref = source('a.mp4');
    await addImport(database, { kind: 'files', name: 'a.mp4', sources: [ref], workIdFor: () => chosen.id });
    const left = {
      batchId: 'left',
      sourceId: ref.sourceId,
      media: clip,
      frames: clipFrames,
      resume: resumePoint(5),
    };
    await recoverImports(database, mediaPeer({ recover: [left] }).connect());
    expect(await database.frames.where('workId').equals(chosen.id).count()).toBe(clipFrames.length);
    expect(await database.mediaProgress.get(clip.id)).toMatchObject({ point: { shotsDone: 5 } });
  });
});
