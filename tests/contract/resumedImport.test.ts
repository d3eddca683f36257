import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findPlainNode } from '../../electron/services/jobs/findPlainNode.ts';
import { type MediaProcessHost, startMediaProcess } from '../../electron/services/jobs/mediaProcessHost.ts';
import type { ImportEvent } from '../../shared/contract/contract.ts';
import { type ContractClient, makeContractClient } from '../../shared/contract/contractClient.ts';
import type { ResponseMessage } from '../../shared/contract/messages.ts';
import type { AnalysedFrame } from '../../shared/domain/frame.ts';
import { sourceIdSchema } from '../../shared/domain/ids.ts';
import type { MediaProgress } from '../../shared/domain/resumePoint.ts';
import { runFfmpeg } from '../fixtures/clips.ts';
import { type ScenePart, sceneClip } from '../fixtures/clipsShots.ts';

const projectRoot = resolve(import.meta.dirname, '../..');
const resourcesFolder = join(projectRoot, 'resources');
const parts: readonly ScenePart[] = Array.from({ length: 16 }, (_, index) => ({
  seed: 500 + index * 11,
  frames: 24 + (index % 3) * 4,
}));

let media: string;
let clip: string;
beforeAll(async () => {
  media = await mkdtemp(join(tmpdir(), 'resumed-'));
  clip = join(media, 'long.mp4');
  // The same sixteen shots six times over: long enough to be cut off in the middle.
  await runFfmpeg(['-stream_loop', '5', '-i', await sceneClip('contract-resume', parts), '-c', 'copy', clip]);
});
afterAll(() => rm(media, { recursive: true, force: true }));

describe('an import that is cut off', () => {
  let dataFolder: string;
  let host: MediaProcessHost;
  let client: ContractClient;
  beforeEach(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'resumed-data-'));
    const listeners = new Set<(message: ResponseMessage) => void>();
    host = startMediaProcess({
      nodePath: findPlainNode({ fromFolder: projectRoot, resourcesFolder }),
      entryPath: join(projectRoot, 'electron/media-process/index.ts'),
      dataFolder,
      resourcesFolder,
      onResponse: (message) => {
        for (const listener of listeners) listener(message);
      },
      onMediaSeen: () => undefined,
      onLog: () => undefined,
    });
    const channel = {
      send: (message: Parameters<MediaProcessHost['send']>[0]) => host.send(message, { [sourceId]: clip }),
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

  const sourceId = sourceIdSchema.parse('s-long');
  const startImport = (resume: readonly MediaProgress[], onEvent: (event: ImportEvent) => void) =>
    client.start(
      'importMedia',
      {
        sources: [{ sourceId, fileName: basename(clip), sizeBytes: 1 }],
        knownMediaIds: [],
        resume: [...resume],
      },
      onEvent,
    );

  /** What the library would hold: frames and how far the media came, from what was told and what is recovered. */
  class Kept {
    readonly frames: AnalysedFrame[] = [];
    readonly progress = new Map<string, MediaProgress>();
    readonly done: Extract<ImportEvent, { type: 'mediaDone' }>[] = [];
    readonly acknowledged = new Set<string>();

    take(
      batch: Pick<Extract<ImportEvent, { type: 'frames' }>, 'batchId' | 'frames' | 'media' | 'resume'>,
    ): void {
      if (this.acknowledged.has(batch.batchId)) return;
      this.acknowledged.add(batch.batchId);
      this.frames.push(...batch.frames);
      const { id: mediaId } = batch.media;
      if (batch.resume !== undefined) this.progress.set(mediaId, { mediaId, point: batch.resume });
    }

    readonly hear = (event: ImportEvent): void => {
      if (event.type === 'frames') this.take(event);
      if (event.type === 'mediaDone') this.done.push(event);
    };
  }

  const shotsOf = (frames: readonly AnalysedFrame[]) =>
    frames.map(({ shot, time }) => ({ shot, frameIndex: time?.frameIndex, ticks: time?.ticks }));

  it.each(['SIGKILL', 'Cancel'] as const)(
    'goes on after %s: no shot twice, none missing, finished ones not decoded again',
    async (how) => {
      const whole = new Kept();
      expect(await startImport([], whole.hear).result).toMatchObject({ ok: true });
      expect(whole.frames.length).toBeGreaterThan(80);
      await client.call('acknowledgeFrames', { batchIds: [...whole.acknowledged] });

      const kept = new Kept();
      let cut = false;
      const job = startImport([], (event) => {
        kept.hear(event);
        const shotsDone = event.type === 'frames' ? (event.resume?.shotsDone ?? 0) : 0;
        if (cut || shotsDone < 24) return;
        cut = true;
        if (how === 'SIGKILL') process.kill(host.pid ?? 0, 'SIGKILL');
        else job.cancel();
      });
      const result = await job.result;
      if (how === 'SIGKILL') expect(result).toMatchObject({ error: { code: 'media-process-stopped' } });
      else expect(result).toMatchObject({ value: { cancelled: true } });
      expect(kept.frames.length).toBeLessThan(whole.frames.length);

      const recovered = await client.call('recoverFrames', {});
      if (!recovered.ok) throw new Error('nothing was recovered');
      for (const batch of recovered.value) kept.take(batch);
      const before = kept.frames.length;

      expect(await startImport([...kept.progress.values()], kept.hear).result).toMatchObject({ ok: true });
      const done = kept.done.at(-1);
      expect(done).toMatchObject({ partial: false, frameCount: whole.frames.length - before });
      // Decoding began at a key frame shortly before the first shot that was left.
      const firstLeft = kept.frames[before]?.shot?.startFrame ?? 0;
      expect(done?.decodedFrom).toBeGreaterThan(0);
      expect(done?.decodedFrom).toBeGreaterThan(firstLeft - 240 - 250);
      const ids = kept.frames.map((frame) => frame.id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(shotsOf(kept.frames).map(({ shot }) => shot)).toEqual(
        shotsOf(whole.frames).map(({ shot }) => shot),
      );
    },
  );
});
