import { execFileSync } from 'node:child_process';
import { createCipheriv, randomBytes } from 'node:crypto';
import { readFileSync, rmSync, truncateSync } from 'node:fs';
import {
  appendFile,
  chmod,
  copyFile,
  mkdir,
  mkdtemp,
  readFile,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectExplained, type MediaTestHost, openMediaHost } from './openMediaHost.ts';
import { wholeFiles } from './wholeFiles.ts';

let folder: string;
let files: ReadonlyMap<string, string>;
let media: MediaTestHost;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'odd-'));
  files = await wholeFiles();
  media = await openMediaHost();
});
afterAll(async () => {
  await media.close();
  await rm(folder, { recursive: true, force: true });
});

const bytesOf = (name: string): Promise<Buffer> => readFile(files.get(name) ?? '');
async function write(name: string, bytes: Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}
async function outcomeOf(path: string) {
  const { outcomes } = await media.importFiles([path]);
  const [outcome] = [...outcomes.values()];
  if (outcome === undefined) throw new Error('nothing came back');
  expectExplained(outcome);
  media.expectSameProcess();
  return outcome;
}

/** A PNG with a header of its own, checksums right. */
function png(width: number, height: number, bitDepth: number, colourType: number, pixels: Buffer): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const out = Buffer.alloc(body.length + 8);
    out.writeUInt32BE(data.length, 0);
    body.copy(out, 4);
    out.writeUInt32BE(crc32(body), out.length - 4);
    return out;
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = bitDepth;
  header[9] = colourType;
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The most memory a process has held, bytes. */
function peakBytes(pid: number): number {
  const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) * 1024;
}

describe('files that are not what they seem', () => {
  it('of no bytes', async () => {
    expect((await outcomeOf(await write('nothing.mov', Buffer.alloc(0)))).error?.code).toBe('file-empty');
  });

  it('under the name of another kind come in by their content', async () => {
    const swapped = [
      ['h264.mp4', 'a video.jpg'],
      ['hevc.mkv', 'another.mp3'],
      ['still.png', 'a still.mp4'],
      ['still.webp', 'no extension'],
      ['mpeg2.mpg', 'disc.txt'],
    ] as const;
    for (const [name, as] of swapped) {
      expect(await outcomeOf(await write(as, await bytesOf(name))), as).toMatchObject({ error: null });
    }
  });

  it('of noise, of text, or encrypted as a whole', async () => {
    const key = randomBytes(32);
    const cipher = createCipheriv('aes-256-ctr', key, randomBytes(16));
    const encrypted = Buffer.concat([cipher.update(await bytesOf('h264.mp4')), cipher.final()]);
    for (const name of ['noise.mp4', 'noise.jpg', 'noise.mkv', 'noise.ts']) {
      const { error } = await outcomeOf(await write(name, randomBytes(200_000)));
      expect(['file-broken', 'file-unsupported'], name).toContain(error?.code);
    }
    const { error } = await outcomeOf(await write('encrypted.mp4', encrypted));
    expect(['file-broken', 'file-unsupported']).toContain(error?.code);
    const text = await outcomeOf(await write('letter.mp4', Buffer.from('Dear director,\n'.repeat(500))));
    expect(text.error?.code).toBe('file-unsupported');
  });

  it('with copy protection inside an ordinary container', async () => {
    const path = join(folder, 'protected.mp4');
    execFileSync('ffmpeg', [
      ...['-v', 'error', '-y', '-i', files.get('h264.mp4') ?? '', '-c', 'copy'],
      ...['-encryption_scheme', 'cenc-aes-ctr', '-encryption_key', '76a6c65c5ea762046bd749a2e632ccbb'],
      ...['-encryption_kid', 'a7e61c373e219033c21091fa607bf3b8', path],
    ]);
    const outcome = await outcomeOf(path);
    expect(outcome.error !== null || outcome.warning !== null).toBe(true);
  });

  it('without a moov, without a picture', async () => {
    const whole = await bytesOf('h264.mp4');
    const headless = whole.subarray(0, whole.indexOf('moov') - 4);
    expect((await outcomeOf(await write('no moov.mp4', headless))).error?.code).toBe('file-broken');
    const song = join(folder, 'song.mp4');
    execFileSync('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', 'sine=d=1', '-c:a', 'aac', song]);
    expect((await outcomeOf(song)).error?.code).toBe('no-video-stream');
  });

  it('that are folders, or links in a circle', async () => {
    const asFolder = join(folder, 'a folder.mp4');
    await mkdir(asFolder);
    expect((await outcomeOf(asFolder)).error?.code).toBe('file-unsupported');
    const circle = join(folder, 'circle.mp4');
    await symlink(circle, circle);
    expect((await outcomeOf(circle)).error?.code).toBe('file-unreadable');
  });

  it('that are closed to us', async (context) => {
    const closed = join(folder, 'closed.mp4');
    await copyFile(files.get('h264.mp4') ?? '', closed);
    await chmod(closed, 0);
    if (process.getuid?.() === 0) {
      context.skip('root may read everything; the link in a circle stands for what cannot be opened');
    }
    expect((await outcomeOf(closed)).error?.code).toBe('file-unreadable');
  });
});

describe('headers that claim too much', () => {
  it('of 100,000 pixels a side, in each still format', async () => {
    const jpeg = Buffer.from(await bytesOf('still.jpg'));
    const frameHeader = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
    jpeg.writeUInt16BE(65_500, frameHeader + 5);
    jpeg.writeUInt16BE(65_500, frameHeader + 7);
    const gif = Buffer.from(await bytesOf('still.gif'));
    gif.writeUInt16LE(65_535, 6);
    gif.writeUInt16LE(65_535, 8);
    const webp = Buffer.from(await bytesOf('still.webp'));
    const start = webp.indexOf(Buffer.from([0x9d, 0x01, 0x2a]));
    webp.writeUInt16LE(16_383, start + 3);
    webp.writeUInt16LE(16_383, start + 5);
    const claims = {
      'claims.png': png(100_000, 100_000, 8, 2, deflateSync(Buffer.alloc(1000))),
      'claims.jpg': jpeg,
      'claims.webp': webp,
    };
    for (const [name, bytes] of Object.entries(claims)) {
      const { error } = await outcomeOf(await write(name, bytes));
      expect(['picture-too-large', 'file-broken'], name).toContain(error?.code);
    }
    const { error } = await outcomeOf(join(folder, 'claims.png'));
    expect(error?.code).toBe('picture-too-large');
    // The decoder goes by the picture inside where a GIF's canvas is absurd.
    await outcomeOf(await write('claims.gif', gif));
  });

  it('of 65,535 pixels a side in a video', async () => {
    for (const name of ['h264.mp4', 'prores.mov', 'av1.mp4']) {
      const bytes = Buffer.from(await bytesOf(name));
      const entry = ['avc1', 'apcn', 'apco', 'av01'].map((type) => bytes.indexOf(type)).find((at) => at > 0);
      if (entry === undefined) throw new Error(`${name} has no sample entry`);
      bytes.writeUInt16BE(65_535, entry + 28);
      bytes.writeUInt16BE(65_535, entry + 30);
      await outcomeOf(await write(`claims ${name}`, bytes));
    }
  });

  it('of ten hours for a second of film', async () => {
    const bytes = Buffer.from(await bytesOf('h264 front.mp4'));
    for (const type of ['mvhd', 'mdhd']) {
      const at = bytes.indexOf(type);
      const scale = bytes.readUInt32BE(at + 16);
      bytes.writeUInt32BE(scale * 36_000, at + 20);
    }
    const tkhd = bytes.indexOf('tkhd');
    bytes.writeUInt32BE(36_000 * 1000, tkhd + 24);
    // Each sample's own time outweighs the header of an MP4.
    expect(await outcomeOf(await write('ten hours.mp4', bytes))).toMatchObject({
      error: null,
      partial: false,
    });

    const matroska = Buffer.from(await bytesOf('hevc.mkv'));
    const tag = matroska.indexOf('00:00:01.5');
    matroska.write('10:00:00.0', tag, 'latin1');
    const outcome = await outcomeOf(await write('ten hours.mkv', matroska));
    expect(outcome).toMatchObject({ error: null, partial: true });
    expect(outcome.warning).toContain('breaks off');
  });

  it('and bombs: a small file of many megapixels stays within bounds', async () => {
    // 361 megapixels of one bit in about 45 kB.
    const side = 19_000;
    const rows = Buffer.alloc(side * (Math.ceil(side / 8) + 1));
    const bomb = await write('bomb.png', png(side, side, 1, 0, deflateSync(rows, { level: 9 })));
    const over = await write('over.png', png(20_001, 20_001, 1, 0, deflateSync(Buffer.alloc(1000))));
    const { outcomes } = await media.importFiles([bomb, over]);
    expect(outcomes.get('over.png')?.error?.code).toBe('picture-too-large');
    const outcome = outcomes.get('bomb.png');
    if (outcome === undefined) throw new Error('the bomb was not told of');
    expectExplained(outcome);
    expect(peakBytes(media.host.pid ?? 0)).toBeLessThan(1024 ** 3);
    media.expectSameProcess();
  });
});

describe('files that go away', () => {
  it('before their turn, and while they are read', async () => {
    const one = join(folder, 'one.ts');
    const two = join(folder, 'two.ts');
    execFileSync('ffmpeg', [
      ...['-v', 'error', '-y', '-f', 'lavfi', '-i', 'testsrc2=s=320x180:r=24:d=20,noise=alls=20:allf=t'],
      ...['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '24', '-f', 'mpegts', one],
    ]);
    await copyFile(one, two);
    await appendFile(two, 'another content');
    let first: string | null = null;
    const { outcomes } = await media.importFiles([one, two], (event) => {
      if (event.type !== 'mediaFound' || first !== null) return;
      first = event.media.fileName;
      const [read, waiting] = first === 'one.ts' ? [one, two] : [two, one];
      // The one being read is cut to a tenth under the decoder's hands; the other one vanishes.
      truncateSync(read, 100_000);
      rmSync(waiting);
    });
    for (const outcome of outcomes.values()) expectExplained(outcome);
    const waited = outcomes.get(first === 'one.ts' ? 'two.ts' : 'one.ts');
    expect(waited?.error?.code).toBe('file-not-found');
    media.expectSameProcess();
    await media.expectWholeStore();
  });
});
