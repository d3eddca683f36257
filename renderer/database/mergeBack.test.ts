import { describe, expect, it } from 'vitest';
import { mergeBack } from './mergeBack.ts';

const row = { id: 'a', note: '', tags: ['A', 'B'], span: { in: 1, out: 2 } as object | null };

describe('mergeBack', () => {
  it('puts a field back and leaves what was written in another since', () => {
    const left = { ...row, tags: ['B'] };
    expect(mergeBack(left, row, { ...left, note: 'later' })).toEqual({
      value: { ...row, note: 'later' },
      kept: false,
    });
  });

  it('keeps the later value of the very field and tells so', () => {
    const left = { ...row, note: 'mine' };
    expect(mergeBack(left, row, { ...left, note: 'later' })).toEqual({
      value: { ...row, note: 'later' },
      kept: true,
    });
  });

  it('puts a tag back beside one that was added since', () => {
    const left = { ...row, tags: ['B'] };
    expect(mergeBack(left, row, { ...left, tags: ['B', 'C'] }).value).toEqual({
      ...row,
      tags: ['A', 'B', 'C'],
    });
  });

  it('renames a tag back wherever it stands now', () => {
    const left = { ...row, tags: ['X', 'B'] };
    expect(mergeBack(left, row, { ...left, tags: ['C', 'B', 'X'] }).value?.tags).toEqual(['C', 'B', 'A']);
  });

  it('does not mix two spans', () => {
    const left = { ...row, span: { in: 10, out: 20 } };
    const now = { ...row, span: { in: 10, out: 50 } };
    expect(mergeBack(left, { ...row, span: { in: 100, out: 120 } }, now)).toEqual({ value: now, kept: true });
  });

  it('never empties a list that was not empty before', () => {
    const now = { ...row, tags: ['C'] };
    expect(mergeBack({ ...row, tags: ['A', 'C'] }, { ...row, tags: ['A'] }, now)).toEqual({
      value: now,
      kept: true,
    });
  });

  it('brings a deleted row back, and its words to one that was made anew since', () => {
    const before = { ...row, note: 'words', createdAt: '1' };
    expect(mergeBack(undefined, before, undefined)).toEqual({ value: before, kept: false });
    const anew = { ...row, tags: [], createdAt: '2' };
    expect(mergeBack(undefined, before, anew)).toEqual({
      value: { ...before, createdAt: '2' },
      kept: false,
    });
  });

  it('keeps a made row that was written on since, and takes an untouched one away', () => {
    expect(mergeBack(row, undefined, row)).toEqual({ value: undefined, kept: false });
    const now = { ...row, note: 'later' };
    expect(mergeBack(row, undefined, now)).toEqual({ value: now, kept: true });
  });

  it('takes a made row away that was only measured anew since', () => {
    const made = { ...row, moods: [{ id: 'neon', value: 0.61 }], moodIds: ['neon'] };
    const measured = { ...made, moods: [{ id: 'neon', value: 0.6 }], shot: { index: 3 }, partial: false };
    expect(mergeBack<object>(made, undefined, measured)).toEqual({ value: undefined, kept: false });
    const spoken = { ...measured, moodOverrides: { neon: 'off' } };
    expect(mergeBack<object>(made, undefined, spoken)).toEqual({ value: spoken, kept: true });
  });

  it('does not tell of measurements that stay', () => {
    const left = { ...row, moodIds: ['neon'], note: 'mine' };
    const now = { ...left, moodIds: ['neon', 'dusk'] };
    expect(mergeBack<object>(left, { ...row, moodIds: [] }, now)).toEqual({
      value: { ...row, moodIds: ['dusk'] },
      kept: false,
    });
  });
});
