import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../fixtures/pictures/drawPicture.ts';
import { expectExplained, type MediaTestHost, openMediaHost } from './openMediaHost.ts';
import { wholeFiles } from './wholeFiles.ts';

let folder: string;
let whole: ReadonlyMap<string, Buffer>;
let media: MediaTestHost;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'damaged-'));
  const files = await wholeFiles();
  whole = new Map(
    await Promise.all([...files].map(async ([name, path]) => [name, await readFile(path)] as const)),
  );
  media = await openMediaHost();
});
afterAll(async () => {
  await media.close();
  await rm(folder, { recursive: true, force: true });
});

async function write(name: string, bytes: Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

describe('damaged files', () => {
  it('whole ones come in whole', async () => {
    const { outcomes } = await media.importFiles(
      await Promise.all([...whole].map(([name, bytes]) => write(name, bytes))),
    );
    for (const outcome of outcomes.values()) {
      expect(outcome).toMatchObject({ error: null, partial: false, warning: null });
    }
  });

  it('cut off at every tenth give what can be decoded, or say what is wrong', async () => {
    const cut: string[] = [];
    for (const [name, bytes] of whole) {
      for (let tenth = 1; tenth <= 9; tenth += 1) {
        const end = Math.floor((bytes.length * tenth) / 10);
        cut.push(await write(`cut ${tenth} ${name}`, bytes.subarray(0, end)));
      }
    }
    const { outcomes } = await media.importFiles(cut);
    for (const outcome of outcomes.values()) expectExplained(outcome);

    // Containers that can be read from the front give frames, and say that they break off.
    for (const name of ['h264 front.mp4', 'h264.ts', 'hevc.mkv', 'mpeg2.mpg', 'mjpeg.avi']) {
      expect(outcomes.get(`cut 7 ${name}`), name).toMatchObject({ error: null });
    }
    for (const name of ['h264 front.mp4', 'hevc.mkv', 'mjpeg.avi']) {
      expect(outcomes.get(`cut 5 ${name}`), name).toMatchObject({ error: null, partial: true });
      expect(outcomes.get(`cut 5 ${name}`)?.warning, name).toContain('breaks off');
    }
    // A moov at the end is gone with the end.
    expect(outcomes.get('cut 9 h264.mp4')?.error?.code).toBe('file-broken');
    expect(outcomes.get('cut 5 still.png')?.error?.code).toBe('file-broken');
    media.expectSameProcess();
    await media.expectWholeStore();
  });

  it('with flipped bits, 200 times, are decoded as far as possible or refused', async () => {
    const names = [...whole.keys()];
    const flipped: string[] = [];
    for (let seed = 0; seed < 200; seed += 1) {
      const name = names[seed % names.length] ?? '';
      const bytes = Buffer.from(whole.get(name) ?? Buffer.alloc(0));
      const random = seededRandom(seed + 1);
      // Every other one is hit in its headers, where numbers become sizes, counts and offsets.
      const reach = seed % 2 === 0 ? bytes.length : Math.min(bytes.length, 1024);
      const flips = 1 + Math.floor(random() * 24);
      for (let count = 0; count < flips; count += 1) {
        const at = Math.floor(random() * reach);
        bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));
      }
      flipped.push(await write(`flip ${seed} ${name}`, bytes));
    }
    const { outcomes } = await media.importFiles(flipped);
    for (const outcome of outcomes.values()) expectExplained(outcome);
    media.expectSameProcess();
    await media.expectWholeStore();
  });

  it('are no hindrance to those that come after them', async () => {
    const { output } = await media.importFiles([
      await write('empty.mp4', Buffer.alloc(0)),
      await write('after all.png', whole.get('still.png')?.subarray() ?? Buffer.alloc(0)),
    ]);
    expect(output).toMatchObject({ failed: 1 });
    expect(output.imported + output.skipped).toBe(1);
  });
});
