import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ImportEvent, SourceRef } from '../../shared/contract/contract.ts';
import {
  type ContractClient,
  makeContractClient,
  type RunningJob,
} from '../../shared/contract/contractClient.ts';
import { progressIntervalMs } from '../../shared/contract/jobRecord.ts';
import type { RequestMessage, ResponseMessage } from '../../shared/contract/messages.ts';
import { contentHashSchema, sourceIdSchema } from '../../shared/domain/ids.ts';
import { talkMs } from './suiteHandlers.ts';
import { type OpenTransport, transports } from './transports.ts';

const sourceId = sourceIdSchema.parse('s-1');

function importing(fileName: string): { sources: SourceRef[]; knownMediaIds: [] } {
  return { sources: [{ sourceId, fileName, sizeBytes: 1 }], knownMediaIds: [] };
}

describe.each(transports)('contract over $name', ({ open }) => {
  let transport: OpenTransport;
  let client: ContractClient;

  beforeEach(() => {
    transport = open();
    client = makeContractClient(transport.channel, randomUUID);
  });
  afterEach(async () => {
    await transport.close();
  });

  /** Sends what no typed client would and waits for the reply of that id. */
  const sendRaw = (message: unknown, id: string): Promise<ResponseMessage> =>
    new Promise((resolve) => {
      const stop = transport.channel.onMessage((response) => {
        if (response.id !== id || response.type !== 'reply') return;
        stop();
        resolve(response);
      });
      transport.channel.send(message as RequestMessage);
    });

  const firstEvent = (fileName: string): Promise<RunningJob<'importMedia'>> =>
    new Promise((resolve) => {
      const job = client.start('importMedia', importing(fileName), () => resolve(job));
    });

  it('answers a call with what its handler returns', async () => {
    const keep = ['a', 'b'].map((digit) => contentHashSchema.parse(digit.repeat(64)));
    expect(await client.call('pruneFrames', { keep })).toEqual({ ok: true, value: { removed: 2 } });
  });

  it('brings a typed failure over whole', async () => {
    const result = await client.call('acknowledgeFrames', { batchIds: ['typed'] });
    expect(result).toEqual({
      ok: false,
      error: { code: 'file-empty', details: { fileName: 'a.mp4' }, retryable: false },
    });
  });

  it('turns anything else thrown into an internal error without folders', async () => {
    const result = await client.call('acknowledgeFrames', { batchIds: ['crash'] });
    expect(result).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(JSON.stringify(result)).toContain('a.mp4');
    expect(JSON.stringify(result)).not.toContain('ann lee');
  });

  it.each(['noSuchMethod', 'appInfo', 'constructor', '__proto__', 'toString'])(
    'refuses %s, which is no method of this host',
    async (method) => {
      const reply = await sendRaw({ type: 'call', id: 'raw-1', method, input: {} }, 'raw-1');
      expect(reply).toMatchObject({ result: { ok: false, error: { code: 'unknown-method' } } });
    },
  );

  it.each([
    [
      'input of the wrong shape',
      { type: 'call', id: 'raw-2', method: 'acknowledgeFrames', input: { path: '/etc/passwd' } },
    ],
    ['a message of no known type', { type: 'shout', id: 'raw-2' }],
    ['a call without a method', { type: 'call', id: 'raw-2', input: {} }],
    ['listening to a job that is not there', { type: 'listen', id: 'raw-2' }],
  ])('refuses %s', async (_what, message) => {
    const reply = await sendRaw(message, 'raw-2');
    expect(reply).toMatchObject({ result: { ok: false, error: { code: 'invalid-input' } } });
  });

  it('goes on after messages that are no messages at all', async () => {
    for (const nonsense of [null, 7, 'call', [], { id: 7 }, { id: 'x'.repeat(500) }]) {
      transport.channel.send(nonsense as unknown as RequestMessage);
    }
    expect(await client.call('listJobs', {})).toEqual({ ok: true, value: [] });
  });

  it('refuses an id that a running job has', async () => {
    const job = await firstEvent('wait');
    const message = { type: 'call', id: job.jobId, method: 'listJobs', input: {} };
    expect(await sendRaw(message, job.jobId)).toMatchObject({
      result: { ok: false, error: { code: 'invalid-input' } },
    });
    job.cancel();
  });

  it('thins progress to ten a second, never falling, and tells every other event in order', async () => {
    const events: ImportEvent[] = [];
    const result = await client.start('importMedia', importing('talk'), (event) => events.push(event)).result;
    const fractions = events.flatMap((event) => (event.type === 'progress' ? [event.fraction] : []));
    const skipped = events.flatMap((event) => (event.type === 'skipped' ? [Number(event.fileName)] : []));

    expect(fractions.at(-1)).toBe(1);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    // The first, one an interval, and the last with the reply; a busy machine may stretch the talk.
    expect(fractions.length).toBeLessThanOrEqual(2 + Math.ceil((talkMs * 2) / progressIntervalMs));
    expect(fractions.length).toBeGreaterThan(1);
    expect(skipped).toEqual(skipped.map((_, index) => index));
    expect(result).toMatchObject({ ok: true, value: { skipped: skipped.length, cancelled: false } });
  });

  it('cancels a job, which still answers', async () => {
    const job = await firstEvent('wait');
    job.cancel();
    expect(await job.result).toMatchObject({ ok: true, value: { cancelled: true } });
    expect(await client.call('listJobs', {})).toMatchObject({
      value: [{ jobId: job.jobId, method: 'importMedia', state: 'cancelled' }],
    });
  });

  it('tells of a failed job with its error', async () => {
    const job = client.start('importMedia', importing('fail'), () => undefined);
    expect(await job.result).toMatchObject({ ok: false, error: { code: 'disk-full', retryable: true } });
    expect(await client.call('listJobs', {})).toMatchObject({
      value: [{ state: 'failed', error: { code: 'disk-full' } }],
    });
  });

  it('lets a window that was loaded again take up a running job', async () => {
    const job = await firstEvent('wait');
    transport.channel.send({ type: 'dispose', id: job.jobId });
    const reloaded = makeContractClient(transport.channel, randomUUID);
    const jobs = await reloaded.call('listJobs', {});
    expect(jobs).toMatchObject({ value: [{ jobId: job.jobId, state: 'running' }] });

    const events: ImportEvent[] = [];
    const again = reloaded.listen('importMedia', job.jobId, (event) => {
      events.push(event);
      if (event.type === 'progress') again.cancel();
    });
    expect(await again.result).toMatchObject({ ok: true, value: { cancelled: true } });
    expect(events.map((event) => event.type)).toEqual(['skipped', 'progress']);
  });

  it('tells the result of a job that ended before anyone listened again', async () => {
    const job = client.start('importMedia', importing('talk'), () => undefined);
    const result = await job.result;
    const reloaded = makeContractClient(transport.channel, randomUUID);
    expect(await reloaded.listen('importMedia', job.jobId, () => undefined).result).toEqual(result);
  });

  it('runs imports one after the other, and cancels one that waits', async () => {
    const first = await firstEvent('wait');
    const second = client.start('importMedia', importing('talk'), () => undefined);
    expect(await client.call('listJobs', {})).toMatchObject({
      value: [{ state: 'running' }, { jobId: second.jobId, state: 'queued' }],
    });
    second.cancel();
    first.cancel();
    expect(await second.result).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  });
});
