import { useLiveQuery } from 'dexie-react-hooks';
import { linkLabel, linkSentence } from '../../shared/domain/linkSentence.ts';
import type { Work } from '../../shared/domain/work.ts';
import { workByline, workKindLabel } from '../../shared/domain/work.ts';
import { frameTimecode } from '../../shared/timecode/frameTimecode.ts';
import type { AfterimageDatabase } from '../database/afterimageDatabase.ts';
import type { BoardContent } from './boardSession.ts';
import type { BoardChoice } from './placeChoice.ts';

export type ChoiceKind = BoardChoice['kind'];

/** A line of the picker. */
export interface ChoiceRow {
  readonly id: string;
  readonly choice: BoardChoice;
  readonly title: string;
  readonly line: string;
}

/** So many lines are shown; searching narrows the rest. */
export const mostChoices = 150;

/** What of the library fits a search, of one kind; undefined while it is read. */
export function useChoices(
  database: AfterimageDatabase,
  kind: ChoiceKind,
  search: string,
  { works, links }: Pick<BoardContent, 'works' | 'links'>,
): readonly ChoiceRow[] | undefined {
  const wanted = words(search);
  const frames = useLiveQuery(async () => {
    if (kind !== 'frame' && kind !== 'palette') return [];
    return await database.frames
      .toCollection()
      .filter((frame) => {
        if (wanted.length === 0) return true;
        const work = works.get(frame.workId);
        const tags = [...frame.tags, ...frame.moods.map((mood) => mood.label)];
        const names = frame.palette.map((swatch) => swatch.name);
        const text = [...workWords(work), ...tags, ...names, frame.note, frame.altText, frameTimecode(frame)];
        return fits(text, wanted);
      })
      .limit(mostChoices)
      .toArray();
  }, [database, kind, wanted.join(' '), works]);

  if (kind === 'work') {
    return [...works.values()]
      .filter((work) => fits(workWords(work), wanted))
      .sort((a, b) => a.kind.localeCompare(b.kind) * -1 || a.title.localeCompare(b.title))
      .slice(0, mostChoices)
      .map((work) => ({
        id: work.id,
        choice: { kind: 'work', work },
        title: work.title,
        line: [workKindLabel[work.kind], work.year, workByline(work)].filter(Boolean).join(' · '),
      }));
  }
  if (kind === 'link') {
    return [...links.values()]
      .map((link): ChoiceRow => {
        const title = linkSentence(link, works);
        return { id: link.id, choice: { kind: 'link', link }, title, line: linkLabel(link) };
      })
      .filter((row) => fits([row.title, row.line], wanted))
      .slice(0, mostChoices);
  }
  return frames
    ?.map((frame): ChoiceRow => {
      const title = works.get(frame.workId)?.title ?? 'Removed work';
      const colours = `${frame.palette.length} colours`;
      const place = frameTimecode(frame) ?? (frame.altText || 'Still picture');
      const line = kind === 'palette' ? `${colours} · ${place}` : place;
      return { id: frame.id, choice: { kind, frame }, title, line };
    })
    .sort((a, b) => a.title.localeCompare(b.title) || a.line.localeCompare(b.line));
}

function workWords(work: Work | undefined): string[] {
  if (work === undefined) return [];
  return [work.title, work.originalTitle, ...work.artists, ...work.directors, String(work.year ?? '')];
}

function words(search: string): string[] {
  return search.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean);
}

/** True where every wanted word occurs. */
function fits(text: readonly (string | null)[], wanted: readonly string[]): boolean {
  if (wanted.length === 0) return true;
  const all = text.join(' ').normalize('NFKC').toLowerCase();
  return wanted.every((word) => all.includes(word));
}
