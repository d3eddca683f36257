import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeAppError } from '../../shared/contract/appError.ts';
import { importJobSchema } from '../../shared/domain/importQueue.ts';
import { AfterimageDatabase } from '../database/afterimageDatabase.ts';
import { filesIn, filesOf } from '../database/importQueue.ts';
import { type MediaPeer, type MediaScript, mediaPeer } from '../database/testing/mediaPeer.ts';
import { ImportRunner, type QueueView } from './importRunner.ts';
import { give, importAll, mediaOf, type Outcome, ref } from './testing/scriptedImport.ts';

let database: AfterimageDatabase;
let view: QueueView | null;
let halts: string[];
beforeEach(() => {
  database = new AfterimageDatabase(`queue-${crypto.randomUUID()}`);
  view = null;
  halts = [];
});
afterEach(async () => await database.delete());

function open(script: MediaScript): { peer: MediaPeer; runner: ImportRunner } {
  const peer = mediaPeer(script);
  return { peer, runner: runnerOn(peer) };
}

function runnerOn(peer: MediaPeer): ImportRunner {
  return new ImportRunner({
    database,
    client: peer.connect(),
    onView: (shown) => {
      view = shown;
    },
    onJobHalt: (job) => halts.push(`${job.name} ${job.state}`),
    lookForDisksEveryMs: 20,
  });
}

const jobs = async () =>
  (await database.importJobs.orderBy('order').toArray()).map((job) => importJobSchema.parse(job));

/** A door that work waits at until it is opened. */
function makeGate() {
  let open_: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open_ = resolve;
  });
  return { opened, open: () => open_() };
}

describe('the import queue', () => {
  it('works jobs off one after the other, in order, and counts what came', async () => {
    const { peer, runner } = open({
      importMedia: (input, context) => importAll(input, context, () => 'done'),
    });
    await runner.start();
    const first = await runner.add(give('one', 'film 1.mp4', 'film 2.mp4'));
    expect(await first?.result).toMatchObject({
      ok: true,
      value: { imported: 2, frames: 4, cancelled: false },
    });
    await runner.add(give('two', 'film 3.mp4', 'film 1.mp4'));
    await runner.idle();
    expect(peer.given).toEqual([
      ['film 1.mp4', 'film 2.mp4'],
      ['film 3.mp4', 'film 1.mp4'],
    ]);
    expect(
      (await jobs()).map(({ name, state, done, known, frames }) => [name, state, done, known, frames]),
    ).toEqual([
      ['one', 'done', 2, 0, 4],
      ['two', 'done', 1, 1, 2],
    ]);
    expect(halts).toEqual(['one done', 'two done']);
  });

  it('takes no file twice that waits already', async () => {
    const { runner } = open({});
    expect(await runner.add(give('one', 'film 1.mp4'))).not.toBeNull();
    expect(await runner.add(give('two', 'film 1.mp4', 'film 1.mp4'))).toBeNull();
    expect(await jobs()).toHaveLength(1);
  });

  it('goes on after a restart with what was left, and only that', async () => {
    const gate = makeGate();
    const hanging = open({
      importMedia: (input, context) =>
        importAll(input, context, async (fileName): Promise<Outcome> => {
          if (fileName !== 'film 1.mp4') await gate.opened;
          return 'done';
        }),
    });
    await hanging.runner.start();
    await hanging.runner.add(give('one', 'film 1.mp4', 'film 2.mp4', 'film 3.mp4'));
    await expect.poll(async () => (await jobs())[0]?.done).toBe(1);
    // The app is gone: nothing is told any more, nothing was tidied.

    const { peer, runner } = open({
      importMedia: (input, context) => importAll(input, context, () => 'done'),
    });
    expect(await runner.start()).toBe(2);
    await runner.idle();
    expect(peer.given).toEqual([['film 2.mp4', 'film 3.mp4']]);
    expect((await jobs())[0]).toMatchObject({ state: 'done', done: 3, frames: 6, fraction: 1 });
    expect(await database.frames.count()).toBe(6);
    gate.open();
    await hanging.runner.idle();
  });

  it('pauses a job where it is and goes on with it', async () => {
    let pass = 0;
    const { peer, runner } = open({
      importMedia: async (input, context) => {
        pass += 1;
        if (pass > 1) return importAll(input, context, () => 'done');
        return importAll(input, context, async (): Promise<Outcome> => {
          await new Promise<void>((resolve) => context.signal.addEventListener('abort', () => resolve()));
          return 'cut off';
        });
      },
    });
    await runner.start();
    const added = await runner.add(give('one', 'film 1.mp4', 'film 2.mp4'));
    if (added === null) throw new Error('not added');
    await expect.poll(() => peer.given.length).toBe(1);
    await runner.pauseJob(added.jobId);
    await runner.idle();
    expect((await jobs())[0]).toMatchObject({ state: 'paused', done: 0 });
    await runner.resumeJob(added.jobId);
    expect(await added.result).toMatchObject({ value: { imported: 2 } });
    expect(peer.given[1]).toEqual(['film 1.mp4', 'film 2.mp4']);
  });

  for (const how of ['pauseJob', 'cancelJob'] as const) {
    it(`is done when ${how} comes while the last file is finishing`, async () => {
      const { peer, runner } = open({
        importMedia: (input, context) =>
          importAll(input, context, async (): Promise<Outcome> => {
            await new Promise<void>((resolve) => context.signal.addEventListener('abort', () => resolve()));
            return 'done';
          }),
      });
      await runner.start();
      const added = await runner.add(give('one', 'film 1.mp4'));
      if (added === null) throw new Error('not added');
      await expect.poll(() => peer.given.length).toBe(1);
      await runner[how](added.jobId);
      expect(await added.result).toMatchObject({ ok: true, value: { imported: 1, cancelled: false } });
      await runner.idle();
      expect((await jobs())[0]).toMatchObject({ state: 'done', done: 1, fraction: 1 });
      expect(halts).toEqual(['one done']);
    });
  }

  it('stays paused over a restart when the user paused everything, but not when the machine slept', async () => {
    const before = open({ importMedia: (input, context) => importAll(input, context, () => 'done') });
    await before.runner.start();
    before.runner.setAsleep(true);
    await before.runner.add(give('one', 'film 1.mp4'));
    await before.runner.idle();
    expect(before.peer.given).toEqual([]);
    expect(view).toMatchObject({ isAsleep: true, isPaused: false });
    await before.runner.setPaused(true);
    before.runner.setAsleep(false);

    const after = open({ importMedia: (input, context) => importAll(input, context, () => 'done') });
    await after.runner.start();
    await after.runner.idle();
    expect(after.peer.given).toEqual([]);
    await after.runner.setPaused(false);
    await after.runner.idle();
    expect(after.peer.given).toEqual([['film 1.mp4']]);
  });

  it('imports another job next when asked; what ran steps back and is not lost', async () => {
    let first = true;
    const { peer, runner } = open({
      importMedia: (input, context) =>
        importAll(input, context, async (): Promise<Outcome> => {
          if (!first) return 'done';
          first = false;
          await new Promise<void>((resolve) => context.signal.addEventListener('abort', () => resolve()));
          return 'cut off';
        }),
    });
    await runner.start();
    await runner.add(give('one', 'film 1.mp4'));
    const urgent = await runner.add(give('two', 'film 2.mp4'));
    await expect.poll(() => peer.given.length).toBe(1);
    await runner.importNext(urgent?.jobId ?? ('' as never));
    await urgent?.result;
    await expect.poll(async () => (await jobs()).map((job) => job.state)).toEqual(['done', 'done']);
    expect(peer.given).toEqual([['film 1.mp4'], ['film 2.mp4'], ['film 1.mp4']]);
  });

  it('puts jobs before and behind one another', async () => {
    const { runner } = open({});
    const ids = [];
    for (const name of ['one', 'two', 'three']) {
      ids.push((await runner.add(give(name, `${name} ${ids.length}.mp4`)))?.jobId ?? ('' as never));
    }
    const [one, two, three] = ids as [never, never, never];
    await runner.moveJob(three, 'before', two);
    expect((await jobs()).map((job) => job.name)).toEqual(['one', 'three', 'two']);
    await runner.moveJob(one, 'after', two);
    expect((await jobs()).map((job) => job.name)).toEqual(['three', 'two', 'one']);
  });

  it('keeps what came before Cancel and can take the rest up again', async () => {
    let cancelled = false;
    const { runner } = open({
      importMedia: (input, context) =>
        importAll(input, context, async (fileName): Promise<Outcome> => {
          if (fileName !== 'film 2.mp4' || cancelled) return 'done';
          cancelled = true;
          const [job] = await database.importJobs.toArray();
          if (job !== undefined) await runner.cancelJob(job.id);
          return 'cut off';
        }),
    });
    await runner.start();
    const added = await runner.add(give('one', 'film 1.mp4', 'film 2.mp4', 'film 3.mp4'));
    expect(await added?.result).toMatchObject({ ok: true, value: { imported: 1, cancelled: true } });
    expect((await jobs())[0]).toMatchObject({ state: 'cancelled', done: 1 });
    await runner.resumeJob(added?.jobId ?? ('' as never));
    await runner.idle();
    expect((await jobs())[0]).toMatchObject({ state: 'done', done: 3 });
  });

  it('retries failed files, singly or together, once they are mended', async () => {
    const mended = new Set<string>();
    const { peer, runner } = open({
      importMedia: (input, context) =>
        importAll(input, context, async (fileName): Promise<Outcome> => {
          if (fileName === 'film 1.mp4' || mended.has(fileName)) return 'done';
          const error = makeAppError('file-broken', { fileName });
          return { type: 'failed', sourceId: ref(fileName).sourceId, fileName, error };
        }),
    });
    await runner.start();
    const added = await runner.add(give('one', 'film 1.mp4', 'film 2.mp4', 'film 3.mp4', 'film 4.mp4'));
    if (added === null) throw new Error('not added');
    expect(await added.result).toMatchObject({ value: { imported: 1, failed: 3 } });
    const [second] = await filesIn(database, added.jobId, 'failed').toArray();
    if (second === undefined) throw new Error('nothing failed');
    mended.add('film 2.mp4');
    await runner.retry(added.jobId, [second.id]);
    await runner.idle();
    expect((await jobs())[0]).toMatchObject({ state: 'done', done: 2, failed: 2 });
    mended.add('film 3.mp4').add('film 4.mp4');
    await runner.retry(added.jobId, null);
    await runner.idle();
    expect((await jobs())[0]).toMatchObject({ state: 'done', done: 4, failed: 0, frames: 8 });
    expect(peer.given.slice(1)).toEqual([['film 2.mp4'], ['film 3.mp4', 'film 4.mp4']]);
  });

  it('waits for a disk that is away and goes on by itself when it is back', async () => {
    let isThere = true;
    const { peer, runner } = open({
      checkSource: () => (isThere ? { state: 'there', place: null } : { state: 'away', place: 'LaCie' }),
      importMedia: (input, context) =>
        importAll(input, context, async (fileName): Promise<Outcome> => {
          if (fileName === 'film 2.mp4' && peer.given.length === 1) isThere = false;
          if (isThere) return 'done';
          const error = makeAppError('file-not-found', { fileName });
          return { type: 'failed', sourceId: ref(fileName).sourceId, fileName, error };
        }),
    });
    await runner.start();
    const added = await runner.add(give('one', 'film 1.mp4', 'film 2.mp4', 'film 3.mp4'));
    await expect.poll(async () => (await jobs())[0]?.state).toBe('away');
    expect((await jobs())[0]).toMatchObject({ awayPlace: 'LaCie', done: 1, failed: 0 });
    isThere = true;
    expect(await added?.result).toMatchObject({ value: { imported: 3, failed: 0 } });
    expect(peer.given.at(-1)).toEqual(['film 2.mp4', 'film 3.mp4']);
  });

  it('calls a file failed that was deleted from a disk that is there', async () => {
    const { runner } = open({
      checkSource: () => ({ state: 'missing', place: null }),
      importMedia: (input, context) =>
        importAll(input, context, async (fileName) => ({
          type: 'failed',
          sourceId: ref(fileName).sourceId,
          fileName,
          error: makeAppError('file-not-found', { fileName }),
        })),
    });
    await runner.start();
    const added = await runner.add(give('one', 'film 1.mp4'));
    expect(await added?.result).toMatchObject({ value: { failed: 1 } });
  });

  it('pauses with the reason when the disk is full, and the file waits', async () => {
    const { runner } = open({
      importMedia: (input, context) =>
        importAll(input, context, async (fileName) => ({
          type: 'failed',
          sourceId: ref(fileName).sourceId,
          fileName,
          error: makeAppError('disk-full', { fileName }),
        })),
    });
    await runner.start();
    await runner.add(give('one', 'film 1.mp4', 'film 2.mp4'));
    await runner.idle();
    expect((await jobs())[0]).toMatchObject({ state: 'paused', failed: 0, error: { code: 'disk-full' } });
    expect(halts).toEqual(['one paused']);
  });

  it('adds what a watched folder brings to its job while that is not over', async () => {
    const { runner } = open({});
    const folder = (...names: string[]) =>
      ({ ...give('Rushes', ...names), kind: 'watch', folderId: 'w-1' as never }) as const;
    const first = await runner.add(folder('film 1.mp4'));
    const second = await runner.add(folder('film 2.mp4'));
    expect(second?.jobId).toBe(first?.jobId);
    const files = await filesOf(database, first?.jobId ?? ('' as never)).toArray();
    expect(files.map((file) => file.fileName)).toEqual(['film 1.mp4', 'film 2.mp4']);
    expect((await jobs())[0]).toMatchObject({ total: 2, kind: 'watch' });
  });

  it('clears what is over and leaves what waits', async () => {
    const { runner } = open({ importMedia: (input, context) => importAll(input, context, () => 'done') });
    await runner.start();
    await (await runner.add(give('one', 'film 1.mp4')))?.result;
    await runner.idle();
    await runner.setPaused(true);
    await runner.add(give('two', 'film 2.mp4'));
    await runner.clearFinished();
    expect((await jobs()).map((job) => job.name)).toEqual(['two']);
    expect((await database.importFiles.toArray()).map((file) => file.fileName)).toEqual(['film 2.mp4']);
  });

  it('reads a piece of a long job in its order', async () => {
    const { runner } = open({});
    await runner.add(give('many', ...Array.from({ length: 1200 }, (_, index) => `film ${index}.mp4`)));
    const [job] = await jobs();
    if (job === undefined) throw new Error('not added');
    expect(job.total).toBe(1200);
    const piece = await filesOf(database, job.id).offset(1190).limit(50).toArray();
    expect(piece.map((file) => file.fileName)).toEqual(
      Array.from({ length: 10 }, (_, index) => `film ${1190 + index}.mp4`),
    );
  });

  it('analyses a media of the library again when its shots are to be found again, and it stays whole', async () => {
    let isPaused = true;
    const { peer, runner } = open({
      importMedia: (input, context) =>
        importAll(input, context, async (): Promise<Outcome> => {
          if (peer.given.length === 1 || !isPaused) return 'done';
          await new Promise<void>((resolve) => context.signal.addEventListener('abort', () => resolve()));
          return 'cut off';
        }),
    });
    await runner.start();
    await (await runner.add(give('one', 'film 1.mp4')))?.result;
    const { id } = mediaOf('film 1.mp4');
    const added = await runner.add({
      ...give('Shots of film 1.mp4', 'film 1.mp4'),
      kind: 'shots',
      mediaIdFor: () => id,
    });
    if (added === null) throw new Error('not added');
    await expect.poll(() => peer.given.length).toBe(2);
    expect(peer.known.at(-1)).not.toContain(id);
    await runner.pauseJob(added.jobId);
    await runner.idle();
    // Broken off half-way it is no half import: the library had it whole.
    expect((await database.media.get(id))?.partial).toBe(false);
    isPaused = false;
    await runner.resumeJob(added.jobId);
    expect(await added.result).toMatchObject({ ok: true, value: { imported: 1, cancelled: false } });
    expect(await database.mediaProgress.toArray()).toEqual([]);
    expect(await database.media.count()).toBe(1);
    expect(peer.known.at(-1)).not.toContain(id);
  });
});
