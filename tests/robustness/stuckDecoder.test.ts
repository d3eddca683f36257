import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectExplained, openMediaHost } from './openMediaHost.ts';
import { wholeFiles } from './wholeFiles.ts';

let folder: string;
let long: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stuck-'));
  long = join(folder, 'a long one.mp4');
  execFileSync('ffmpeg', [
    ...['-v', 'error', '-y', '-f', 'lavfi', '-i', 'testsrc2=s=640x360:r=24:d=30'],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', long],
  ]);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a decoder that holds its process up for good', () => {
  it('is ended, named, and the next file comes in', async () => {
    const media = await openMediaHost({ patienceSec: 3 });
    try {
      const first = media.host.pid ?? 0;
      const input = { sources: [media.register(long)], knownMediaIds: [] };
      let isStopped = false;
      const job = media.client.start('importMedia', input, (event) => {
        if (event.type !== 'mediaFound' || isStopped) return;
        isStopped = true;
        // A process that no longer runs is what a decoder in an endless loop looks like from outside.
        process.kill(first, 'SIGSTOP');
      });
      expect(await job.result).toMatchObject({
        ok: false,
        error: { code: 'no-progress', retryable: true, details: { fileName: 'a long one.mp4' } },
      });
      const next = (await wholeFiles()).get('still.png') ?? '';
      const { outcomes } = await media.importFiles([next]);
      for (const outcome of outcomes.values()) expectExplained(outcome);
      expect(media.host.pid).not.toBe(first);
      await media.expectWholeStore();
    } finally {
      await media.close();
    }
  });

  it('is left alone while it owes no answer or goes on', async () => {
    const media = await openMediaHost({ patienceSec: 2 });
    try {
      // Longer than the patience, with an answer owed all the time.
      const { outcomes } = await media.importFiles([long]);
      expect([...outcomes.values()]).toMatchObject([{ error: null, partial: false }]);
      media.expectSameProcess();
    } finally {
      await media.close();
    }
  });
});
