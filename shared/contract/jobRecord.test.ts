import { describe, expect, it } from 'vitest';
import { type JobRecord, makeJobRecord, progressIntervalMs } from './jobRecord.ts';
import type { ResponseMessage } from './messages.ts';

interface Bench {
  readonly record: JobRecord;
  readonly sent: ResponseMessage[];
  readonly stops: number[];
  /** Moves the clock on, running what falls due. */
  readonly pass: (ms: number) => void;
}

function openBench(): Bench {
  const sent: ResponseMessage[] = [];
  const stops: number[] = [];
  let nowMs = 0;
  let due: { atMs: number; run: () => void }[] = [];
  const record = makeJobRecord({
    id: 'job-1',
    method: 'importMedia',
    platform: {
      nowMs: () => nowMs,
      afterMs: (delayMs, run) => {
        const entry = { atMs: nowMs + delayMs, run };
        due.push(entry);
        return () => {
          due = due.filter((each) => each !== entry);
        };
      },
    },
    send: (message) => sent.push(message),
    stop: () => stops.push(nowMs),
  });
  record.start();
  const pass = (ms: number): void => {
    nowMs += ms;
    const ripe = due.filter((entry) => entry.atMs <= nowMs);
    due = due.filter((entry) => entry.atMs > nowMs);
    for (const entry of ripe) entry.run();
  };
  return { record, sent, stops, pass };
}

const progress = (fraction: number) => ({ type: 'progress', fraction });
const eventsOf = (sent: readonly ResponseMessage[]): unknown[] =>
  sent.flatMap((message) => (message.type === 'event' ? [message.event] : []));

describe('a job', () => {
  it('sends the first progress at once and then the latest of each interval', () => {
    const { record, sent, pass } = openBench();
    record.emit(progress(0.1));
    expect(eventsOf(sent)).toEqual([progress(0.1)]);
    record.emit(progress(0.2));
    record.emit(progress(0.3));
    pass(progressIntervalMs - 1);
    expect(sent).toHaveLength(1);
    pass(1);
    expect(eventsOf(sent)).toEqual([progress(0.1), progress(0.3)]);
  });

  it('sends at most ten progress events in any second', () => {
    const { record, sent, pass } = openBench();
    const seconds = 3;
    for (let ms = 0; ms < seconds * 1000; ms += 1) {
      record.emit(progress(ms / 3000));
      pass(1);
    }
    expect(sent.length).toBeLessThanOrEqual(seconds * 10 + 1);
    expect(sent.length).toBeGreaterThan(seconds * 9);
  });

  it('never lets the fraction fall', () => {
    const { record, sent, pass } = openBench();
    for (const fraction of [0.5, 0.2, 0.6, 0.1]) {
      record.emit(progress(fraction));
      pass(progressIntervalMs);
    }
    expect(eventsOf(sent)).toEqual([progress(0.5), progress(0.5), progress(0.6), progress(0.6)]);
  });

  it('takes events without a type for progress', () => {
    const { record, sent } = openBench();
    record.emit({ pagesDone: 1 });
    record.emit({ pagesDone: 2 });
    expect(eventsOf(sent)).toEqual([{ pagesDone: 1 }]);
  });

  it('sends the last progress before the reply, and nothing after it', () => {
    const { record, sent, pass } = openBench();
    record.emit(progress(0.1));
    record.emit(progress(1));
    record.finish({ ok: true, value: 7 });
    record.emit({ type: 'frames' });
    record.finish({ ok: true, value: 8 });
    pass(progressIntervalMs);
    expect(sent.slice(1)).toEqual([
      { type: 'event', id: 'job-1', event: progress(1) },
      { type: 'reply', id: 'job-1', result: { ok: true, value: 7 } },
    ]);
  });

  it('sends data events at once, however many', () => {
    const { record, sent } = openBench();
    const events = Array.from({ length: 500 }, (_, number) => ({ type: 'frames', number }));
    for (const event of events) record.emit(event);
    expect(eventsOf(sent)).toEqual(events);
  });

  it('replays what was not forgotten to a new listener, then goes on', () => {
    const { record, sent } = openBench();
    record.emit({ type: 'frames', batchId: 'a' });
    record.dispose();
    record.emit({ type: 'frames', batchId: 'b' });
    record.emit(progress(0.4));
    expect(sent).toHaveLength(1);
    record.forget((event) => (event as { batchId?: string }).batchId === 'a');
    record.listen();
    expect(eventsOf(sent).slice(1)).toEqual([{ type: 'frames', batchId: 'b' }, progress(0.4)]);
    record.emit({ type: 'failed' });
    expect(eventsOf(sent).at(-1)).toEqual({ type: 'failed' });
  });

  it('gives the reply to whoever listens after the end', () => {
    const { record, sent } = openBench();
    record.dispose();
    record.finish({ ok: true, value: 7 });
    expect(sent).toEqual([]);
    record.listen();
    expect(sent).toEqual([{ type: 'reply', id: 'job-1', result: { ok: true, value: 7 } }]);
  });

  it('tells its state', () => {
    const { record, stops } = openBench();
    expect(record.snapshot()).toMatchObject({ state: 'running', lastEvent: null, error: null });
    record.emit(progress(0.3));
    record.cancel();
    expect(stops).toHaveLength(1);
    record.finish({ ok: true, value: null });
    expect(record.snapshot()).toMatchObject({ state: 'cancelled', lastEvent: progress(0.3) });
    record.cancel();
    expect(stops).toHaveLength(1);
  });
});
