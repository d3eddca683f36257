import { describe, expect, it } from 'vitest';
import { moodIdSchema } from '../../shared/domain/moodId.ts';
import { work } from '../database/testing/records.ts';
import { workEntry } from '../library/libraryEntries.ts';
import { noFilter } from '../library/libraryFilter.ts';
import { filterChips } from './filterChips.ts';

const film = work('film', { kind: 'film', title: '重慶森林' });
const library = { works: new Map([[film.id, workEntry(film)]]), frames: new Map(), media: new Map() };
const gone = moodIdSchema.parse('own:6f0c1c0e-52a7-4f0f-9a43-0b6f5c1d2e3f');

describe('filterChips', () => {
  it('takes each of a filter’s parts out by its own chip, and only that', () => {
    const filter = {
      ...noFilter,
      workIds: [film.id],
      moodIds: ['night' as const, 'pastel' as const],
      years: [
        { min: 1994, max: 1994 },
        { min: null, max: 1960 },
      ],
      offline: true,
    };
    const chips = filterChips(filter, library);
    expect(chips.map(({ sort, label }) => `${sort} ${label}`.trim())).toEqual([
      'work 重慶森林',
      'year 1994',
      'year up to 1960',
      'mood Night',
      'mood Pastel',
      'Missing files',
    ]);
    expect(new Set(chips.map(({ id }) => id)).size).toBe(chips.length);
    expect(chips.map(({ without }) => without)).toEqual([
      { workIds: [] },
      { years: [{ min: null, max: 1960 }] },
      { years: [{ min: 1994, max: 1994 }] },
      { moodIds: ['pastel'] },
      { moodIds: ['night'] },
      { offline: false },
    ]);
  });

  it('names what is not in the library any more as gone, not as nameless', () => {
    const other = work('other').id;
    const chips = filterChips({ ...noFilter, workIds: [other], moodIds: [gone] }, library);
    expect(chips.map(({ label }) => label)).toEqual(['a deleted work', 'deleted']);
  });
});
