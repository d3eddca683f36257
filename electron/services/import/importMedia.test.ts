import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImportEvent } from '../../../shared/contract/contract.ts';
import { sourceIdSchema } from '../../../shared/domain/ids.ts';
import { runFfmpeg } from '../../../tests/fixtures/clips.ts';
import { openFrameStore } from '../frame-store/frameStore.ts';
import { importMedia } from './importMedia.ts';

let folder: string;
const paths: string[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'import-media-'));
  for (const [index, name] of ['one.mp4', 'two.mp4', 'three.mp4', 'a.png', 'b.png'].entries()) {
    const path = join(folder, name);
    paths.push(path);
    const frames = name.endsWith('png') ? '1' : '36';
    const picture = `testsrc2=s=${160 + index * 16}x96:r=24`;
    await runFfmpeg(['-f', 'lavfi', '-i', picture, '-frames:v', frames, '-pix_fmt', 'yuv420p', path]);
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What an import tells, in order. */
async function eventsOf(signal = new AbortController().signal): Promise<ImportEvent[]> {
  const byId = new Map(paths.map((path) => [sourceIdSchema.parse(`s-${basename(path)}`), path]));
  const events: ImportEvent[] = [];
  const sources = await Promise.all(
    [...byId].map(async ([sourceId, path]) => {
      const { size: sizeBytes } = await stat(path);
      return { sourceId, fileName: basename(path), sizeBytes };
    }),
  );
  await importMedia(
    { sources, knownMediaIds: [] },
    {
      frameStore: await openFrameStore(await mkdtemp(join(folder, 'store-'))),
      journal: { write: () => Promise.resolve() },
      strips: { put: () => Promise.resolve() },
      signal,
      emit: (event) => events.push(event),
      pathOf: (sourceId) => byId.get(sourceId),
      onMediaSeen: () => undefined,
    },
  );
  return events;
}

describe('importMedia', () => {
  it('imports stills beside the first video, and one video after the other', async () => {
    const events = await eventsOf();
    const started = events.flatMap((event) => (event.type === 'started' ? [event.sourceId.slice(2)] : []));
    expect(started.slice(0, 2)).toEqual(['one.mp4', 'a.png']);
    expect(started.filter((name) => name.endsWith('mp4'))).toEqual(['one.mp4', 'two.mp4', 'three.mp4']);
    const done = events.flatMap((event) => (event.type === 'mediaDone' ? [event.sourceId.slice(2)] : []));
    expect(new Set(done)).toEqual(new Set(paths.map((path) => basename(path))));
    // No video begins before the one before it is done.
    const order = events.flatMap((event) =>
      (event.type === 'started' || event.type === 'mediaDone') && event.sourceId.endsWith('mp4')
        ? [`${event.type} ${event.sourceId.slice(2)}`]
        : [],
    );
    expect(order).toEqual(
      ['one.mp4', 'two.mp4', 'three.mp4'].flatMap((name) => [`started ${name}`, `mediaDone ${name}`]),
    );
    expect(events.findLast(({ type }) => type === 'progress')).toMatchObject({ fraction: 1, sourcesDone: 5 });
  });

  it('begins nothing after Cancel', async () => {
    expect(await eventsOf(AbortSignal.abort())).toEqual([]);
  });
});
