import { describe, expect, it } from 'vitest';
import { work } from '../database/testing/records.ts';
import { finishWork, workDraft } from './workDraft.ts';

const full = work('w', {
  kind: 'film',
  title: '2046',
  originalTitle: '二〇四六',
  directors: ['Wong Kar Wai', '王家衛'],
  year: 2004,
  country: 'Hong Kong',
  credits: [
    { role: 'Photography', name: 'Christopher Doyle' },
    { role: '', name: 'Jet Tone' },
  ],
  links: [
    { label: 'Trailer', url: 'https://example.org/2046?a=b:c' },
    { label: '', url: 'http://example.org/' },
  ],
  note: 'Two lines\nof note',
});

describe('finishWork', () => {
  it('makes the same work of an untouched draft', () => {
    expect(finishWork(workDraft(full), full)).toEqual({ ok: true, work: full });
  });
  it('takes names by any comma and drops empty ones', () => {
    const result = finishWork({ ...workDraft(full), artists: '수지,  王家衛、Key ，, ' }, full);
    expect(result.ok && result.work.artists).toEqual(['수지', '王家衛', 'Key']);
  });
  it('names what is to be mended', () => {
    const draft = { ...workDraft(full), title: ' ', year: 'soon', links: 'Trailer: ftp://example.org' };
    const result = finishWork(draft, full);
    expect(result.ok ? [] : Object.keys(result.problems).sort()).toEqual(['links', 'title', 'year']);
  });
  it('says when something is too long', () => {
    const result = finishWork({ ...workDraft(full), title: 'x'.repeat(600) }, full);
    expect(result.ok ? {} : result.problems).toHaveProperty('title');
  });
});
