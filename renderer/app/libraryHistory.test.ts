import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FrameId } from '../../shared/domain/ids.ts';
import { AfterimageDatabase } from '../database/afterimageDatabase.ts';
import { addTag, deleteFrames, describeFrame, removeTagEverywhere } from '../database/frameEdits.ts';
import { analysedFrame, videoFile, work } from '../database/testing/records.ts';
import { deleteWork, saveWork } from '../database/workEdits.ts';
import { writeImportedFrames } from '../database/writeImportedFrames.ts';
import { useToasts } from '../ui/toasts.ts';
import { noteEdit, redoLibraryEdit, undoLibraryEdit, useLibraryHistory } from './libraryHistory.ts';

const clip = videoFile(1, 'clip.mp4');
const frames = [0, 1].map((index) => analysedFrame(clip, index));
const [first, second] = frames.map(({ id }) => id) as [FrameId, FrameId];
const film = work('film');

let database: AfterimageDatabase;
beforeEach(async () => {
  useLibraryHistory.setState({ done: [], undone: [] });
  useToasts.setState({ toasts: [] });
  database = new AfterimageDatabase(`history-${crypto.randomUUID()}`);
  await database.works.add(film);
  await writeImportedFrames(
    database,
    { media: clip, frames },
    { workId: film.id, stillsWorkId: film.id, sample: false },
  );
});
afterEach(async () => await database.delete());

const toastTexts = (): string[] => useToasts.getState().toasts.map(({ text }) => text);

/** Presses Undo on a toast and waits until the history has done it. */
async function pressUndoOn(text: string): Promise<void> {
  const toast = useToasts.getState().toasts.find((each) => each.text === text);
  if (toast?.action == null) throw new Error(`no Undo on ${text}`);
  toast.action.run();
  // The next transaction over the same tables waits for the one that Undo began.
  await database.transaction('rw', database.tables, () => undefined);
}

describe('the history of the library', () => {
  it('takes a tag edit back from its toast and leaves a note alone that was written since', async () => {
    await addTag(database, [first, second], 'A');
    noteEdit('Tag “A” removed from all frames', await removeTagEverywhere(database, 'A'));
    noteEdit('Note changed', await describeFrame(database, first, { note: '비' }), { quiet: true });
    await addTag(database, [second], 'B');
    await pressUndoOn('Tag “A” removed from all frames');
    expect(await database.frames.bulkGet([first, second])).toMatchObject([
      { tags: ['A'], note: '비' },
      { tags: ['A', 'B'] },
    ]);
    await undoLibraryEdit();
    expect((await database.frames.get(first))?.note).toBe('');
  });

  it('says where a later change of the same thing stays', async () => {
    noteEdit('Note changed', await describeFrame(database, first, { note: 'one' }));
    await describeFrame(database, first, { note: 'two' });
    await undoLibraryEdit();
    expect((await database.frames.get(first))?.note).toBe('two');
    expect(toastTexts().at(-1)).toBe(
      'Undone: note changed. One item was changed since; those later changes were kept',
    );
  });

  it('keeps a new work that has footage by now', async () => {
    const added = work('added');
    noteEdit('Added', await saveWork(database, added));
    await database.media.update(clip.id, { workId: added.id });
    await undoLibraryEdit();
    expect(await database.works.get(added.id)).toEqual(added);
  });

  it('counts a file as complete only when its last deleted frame is back', async () => {
    const isPartial = async () => (await database.media.get(clip.id))?.partial;
    await database.media.update(clip.id, { partial: false });
    noteEdit('First deleted', await deleteFrames(database, [first]));
    noteEdit('Second deleted', await deleteFrames(database, [second]));
    await pressUndoOn('First deleted');
    expect(await isPartial()).toBe(true);
    await undoLibraryEdit();
    expect(await isPartial()).toBe(false);
    await redoLibraryEdit();
    expect(await database.frames.toCollection().primaryKeys()).toEqual([first]);
  });

  it('does not bring a frame back into a work that is gone, until the work is back', async () => {
    noteEdit('Frame deleted', await deleteFrames(database, [first]));
    noteEdit('Work deleted', await deleteWork(database, film.id));
    await pressUndoOn('Frame deleted');
    expect(await database.frames.count()).toBe(0);
    expect(toastTexts().at(-1)).toContain('Undo the deletion of the work first');
    await undoLibraryEdit();
    await undoLibraryEdit();
    expect(await database.frames.count()).toBe(2);
  });

  it('can be tried again when undoing fails', async () => {
    const full = new DOMException('no space', 'QuotaExceededError');
    let fails = true;
    noteEdit('Edited', {
      undo: () => (fails ? Promise.reject(full) : Promise.resolve(0)),
      redo: () => Promise.resolve(0),
    });
    await undoLibraryEdit();
    expect(toastTexts().at(-1)).toContain('disk is full');
    fails = false;
    await undoLibraryEdit();
    expect(toastTexts().at(-1)).toBe('Undone: edited');
  });
});
