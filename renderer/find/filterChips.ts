import type { StoredPicture } from '../../shared/domain/frame.ts';
import type { SearchFilter } from '../../shared/domain/searchFilter.ts';
import { workByline, workKindLabel } from '../../shared/domain/work.ts';
import { frameName, workTitle } from '../library/frameNames.ts';
import type { LibraryFilter } from '../library/libraryFilter.ts';
import { moodHex, moodLabel } from '../library/moodWords.ts';
import type { LibraryIndex } from '../library/useLibraryIndex.ts';
import { aspectText, shotLengthText, yearsText } from './numberSpan.ts';

/** Something that the gallery is narrowed to, as it stands in the search field. */
export interface FilterChip {
  readonly id: string;
  /** What it is: "director"; empty where the label says it. */
  readonly sort: string;
  readonly label: string;
  /** What it does, as a sentence. */
  readonly explanation: string;
  /** Its colours, where it has any. */
  readonly hexes: readonly string[];
  /** The picture that is meant, where it is one. */
  readonly picture?: StoredPicture;
  /** The change that takes it out. */
  readonly without: Partial<SearchFilter>;
}

/** Everything that a filter narrows to but its text. */
export function filterChips(
  filter: LibraryFilter,
  { works, frames, media }: Pick<LibraryIndex, 'works' | 'frames' | 'media'>,
): FilterChip[] {
  const like = filter.likeFrameId === null ? undefined : frames.get(filter.likeFrameId);
  const likeName = like === undefined ? 'a frame' : frameName(like, { works, media });
  const { colours } = filter;
  return [
    ...(colours === null
      ? []
      : [
          {
            id: 'colours',
            sort: colours.colours.length === 1 ? 'colour' : 'colours',
            label: colours.colours.length === 1 ? (colours.colours[0]?.hex ?? '').toUpperCase() : '',
            explanation: `Frames that have ${colours.colours.length === 1 ? 'this colour' : 'these colours'} within ΔE ${colours.tolerance.toFixed(2)}, best first`,
            hexes: colours.colours.map(({ hex }) => hex),
            without: { colours: null },
          },
        ]),
    ...(filter.likeFrameId === null
      ? []
      : [
          {
            id: 'like',
            sort: 'looks like',
            label: likeName,
            explanation: `Frames that look like ${likeName}, best first`,
            hexes: [],
            ...(like === undefined ? {} : { picture: like.picture }),
            without: { likeFrameId: null },
          },
        ]),
    ...filter.kinds.map((kind) => ({
      id: `kind:${kind}`,
      sort: 'kind',
      label: workKindLabel[kind],
      explanation: `Only frames of this kind of work: ${workKindLabel[kind].toLowerCase()}`,
      hexes: [],
      without: { kinds: filter.kinds.filter((each) => each !== kind) },
    })),
    ...filter.workIds.map((id) => {
      const work = works.get(id);
      const title = work === undefined ? 'a deleted work' : workTitle(work.title);
      const byline = work === undefined ? '' : workByline(work);
      return {
        id: `work:${id}`,
        sort: 'work',
        label: title,
        explanation: `Only frames of ${[title, byline, work?.year ?? ''].filter(Boolean).join(', ')}`,
        hexes: [],
        without: { workIds: filter.workIds.filter((each) => each !== id) },
      };
    }),
    ...filter.directors.map((person) => ({
      id: `director:${person}`,
      sort: 'director',
      label: person,
      explanation: `Only frames of works directed by ${person}`,
      hexes: [],
      without: { directors: filter.directors.filter((each) => each !== person) },
    })),
    ...filter.artists.map((person) => ({
      id: `artist:${person}`,
      sort: 'artist',
      label: person,
      explanation: `Only frames of works by ${person}`,
      hexes: [],
      without: { artists: filter.artists.filter((each) => each !== person) },
    })),
    ...filter.years.map((span, at) => ({
      id: `year:${yearsText(span)}`,
      sort: 'year',
      label: yearsText(span),
      explanation: `Only frames of works of ${yearsText(span)}; works without a year are left out`,
      hexes: [],
      without: { years: filter.years.toSpliced(at, 1) },
    })),
    ...filter.shotSec.map((span, at) => ({
      id: `shot:${shotLengthText(span)}`,
      sort: 'shot',
      label: shotLengthText(span),
      explanation: `Only frames of shots that last ${shotLengthText(span)}; stills are left out`,
      hexes: [],
      without: { shotSec: filter.shotSec.toSpliced(at, 1) },
    })),
    ...filter.aspects.map((span, at) => ({
      id: `aspect:${aspectText(span)}`,
      sort: 'aspect',
      label: aspectText(span),
      explanation: `Only pictures of this shape without their bars: ${aspectText(span)}`,
      hexes: [],
      without: { aspects: filter.aspects.toSpliced(at, 1) },
    })),
    ...filter.moodIds.map((id) => {
      const label = moodLabel(id) || 'deleted';
      return {
        id: `mood:${id}`,
        sort: 'mood',
        label,
        explanation: `Only frames with the mood ${label}`,
        hexes: [moodHex(id)],
        without: { moodIds: filter.moodIds.filter((each) => each !== id) },
      };
    }),
    ...filter.tags.map((tag) => ({
      id: `tag:${tag}`,
      sort: 'tag',
      label: tag,
      explanation: `Only frames tagged “${tag}”`,
      hexes: [],
      without: { tags: filter.tags.filter((each) => each !== tag) },
    })),
    ...(filter.offline
      ? [
          {
            id: 'offline',
            sort: '',
            label: 'Missing files',
            explanation: 'Only frames whose file is missing',
            hexes: [],
            without: { offline: false },
          },
        ]
      : []),
  ];
}
