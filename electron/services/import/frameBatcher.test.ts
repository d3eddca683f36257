import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ImportEvent } from '../../../shared/contract/contract.ts';
import type { AnalysedFrame } from '../../../shared/domain/frame.ts';
import { contentHashSchema, frameIdOf, mediaIdSchema, sourceIdSchema } from '../../../shared/domain/ids.ts';
import type { MediaFile } from '../../../shared/domain/media.ts';
import { makeFrameBatcher } from './frameBatcher.ts';
import { type ImportJournal, openImportJournal } from './importJournal.ts';

const mediaId = mediaIdSchema.parse(`m-${'a'.repeat(64)}`);
const sourceId = sourceIdSchema.parse('s-1');
const media: MediaFile = {
  id: mediaId,
  fileName: 'a.png',
  sizeBytes: 1,
  content: { kind: 'still', probe: { width: 4, height: 3, format: 'png' } },
};

function frame(ticks: number): AnalysedFrame {
  return {
    id: frameIdOf(mediaId, ticks),
    mediaId,
    kind: 'still',
    time: null,
    shot: null,
    picture: {
      hash: contentHashSchema.parse('b'.repeat(64)),
      width: 4,
      height: 3,
      area: { x: 0, y: 0, width: 4, height: 3 },
    },
    palette: [],
    moods: [],
  };
}

let folder: string;
let journal: ImportJournal;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'journal-'));
  journal = await openImportJournal(folder);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function collect() {
  const events: Extract<ImportEvent, { type: 'frames' }>[] = [];
  const emit = (event: ImportEvent): void => {
    if (event.type === 'frames') events.push(event);
  };
  return { events, batcher: makeFrameBatcher({ sourceId, media, journal, emit }) };
}

describe('the frame batcher', () => {
  it('sends at most 24 frames at once, all of them, in order', async () => {
    const { events, batcher } = collect();
    const frames = Array.from({ length: 60 }, (_, ticks) => frame(ticks));
    for (const each of frames) batcher.add(each);
    await batcher.flush();
    expect(Math.max(...events.map((event) => event.frames.length))).toBeLessThanOrEqual(24);
    expect(events.flatMap((event) => event.frames)).toEqual(frames);
    expect(batcher.sent).toBe(frames.length);
  });

  it('does not keep a lonely frame waiting', async () => {
    const { events, batcher } = collect();
    batcher.add(frame(0));
    await vi.waitFor(() => expect(events).toHaveLength(1));
  });

  it('has each batch in the journal before it tells of it', async () => {
    const order: string[] = [];
    const batcher = makeFrameBatcher({
      sourceId,
      media,
      journal: {
        write: async (batch) => {
          await journal.write(batch);
          order.push('journal');
        },
      },
      emit: () => order.push('event'),
    });
    batcher.add(frame(0));
    await batcher.flush();
    expect(order).toEqual(['journal', 'event']);
    expect((await journal.readAll()).map((batch) => batch.frames)).toEqual([[frame(0)]]);
  });

  it('tells nothing of what the journal could not take', async () => {
    const { events, batcher } = collect();
    await rm(folder, { recursive: true });
    await writeFile(folder, 'no folder any more');
    batcher.add(frame(0));
    await expect(batcher.flush()).rejects.toMatchObject({ appError: { code: 'write-failed' } });
    expect(() => batcher.add(frame(1))).toThrow();
    expect(events).toEqual([]);
  });
});

describe('the import journal', () => {
  const batchId = '2f1c6f0e-3f2b-4d6a-9c53-9d6f1f1a2b3c';

  it('gives back what was written until it is removed', async () => {
    await journal.write({ batchId, media, frames: [frame(0)] });
    expect(await (await openImportJournal(folder)).readAll()).toEqual([
      { batchId, media, frames: [frame(0)] },
    ]);
    await journal.remove([batchId, batchId, 'unknown', '../../etc/passwd']);
    expect(await journal.readAll()).toEqual([]);
  });

  it('leaves out a damaged entry and keeps the others', async () => {
    await journal.write({ batchId, media, frames: [] });
    await writeFile(join(folder, `${batchId.replace('2', '3')}.json`), '{"batchId": "');
    expect((await journal.readAll()).map((batch) => batch.batchId)).toEqual([batchId]);
  });

  it('clears half-written entries when it opens', async () => {
    await writeFile(join(folder, `${batchId}.json.7.tmp`), 'half');
    await openImportJournal(folder);
    expect(await readdir(folder)).toEqual([]);
  });
});
