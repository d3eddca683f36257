import { describe, expect, it } from 'vitest';
import { boardIdSchema, workIdSchema } from '../../shared/domain/ids.ts';
import { work } from '../database/testing/records.ts';
import type { BoardContent } from './boardSession.ts';
import { draftBetween, joinsDraft } from './linkDraft.ts';
import { boardItem, frameEnd, homageLink, libraryFrame } from './testing/boardRecords.ts';

const mv = work('mv', { kind: 'music-video' });
const film = work('film', { kind: 'film' });
const mvFrame = libraryFrame(mv.id, 1, 0);
const filmFrame = libraryFrame(film.id, 2, 0);
const content: BoardContent = {
  frames: new Map([mvFrame, filmFrame].map((frame) => [frame.id, frame])),
  works: new Map([mv, film].map((each) => [each.id, each])),
  moments: new Map(),
  links: new Map(),
  loaded: true,
};
const board = boardIdSchema.parse('board');
const item = (id: string, frameId: typeof mvFrame.id, x: number) =>
  boardItem(board, id, { kind: 'frame', frameId }, { x });

describe('draftBetween', () => {
  it('puts the MV first, wherever it stands', () => {
    const draft = { from: [frameEnd(mvFrame)], to: [frameEnd(filmFrame)] };
    for (const x of [0, 500]) {
      expect(draftBetween([item('a', mvFrame.id, x), item('b', filmFrame.id, 250)], content)).toEqual(draft);
    }
  });

  it('offers nothing between one work’s own frames, or for other than two', () => {
    const own = [item('a', mvFrame.id, 0), item('b', mvFrame.id, 9)];
    expect(draftBetween(own, content)).toBeNull();
    expect(draftBetween(own.slice(1), content)).toBeNull();
    const note = boardItem(board, 'n', { kind: 'note', text: '' });
    expect(draftBetween([item('a', mvFrame.id, 0), note], content)).toBeNull();
    const card = boardItem(board, 'w', { kind: 'work', workId: workIdSchema.parse('film') });
    expect(draftBetween([item('a', mvFrame.id, 0), card], content)).toBeNull();
  });
});

describe('joinsDraft', () => {
  it('knows the link that came of a draft, even with more ends', () => {
    const draft = { from: [frameEnd(mvFrame)], to: [frameEnd(filmFrame)] };
    const more = libraryFrame(mv.id, 1, 5);
    const made = homageLink('l', [frameEnd(mvFrame), frameEnd(more)], [frameEnd(filmFrame)]);
    expect(joinsDraft(made, draft)).toBe(true);
    expect(joinsDraft(homageLink('m', [frameEnd(more)], [frameEnd(filmFrame)]), draft)).toBe(false);
  });
});
