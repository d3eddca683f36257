import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { copyFile, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { constants, getPriority, tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { partPath } from '../../electron/services/export/partPath.ts';
import {
  samplePrintDocument,
  storeSamplePictures,
} from '../../electron/services/export/testing/samplePrintDocument.ts';
import { framePath } from '../../electron/services/frame-store/frameStore.ts';
import { findPlainNode } from '../../electron/services/jobs/findPlainNode.ts';
import { halfWrittenKey } from '../../electron/services/jobs/mediaEnvelope.ts';
import { type MediaProcessHost, startMediaProcess } from '../../electron/services/jobs/mediaProcessHost.ts';
import { statisticsOfText } from '../../shared/colour/packStatistics.ts';
import type { ImportEvent, SourceRef } from '../../shared/contract/contract.ts';
import {
  type ContractClient,
  makeContractClient,
  type RunningJob,
} from '../../shared/contract/contractClient.ts';
import type { ResponseMessage } from '../../shared/contract/messages.ts';
import { sourceIdSchema, targetIdSchema } from '../../shared/domain/ids.ts';
import { compareSignatures } from '../../shared/similarity/compareSignatures.ts';
import { readSignature } from '../../shared/similarity/pictureSignature.ts';
import { runFfmpeg } from '../fixtures/clips.ts';
import { makeAudioOnlyClip, makeBrokenFile, makeStill, makeTwoShotClip } from './tinyMedia.ts';

const projectRoot = resolve(import.meta.dirname, '../..');
const entryPath = join(projectRoot, 'electron/media-process/index.ts');
const resourcesFolder = join(projectRoot, 'resources');
const nodePath = findPlainNode({ fromFolder: projectRoot, resourcesFolder });

let media: string;
let clip: string;
let still: string;
let pattern: string;
beforeAll(async () => {
  media = await mkdtemp(join(tmpdir(), 'media-'));
  clip = makeTwoShotClip(media, 'two shots.mp4');
  still = await makeStill(media, 'still.jpg', '#803020');
  pattern = join(media, 'pattern.png');
  await runFfmpeg(['-f', 'lavfi', '-i', 'testsrc2=s=640x360', '-frames:v', '1', pattern]);
});
afterAll(() => rm(media, { recursive: true, force: true }));

describe('the media process', () => {
  let dataFolder: string;
  let host: MediaProcessHost;
  let client: ContractClient;
  let log: string[];
  let seen: Map<string, string>;
  /** What main would know: the path of each source id. */
  let paths: Record<string, string>;

  beforeEach(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'media-data-'));
    log = [];
    seen = new Map();
    paths = {};
    const listeners = new Set<(message: ResponseMessage) => void>();
    host = startMediaProcess({
      nodePath,
      entryPath,
      dataFolder,
      resourcesFolder,
      onResponse: (message) => {
        for (const listener of listeners) listener(message);
      },
      onMediaSeen: (sourceId, mediaId) => seen.set(sourceId, mediaId),
      onLog: (line) => log.push(line),
    });
    const channel = {
      send: (message: Parameters<MediaProcessHost['send']>[0]) => host.send(message, paths),
      onMessage: (listener: (message: ResponseMessage) => void) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    };
    client = makeContractClient(channel, randomUUID);
  });
  afterEach(async () => {
    await host.stop();
    await rm(dataFolder, { recursive: true, force: true });
  });

  const register = (path: string): SourceRef => {
    const sourceId = sourceIdSchema.parse(`s-${Object.keys(paths).length}`);
    paths = { ...paths, [sourceId]: path };
    return { sourceId, fileName: basename(path), sizeBytes: 1000 };
  };

  const runImport = async (files: readonly string[], known: readonly string[] = []) => {
    const events: ImportEvent[] = [];
    const input = { sources: files.map(register), knownMediaIds: [...known] };
    const result = await client.start('importMedia', input, (event) => events.push(event)).result;
    if (!result.ok) throw new Error(`import answered ${result.error.code}`);
    return { events, output: result.value };
  };

  const ofType = <T extends ImportEvent['type']>(events: readonly ImportEvent[], type: T) =>
    events.filter((event): event is Extract<ImportEvent, { type: T }> => event.type === type);

  it('imports a video and a still, and prints nothing of GLib', async () => {
    const { events, output } = await runImport([clip, still]);
    expect(ofType(events, 'mediaFound').map(({ media }) => media.content)).toMatchObject([
      { kind: 'video', probe: { width: 320, height: 180, codec: 'h264' } },
      { kind: 'still', probe: { width: 160, height: 90 } },
    ]);
    expect(output).toEqual({ imported: 2, skipped: 0, failed: 0, frames: 3, cancelled: false });

    const frames = ofType(events, 'frames').flatMap((event) => event.frames);
    const shots = frames.filter((frame) => frame.kind === 'video').map((frame) => frame.shot);
    expect(shots.map((shot) => [shot?.startFrame, shot?.endFrame])).toEqual([
      [0, 24],
      [24, 48],
    ]);
    for (const { picture, palette } of frames) {
      for (const variant of ['full', 'thumb', 'small'] as const) {
        expect(existsSync(framePath(join(dataFolder, 'frames'), picture.hash, variant))).toBe(true);
      }
      expect(palette.reduce((sum, swatch) => sum + swatch.share, 0)).toBeCloseTo(1);
    }
    const done = ofType(events, 'mediaDone');
    expect(new Map(done.map((event) => [event.frameCount, event.partial]))).toEqual(
      new Map([
        [1, false],
        [2, false],
      ]),
    );
    expect(ofType(events, 'progress').at(-1)).toMatchObject({ fraction: 1, sourcesDone: 2, framesDone: 3 });
    expect([...seen.values()].sort()).toEqual(done.map((event) => event.mediaId).sort());
    expect(log.filter((line) => line.includes('GLib'))).toEqual([]);
  });

  it('tells of a media before its frames, and of its end after them', async () => {
    const { events } = await runImport([clip]);
    const kinds = events.map((event) => event.type).filter((type) => type !== 'progress');
    expect(kinds.slice(0, 2)).toEqual(['started', 'mediaFound']);
    expect(kinds.at(-1)).toBe('mediaDone');
    expect(new Set(kinds.slice(2, -1))).toEqual(new Set(['frames']));
  });

  it('adds nothing for a file that is known or came before under another name', async () => {
    const copy = join(media, 'copy of still.jpg');
    await copyFile(still, copy);
    const first = await runImport([still, copy]);
    expect(first.output).toMatchObject({ imported: 1, skipped: 1, frames: 1 });
    const [skipped] = ofType(first.events, 'skipped');
    const [done] = ofType(first.events, 'mediaDone');
    expect(skipped?.mediaId).toBe(done?.mediaId);

    const again = await runImport([still], [done?.mediaId ?? '']);
    expect(again.output).toMatchObject({ imported: 0, skipped: 1, frames: 0 });
  });

  it('gives the same frames the same ids when a file is imported again', async () => {
    const ids = async () =>
      ofType((await runImport([clip])).events, 'frames').flatMap((event) =>
        event.frames.map((frame) => frame.id),
      );
    expect(await ids()).toEqual(await ids());
  });

  it('names each file that fails and goes on with the rest', async () => {
    const broken = makeBrokenFile(media, 'broken.mp4');
    const empty = join(media, 'empty.mov');
    await writeFile(empty, '');
    const silent = makeAudioOnlyClip(media, 'song.m4a');
    const gone = join(media, 'gone.mkv');
    const { events, output } = await runImport([broken, empty, silent, gone, media, still]);
    expect(output).toMatchObject({ imported: 1, failed: 5 });
    const failed = new Map(ofType(events, 'failed').map((event) => [event.fileName, event.error]));
    expect([...failed.keys()].sort()).toEqual(
      ['broken.mp4', 'empty.mov', 'song.m4a', 'gone.mkv', basename(media)].sort(),
    );
    for (const [fileName, error] of failed) {
      expect(error.details.fileName).toBe(fileName);
      expect(error.code).not.toBe('internal');
      expect(JSON.stringify(error)).not.toContain(media);
    }
    expect(failed.get('empty.mov')?.code).toBe('file-empty');
    expect(failed.get('song.m4a')?.code).toBe('no-video-stream');
    expect(failed.get('gone.mkv')?.code).toBe('file-not-found');
  });

  it('knows no source but those main gave a path for', async () => {
    const sourceId = sourceIdSchema.parse('/etc/passwd');
    const input = { sources: [{ sourceId, fileName: 'passwd', sizeBytes: 1 }], knownMediaIds: [] };
    const events: ImportEvent[] = [];
    await client.start('importMedia', input, (event) => events.push(event)).result;
    expect(ofType(events, 'failed').map((event) => event.error.code)).toEqual(['source-unknown']);
  });

  it('keeps finished frames on Cancel and calls the media partial', async () => {
    const events: ImportEvent[] = [];
    let job: RunningJob<'importMedia'> | null = null;
    job = client.start(
      'importMedia',
      { sources: [clip, still].map(register), knownMediaIds: [] },
      (event) => {
        events.push(event);
        if (event.type === 'mediaFound' && event.media.content.kind === 'video') job?.cancel();
      },
    );
    expect(await job.result).toMatchObject({ ok: true, value: { cancelled: true } });
    const [found] = ofType(events, 'mediaFound').filter((event) => event.media.content.kind === 'video');
    const done = ofType(events, 'mediaDone').find((event) => event.mediaId === found?.media.id);
    expect(done?.partial).toBe(true);
    expect(ofType(events, 'failed')).toEqual([]);
  });

  it('keeps each batch in the journal until it is acknowledged', async () => {
    const { events } = await runImport([still]);
    const [batch] = ofType(events, 'frames');
    if (batch === undefined) throw new Error('no frames came');
    expect(await readdir(join(dataFolder, 'journal'))).toEqual([`${batch.batchId}.json`]);
    expect(await client.call('acknowledgeFrames', { batchIds: [batch.batchId, '../x'] })).toMatchObject({
      ok: true,
    });
    expect(await readdir(join(dataFolder, 'journal'))).toEqual([]);
    expect(await client.call('recoverFrames', {})).toEqual({ ok: true, value: [] });
  });

  it('probes a video and a still', async () => {
    const video = await client.call('probe', { sourceId: register(clip).sourceId });
    expect(video).toMatchObject({
      value: { kind: 'video', probe: { width: 320, height: 180, codec: 'h264' } },
    });
    const picture = await client.call('probe', { sourceId: register(still).sourceId });
    expect(picture).toMatchObject({ value: { kind: 'still', probe: { width: 160, height: 90 } } });
  });

  it('measures stored pictures as an import does', async () => {
    const { events } = await runImport([pattern]);
    const [frame] = ofType(events, 'frames').flatMap((event) => event.frames);
    if (frame?.signature === undefined) throw new Error('the frame came without a signature');
    const missing = { ...frame.picture, hash: '0'.repeat(64) };
    const answer = await client.call('measureSignatures', { pictures: [frame.picture, missing] });
    if (!answer.ok) throw new Error('not measured');
    const colours = await client.call('measureColours', { pictures: [frame.picture, missing] });
    if (!colours.ok) throw new Error('not measured');
    const [packed, nothing] = colours.value.statistics;
    expect(nothing).toBeNull();
    const [first, second] = [statisticsOfText(frame.statistics ?? ''), statisticsOfText(packed ?? '')];
    if (first === null || second === null) throw new Error('unreadable statistics');
    expect(second.meanLightness).toBeCloseTo(first.meanLightness, 1);
    expect(second.hueConcentration).toBeCloseTo(first.hueConcentration, 1);
    const [again, none] = answer.value.signatures;
    expect(none).toBeNull();
    const [a, b] = [readSignature(frame.signature), readSignature(again ?? '')];
    if (a === null || b === null) throw new Error('unreadable signatures');
    expect(compareSignatures(a, b).likeness).toBeGreaterThan(0.99);
  });

  it('survives its own death: requests are answered, frames recovered, work goes on', async () => {
    const events: ImportEvent[] = [];
    const input = { sources: [still, clip].map(register), knownMediaIds: [] };
    let killed = false;
    const job = client.start('importMedia', input, (event) => {
      events.push(event);
      if (event.type !== 'frames' || killed) return;
      killed = true;
      process.kill(host.pid ?? 0, 'SIGKILL');
    });
    expect(await job.result).toMatchObject({
      ok: false,
      error: { code: 'media-process-stopped', retryable: true },
    });

    const recovered = await client.call('recoverFrames', {});
    if (!recovered.ok) throw new Error('nothing was recovered');
    const told = ofType(events, 'frames').map((event) => event.batchId);
    expect(recovered.value.map((batch) => batch.batchId)).toEqual(expect.arrayContaining(told));
    expect((await runImport([clip])).output).toMatchObject({ imported: 1, frames: 2 });
    expect(log.join('\n')).toContain('SIGKILL');
  });

  for (const end of ['its death', 'the end of the app'] as const) {
    it(`leaves no half PDF beside the target after ${end}`, async () => {
      // The place that a user chose; the process keeps its own data elsewhere.
      const folder = await mkdtemp(join(tmpdir(), 'media-export-'));
      const targetPath = join(folder, 'board.pdf');
      await writeFile(targetPath, 'the older file');
      const document = samplePrintDocument(await storeSamplePictures(join(dataFolder, 'frames')));
      const targetId = targetIdSchema.parse('t-1');
      paths = { [targetId]: targetPath, [halfWrittenKey]: partPath(targetPath) };
      const ending: Promise<void>[] = [];
      let during: readonly string[] = [];
      const job = client.start('exportPdf', { targetId, document }, ({ pagesDone }) => {
        if (pagesDone === 0 || during.length > 0) return;
        during = readdirSync(folder);
        if (end === 'the end of the app') ending.push(host.stop());
        else process.kill(host.pid ?? 0, 'SIGKILL');
      });
      if (end === 'its death') {
        expect(await job.result).toMatchObject({ ok: false, error: { code: 'media-process-stopped' } });
      } else {
        await expect.poll(() => ending.length, { timeout: 30_000 }).toBe(1);
        await Promise.all(ending);
      }
      expect(during.filter((name) => name.endsWith('.part'))).toHaveLength(1);
      expect(await readdir(folder)).toEqual(['board.pdf']);
      expect(readFileSync(targetPath, 'utf8')).toBe('the older file');
      await rm(folder, { recursive: true, force: true });
    });
  }

  it('ends at once when told to, deep in a film', async () => {
    const input = { sources: [clip].map(register), knownMediaIds: [] };
    let began: () => void = () => undefined;
    const begun = new Promise<void>((done) => {
      began = done;
    });
    void client.start('importMedia', input, (event) => {
      if (event.type === 'started') began();
    });
    await begun;
    const pid = host.pid ?? 0;
    // Not even one that does not run at all can hold it up.
    process.kill(pid, 'SIGSTOP');
    await host.stop();
    expect(existsSync(`/proc/${pid}`)).toBe(false);
  });

  it('takes back seat on the processor, in a clean environment', async () => {
    await client.call('listJobs', {});
    const pid = host.pid ?? 0;
    expect(getPriority(pid)).toBe(constants.priority.PRIORITY_BELOW_NORMAL);
    const names = readFileSync(`/proc/${pid}/environ`, 'utf8')
      .split('\0')
      .map((entry) => entry.split('=')[0] ?? '');
    const ofNodeItself = /^NODE_CHANNEL_/;
    expect(names.filter((name) => /^(ELECTRON_|NODE_)/.test(name) && !ofNodeItself.test(name))).toEqual([]);
  });
});

describe('a media process whose parent is gone', () => {
  it('ends by itself', async () => {
    const dataFolder = await mkdtemp(join(tmpdir(), 'media-orphan-'));
    const child = spawn(nodePath, [entryPath, dataFolder, resourcesFolder], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      serialization: 'advanced',
    });
    const message = { type: 'call', id: '1', method: 'listJobs', input: {} };
    child.send({ message, paths: {} });
    await once(child, 'message');
    child.disconnect();
    expect(await once(child, 'exit')).toEqual([0, null]);
    await rm(dataFolder, { recursive: true, force: true });
  });
});
