import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImportEvent } from '../../../shared/contract/contract.ts';
import { contentHashSchema, mediaIdSchema, sourceIdSchema } from '../../../shared/domain/ids.ts';
import { runFfmpeg } from '../../../tests/fixtures/clips.ts';
import { importVideo } from '../import/importVideo.ts';
import { probeVideo, probeVideoHeader } from './probeVideo.ts';

let folder: string;
let film: string;
let silent: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'header-'));
  film = join(folder, 'film.mkv');
  silent = join(folder, 'silent.mkv');
  const encode = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'];
  await runFfmpeg(['-f', 'lavfi', '-i', 'testsrc2=s=320x180:r=25:d=4', ...encode, film]);
  await runFfmpeg(['-i', film, '-c', 'copy', '-f', 'matroska', '-live', '1', silent]);
  // A header that claims a second more than there is.
  const bytes = await readFile(film);
  bytes.write('00:00:05.0', bytes.indexOf('00:00:04.0'), 'latin1');
  await writeFile(film, bytes);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const stopped = AbortSignal.abort();

/** What the import of a file tells. */
async function eventsOf(path: string, signal = new AbortController().signal): Promise<ImportEvent[]> {
  const events: ImportEvent[] = [];
  const sourceId = sourceIdSchema.parse('s-1');
  const mediaId = mediaIdSchema.parse(`m-${'0'.repeat(64)}`);
  await importVideo(
    { sourceId, path, fileName: 'film.mkv', mediaId, sizeBytes: 1 },
    {
      frameStore: { put: () => Promise.resolve(contentHashSchema.parse('0'.repeat(64))) },
      journal: { write: () => Promise.resolve() },
      strips: { put: () => Promise.resolve() },
      signal,
      emit: (event) => events.push(event),
      onExtent: () => undefined,
      onProgress: () => undefined,
      onFrame: () => undefined,
    },
  ).catch(() => undefined);
  return events;
}

describe('probeVideoHeader', () => {
  it('goes by the header alone, where probeVideo counts', async () => {
    expect(await probeVideoHeader(film)).toMatchObject({ durationSec: 5, frameCount: 125, codec: 'h264' });
    expect(await probeVideo(film)).toMatchObject({ durationSec: 4, frameCount: 100 });
  });

  it('counts where the header is silent, and can be stopped there', async () => {
    expect(await probeVideoHeader(silent)).toMatchObject({ frameCount: 100 });
    await expect(probeVideoHeader(silent, stopped)).rejects.toMatchObject({
      appError: { code: 'cancelled' },
    });
    await expect(probeVideo(silent, stopped)).rejects.toMatchObject({ appError: { code: 'cancelled' } });
  });

  it('lets an import tell of a file before reading it', async () => {
    const [first] = await eventsOf(film, stopped);
    expect(first).toMatchObject({
      type: 'mediaFound',
      media: { content: { probe: { durationSec: 5, frameCount: 125 } } },
    });
  });

  it('is put right by the pass over the whole file', async () => {
    const done = (await eventsOf(film)).find(({ type }) => type === 'mediaDone');
    expect(done).toMatchObject({
      partial: true,
      warning: 'The file breaks off after 4.0 s of 5.0 s.',
      media: { content: { probe: { durationSec: 4, frameCount: 100 } } },
    });
  });
});
