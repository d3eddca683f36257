import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppFailure } from '../../shared/contract/appError.ts';
import { AfterimageDatabase } from '../database/afterimageDatabase.ts';
import { filesIn } from '../database/importQueue.ts';
import { type MediaPeer, type MediaScript, mediaPeer } from '../database/testing/mediaPeer.ts';
import { ImportRunner } from './importRunner.ts';
import { give, importAll, type Outcome } from './testing/scriptedImport.ts';

let database: AfterimageDatabase;
let halts: string[];
beforeEach(() => {
  database = new AfterimageDatabase(`breaks-${crypto.randomUUID()}`);
  halts = [];
});
afterEach(async () => await database.delete());

function open(script: MediaScript): { peer: MediaPeer; runner: ImportRunner } {
  const peer = mediaPeer(script);
  const runner = new ImportRunner({
    database,
    client: peer.connect(),
    onView: () => undefined,
    onJobHalt: (job) => halts.push(`${job.name} ${job.state}`),
  });
  return { peer, runner };
}

describe('a run that the end of the media process breaks off', () => {
  it('finds out which file ends the decoder, and imports all others', async () => {
    const { peer, runner } = open({
      importMedia: async (input, context) =>
        importAll(input, context, async (fileName): Promise<Outcome> => {
          if (fileName !== 'film 2.mp4') return 'done';
          // What the host of the media process answers when it dies.
          throw new AppFailure('media-process-stopped');
        }),
    });
    await runner.start();
    const added = await runner.add(give('one', 'film 1.mp4', 'film 2.mp4', 'film 3.mp4'));
    if (added === null) throw new Error('not added');
    expect(await added.result).toMatchObject({ value: { imported: 2, failed: 1 } });
    const [culprit] = await filesIn(database, added.jobId, 'failed').toArray();
    expect(culprit).toMatchObject({ fileName: 'film 2.mp4', error: { code: 'media-process-stopped' } });
    expect(peer.given).toEqual([['film 1.mp4', 'film 2.mp4', 'film 3.mp4'], ['film 2.mp4'], ['film 3.mp4']]);
  });

  it('fails only the file that hung, named, at once, and imports all others', async () => {
    const { peer, runner } = open({
      importMedia: async (input, context) =>
        importAll(input, context, async (fileName): Promise<Outcome> => {
          if (fileName !== 'film 2.mp4') return 'done';
          // What the host answers when it has ended a process that was silent for 30 s.
          throw new AppFailure('no-progress', { fileName, reason: 'signal SIGKILL' });
        }),
    });
    await runner.start();
    const added = await runner.add(give('one', 'film 1.mp4', 'film 2.mp4', 'film 3.mp4'));
    if (added === null) throw new Error('not added');
    expect(await added.result).toMatchObject({ value: { imported: 2, failed: 1 } });
    const [culprit] = await filesIn(database, added.jobId, 'failed').toArray();
    expect(culprit).toMatchObject({
      fileName: 'film 2.mp4',
      error: { code: 'no-progress', details: { fileName: 'film 2.mp4' } },
    });
    expect(peer.given).toEqual([['film 1.mp4', 'film 2.mp4', 'film 3.mp4'], ['film 3.mp4']]);
    expect(halts).toEqual(['one done']);
  });

  it('finds out which of two files hung when both were under way', async () => {
    const { peer, runner } = open({
      importMedia: async (input, context) => {
        const hangs = input.sources.some(({ fileName }) => fileName === 'film 2.mp4');
        if (!hangs) return importAll(input, context, () => 'done');
        // Two lanes: a still beside a video.
        for (const { sourceId } of input.sources.slice(0, 2)) context.emit({ type: 'started', sourceId });
        const reason = 'at work on film 1.mp4, film 2.mp4';
        const fileName = input.sources.length === 1 ? { fileName: 'film 2.mp4' } : {};
        throw new AppFailure('no-progress', { ...fileName, reason });
      },
    });
    await runner.start();
    const added = await runner.add(give('one', 'film 1.mp4', 'film 2.mp4', 'film 3.mp4'));
    if (added === null) throw new Error('not added');
    expect(await added.result).toMatchObject({ value: { imported: 2, failed: 1 } });
    const [culprit] = await filesIn(database, added.jobId, 'failed').toArray();
    expect(culprit).toMatchObject({ fileName: 'film 2.mp4', error: { code: 'no-progress' } });
    expect(peer.given).toEqual([
      ['film 1.mp4', 'film 2.mp4', 'film 3.mp4'],
      ['film 1.mp4'],
      ['film 2.mp4'],
      ['film 3.mp4'],
    ]);
  });
});
