import { type Work, workSchema } from '../../shared/domain/work.ts';

/** A work as it is being typed: one line of text for each list. */
export interface WorkDraft {
  readonly kind: Work['kind'];
  readonly title: string;
  readonly originalTitle: string;
  /** Names separated by commas. */
  readonly artists: string;
  readonly directors: string;
  readonly year: string;
  readonly country: string;
  /** A line each: "Photography: Christopher Doyle". */
  readonly credits: string;
  /** A line each: an address, or "Trailer: https://…". */
  readonly links: string;
  readonly note: string;
}

/** What to mend, by field. */
export type WorkProblems = Partial<Record<keyof WorkDraft, string>>;

export function workDraft(work: Work): WorkDraft {
  return {
    kind: work.kind,
    title: work.title,
    originalTitle: work.originalTitle,
    artists: work.artists.join(', '),
    directors: work.directors.join(', '),
    year: work.year === null ? '' : String(work.year),
    country: work.country,
    credits: work.credits.map(({ role, name }) => (role === '' ? name : `${role}: ${name}`)).join('\n'),
    links: work.links.map(({ label, url }) => (label === '' ? url : `${label}: ${url}`)).join('\n'),
    note: work.note,
  };
}

/** Checks a draft and makes the work of it, or tells what to mend. */
export function finishWork(
  draft: WorkDraft,
  original: Work,
): { ok: true; work: Work } | { ok: false; problems: WorkProblems } {
  const problems: WorkProblems = {};
  const title = tidy(draft.title);
  if (title === '') problems.title = 'A work needs a title; what its makers call it, or your own words.';
  const yearText = draft.year.trim();
  const year = yearText === '' ? null : Number(yearText);
  if (year !== null && !(Number.isInteger(year) && year >= 1000 && year <= 2200)) {
    problems.year = 'A year has four digits.';
  }
  const links = lines(draft.links).map(parseLink);
  if (links.some((link) => link === null)) problems.links = 'A web address starts with https:// or http://.';
  if (Object.keys(problems).length > 0) return { ok: false, problems };

  const parsed = workSchema.safeParse({
    ...original,
    kind: draft.kind,
    title,
    originalTitle: tidy(draft.originalTitle),
    artists: names(draft.artists),
    directors: names(draft.directors),
    year,
    country: tidy(draft.country),
    credits: lines(draft.credits).map(parseCredit),
    links,
    note: draft.note.trim(),
  });
  if (parsed.success) return { ok: true, work: parsed.data };
  for (const { path } of parsed.error.issues) {
    const [field] = path;
    if (typeof field === 'string' && field in draft) problems[field as keyof WorkDraft] = 'This is too long.';
  }
  return { ok: false, problems };
}

function tidy(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

function names(text: string): string[] {
  return text
    .split(/[,、，;]/u)
    .map(tidy)
    .filter((name) => name !== '');
}

function lines(text: string): string[] {
  return text
    .split('\n')
    .map(tidy)
    .filter((line) => line !== '');
}

function parseCredit(line: string): { role: string; name: string } {
  const [, role, name] = /^([^:：]+)[:：]\s*(.+)$/u.exec(line) ?? [];
  return role === undefined || name === undefined ? { role: '', name: line } : { role: role.trim(), name };
}

function parseLink(line: string): { label: string; url: string } | null {
  const [, label = '', url] = /^(.*?)[:：]?\s*(https?:\/\/\S+)$/iu.exec(line) ?? [];
  return url !== undefined && URL.canParse(url) ? { label: label.trim(), url } : null;
}
