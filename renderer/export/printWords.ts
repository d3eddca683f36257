import type { Moment } from '../../shared/domain/homageLink.ts';
import { type Work, workByline, workKindLabel } from '../../shared/domain/work.ts';
import { momentTimecode } from '../../shared/timecode/frameTimecode.ts';

const untitled = 'Untitled';

/**
 * A work as a figure's caption names it: `Key feat. Taeyeon, “Hate that…” (2021)` for a music video,
 * `2046, dir. Wong Kar Wai 王家衛 (2004)` for a film.
 */
export function workCaption(work: Work | undefined): string {
  if (work === undefined) return 'A work that was removed';
  const title = work.title.trim() === '' ? untitled : work.title;
  const original =
    work.originalTitle !== '' && work.originalTitle !== work.title ? ` ${work.originalTitle}` : '';
  const year = work.year === null ? '' : ` (${work.year})`;
  const byline = workByline(work);
  if (work.kind === 'music-video') return `${byline === '' ? '' : `${byline}, `}“${title}”${original}${year}`;
  if (work.kind === 'painting') return `${byline === '' ? '' : `${byline}, `}${title}${original}${year}`;
  return `${title}${original}${byline === '' ? '' : `, dir. ${byline}`}${year}`;
}

/** The line of a work in the credits: its caption, country and further credits. */
export function workCredit(work: Work): string {
  const people = work.credits.map(({ role, name }) => (role === '' ? name : `${role}: ${name}`));
  return [workCaption(work), work.country, ...people].filter((part) => part !== '').join(', ');
}

/** The three lines of a work's card on the board. */
export function workCard(work: Work | undefined) {
  if (work === undefined) return { overline: '', title: 'A work that was removed', line: '' };
  const kind = workKindLabel[work.kind];
  return {
    overline: work.year === null ? kind : `${kind} · ${work.year}`,
    title: work.title.trim() === '' ? untitled : work.title,
    line: [work.originalTitle, workByline(work)].filter((part) => part !== '').join(' · '),
  };
}

/** The lines of a moment's card on the board. */
export function momentCard(moment: Moment | undefined) {
  if (moment === undefined) return { overline: '', title: '', line: 'A moment that was removed' };
  return {
    overline: `Moment · ${momentTimecode(moment) ?? 'timecode unknown'}`,
    title: '',
    line: moment.label === '' ? 'No description' : moment.label,
  };
}
