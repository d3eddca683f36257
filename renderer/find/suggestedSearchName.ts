import type { LibraryFilter } from '../library/libraryFilter.ts';
import type { LibraryIndex } from '../library/useLibraryIndex.ts';
import { filterChips } from './filterChips.ts';

const mostCharacters = 80;
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** What a search says of itself, to be kept under: "Wong Kar Wai, Blue neon, rain". */
export function suggestedSearchName(
  filter: LibraryFilter,
  library: Pick<LibraryIndex, 'works' | 'frames' | 'media'>,
): string {
  const chips = filterChips(filter, library).map(({ id, sort, label }) => {
    if (id === 'like') return `Looks like ${label}`;
    return label === '' ? sort : label;
  });
  const name = [...chips, filter.text.trim()].filter(Boolean).join(', ');
  const characters = Array.from(segmenter.segment(name), ({ segment }) => segment);
  return characters.length > mostCharacters ? `${characters.slice(0, mostCharacters - 1).join('')}…` : name;
}
