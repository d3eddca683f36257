import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { framePath } from '../../electron/services/frame-store/frameStore.ts';
import { findPlainNode } from '../../electron/services/jobs/findPlainNode.ts';
import { standInKey } from '../../electron/services/jobs/mediaEnvelope.ts';
import { type MediaProcessHost, startMediaProcess } from '../../electron/services/jobs/mediaProcessHost.ts';
import { fingerprintFile } from '../../electron/services/pictures/fingerprintFile.ts';
import { type ContractClient, makeContractClient } from '../../shared/contract/contractClient.ts';
import type { ResponseMessage } from '../../shared/contract/messages.ts';
import { footageUrl, proxyUrl, viewUrl } from '../../shared/domain/footage.ts';
import { frameIdOf, type MediaId, mediaIdSchema, sourceIdSchema } from '../../shared/domain/ids.ts';
import { numberedClips } from '../fixtures/clipsNumbered.ts';

const projectRoot = resolve(import.meta.dirname, '../..');
const resourcesFolder = join(projectRoot, 'resources');
const nodePath = findPlainNode({ fromFolder: projectRoot, resourcesFolder });
const unknown = mediaIdSchema.parse(`m-${'f'.repeat(64)}`);

let media: string;
let prores: string;
let h264: string;
let proresId: MediaId;
let h264Id: MediaId;
beforeAll(async () => {
  media = await mkdtemp(join(tmpdir(), 'footage-media-'));
  prores = join(media, 'reel.mov');
  h264 = join(media, 'clip.mp4');
  await copyFile((await numberedClips['ProRes in mov']?.()) ?? '', prores);
  await copyFile((await numberedClips['H.264 with B-frames in mp4']?.()) ?? '', h264);
  ({ mediaId: proresId } = await fingerprintFile(prores));
  ({ mediaId: h264Id } = await fingerprintFile(h264));
});
afterAll(() => rm(media, { recursive: true, force: true }));

describe('footage from the media process', () => {
  let dataFolder: string;
  let host: MediaProcessHost;
  let client: ContractClient;
  /** What main would know: the last known place of each media, the path of each source. */
  let places: Record<string, string>;

  beforeEach(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'footage-data-'));
    places = { [proresId]: prores, [h264Id]: h264 };
    const listeners = new Set<(message: ResponseMessage) => void>();
    host = startMediaProcess({
      nodePath,
      entryPath: join(projectRoot, 'electron/media-process/index.ts'),
      dataFolder,
      resourcesFolder,
      onResponse: (message) => {
        for (const listener of listeners) listener(message);
      },
      onMediaSeen: () => undefined,
      onLog: () => undefined,
    });
    client = makeContractClient(
      {
        send: (message) => host.send(message, places),
        onMessage: (listener) => {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
      },
      randomUUID,
    );
  });
  afterEach(async () => {
    await host.stop();
    await rm(dataFolder, { recursive: true, force: true });
  });

  it('says how each file is played', async () => {
    expect(await client.call('openFootage', { mediaId: h264Id })).toEqual({
      ok: true,
      value: { kind: 'original', url: `app://afterimage/footage/${h264Id}`, startSec: 0 },
    });
    expect(await client.call('openFootage', { mediaId: proresId })).toEqual({
      ok: true,
      value: { kind: 'needs-proxy', reason: 'codec' },
    });
  });

  it('refuses every request for media whose file is gone, unknown or another, and names no folder', async () => {
    const moved = join(media, 'moved.mp4');
    await rename(h264, moved);
    await writeFile(h264, 'something else');
    places = { ...places, [proresId]: join(media, 'gone.mov') };
    try {
      for (const mediaId of [h264Id, proresId, unknown]) {
        const answers = await Promise.all([
          client.call('openFootage', { mediaId }),
          client.call('frameTimes', { mediaId }),
          client.call('viewFrame', { mediaId, frameIndex: 0 }),
          client.call('grabFrame', { mediaId, frameIndex: 0 }),
          client.start('makeProxy', { mediaId }, () => undefined).result,
          client.start('makeStrip', { mediaId }, () => undefined).result,
        ]);
        for (const answer of answers) {
          expect(answer).toMatchObject({ ok: false, error: { code: 'file-not-found', retryable: true } });
          expect(JSON.stringify(answer)).not.toContain(media);
        }
      }
    } finally {
      await rename(moved, h264);
    }
  });

  it('takes the file that main says stands in for a media, and no other', async () => {
    places = { [proresId]: h264, [standInKey(proresId)]: h264Id };
    expect(await client.call('openFootage', { mediaId: proresId })).toMatchObject({
      value: { kind: 'original', url: footageUrl(proresId) },
    });
    places = { [proresId]: h264, [standInKey(proresId)]: unknown };
    expect(await client.call('openFootage', { mediaId: proresId })).toMatchObject({
      error: { code: 'file-not-found' },
    });
  });

  it('makes a proxy once, tells how far it is, and plays it even when the file is gone', async () => {
    const fractions: number[] = [];
    const made = await client.start('makeProxy', { mediaId: proresId }, ({ fraction }) =>
      fractions.push(fraction),
    ).result;
    expect(made).toEqual({ ok: true, value: { url: proxyUrl(proresId) } });
    expect(fractions.at(-1)).toBe(1);
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
    const file = join(dataFolder, 'proxies', `${proresId}.mp4`);
    const { ino } = await stat(file);

    places = {};
    expect(await client.start('makeProxy', { mediaId: proresId }, () => undefined).result).toEqual(made);
    expect((await stat(file)).ino).toBe(ino);
    expect(await client.call('openFootage', { mediaId: proresId })).toEqual({
      ok: true,
      value: { kind: 'proxy', url: proxyUrl(proresId), startSec: 0 },
    });
  });

  it('leaves nothing of a proxy that is cancelled', async () => {
    const job = client.start('makeProxy', { mediaId: proresId }, () => job.cancel());
    job.cancel();
    expect(await job.result).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(await readdir(join(dataFolder, 'proxies'))).toEqual([]);
  });

  it('tells when every frame is shown', async () => {
    const answer = await client.call('frameTimes', { mediaId: h264Id });
    if (!answer.ok) throw new Error(answer.error.code);
    const { timesSec, ticks, timeBase, durationSec, frameRate } = answer.value;
    expect(timesSec).toBeInstanceOf(Float64Array);
    expect(timesSec).toHaveLength(50);
    expect(timesSec[49]).toBeCloseTo(49 / 24, 6);
    expect(((ticks[49] ?? 0) * timeBase.num) / timeBase.den).toBeCloseTo(49 / 24, 6);
    expect(durationSec).toBeCloseTo(50 / 24, 6);
    expect(frameRate).toEqual({ num: 24, den: 1 });
  });

  it('shows an exact frame', async () => {
    const answer = await client.call('viewFrame', { mediaId: proresId, frameIndex: 17 });
    expect(answer).toEqual({ ok: true, value: { url: viewUrl(proresId, 17), width: 192, height: 128 } });
    expect(existsSync(join(dataFolder, 'views', `${proresId}-17.jpg`))).toBe(true);
    expect(await client.call('viewFrame', { mediaId: proresId, frameIndex: 50 })).toMatchObject({
      ok: false,
      error: { code: 'frame-out-of-range' },
    });
  });

  it('takes a frame as an import does, and keeps it in the journal until it is acknowledged', async () => {
    const shot = {
      index: 0,
      startFrame: 0,
      endFrame: 50,
      startSec: 0,
      endSec: 50 / 24,
      transition: 'start',
    } as const;
    const answer = await client.call('grabFrame', { mediaId: h264Id, frameIndex: 21, shot });
    if (!answer.ok) throw new Error(answer.error.code);
    const { batchId, frame, media: file } = answer.value;
    expect(frame).toMatchObject({ mediaId: h264Id, kind: 'video', shot, time: { frameIndex: 21 } });
    expect(frame.id).toBe(frameIdOf(h264Id, frame.time?.ticks ?? -1));
    expect(frame.palette.reduce((sum, swatch) => sum + swatch.share, 0)).toBeCloseTo(1);
    expect(file).toMatchObject({ id: h264Id, fileName: basename(h264), sizeBytes: (await stat(h264)).size });
    for (const variant of ['full', 'thumb', 'small'] as const) {
      expect(existsSync(framePath(join(dataFolder, 'frames'), frame.picture.hash, variant))).toBe(true);
    }
    const recovered = await client.call('recoverFrames', {});
    expect(recovered).toEqual({ ok: true, value: [{ batchId, media: file, frames: [frame] }] });
    await client.call('acknowledgeFrames', { batchIds: [batchId] });
    expect(await client.call('recoverFrames', {})).toEqual({ ok: true, value: [] });
  });

  it('has the strip of a video that was imported, the same as one made on demand', async () => {
    expect(await client.call('footageStrip', { mediaId: h264Id })).toEqual({
      ok: true,
      value: { strip: null },
    });
    const sourceId = sourceIdSchema.parse('s-0');
    places = { ...places, [sourceId]: h264 };
    const sources = [{ sourceId, fileName: basename(h264), sizeBytes: 1 }];
    await client.start('importMedia', { sources, knownMediaIds: [] }, () => undefined).result;
    const imported = await client.call('footageStrip', { mediaId: h264Id });
    if (!imported.ok || imported.value.strip === null) throw new Error('no strip');
    expect(imported.value.strip).toMatchObject({ mediaId: h264Id, frameCount: 50 });

    await rm(join(dataFolder, 'strips', `${h264Id}.json`));
    const made = await client.start('makeStrip', { mediaId: h264Id }, () => undefined).result;
    expect(made).toEqual(imported);
  });

  it('prunes strips and proxies of media that are not in the library any more, but not at once', async () => {
    await client.start('makeStrip', { mediaId: h264Id }, () => undefined).result;
    await client.call('pruneFrames', { keep: [], keepMediaIds: [] });
    expect(await client.call('footageStrip', { mediaId: h264Id })).toMatchObject({
      value: { strip: { mediaId: h264Id } },
    });
  });
});
