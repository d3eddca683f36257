import { describe, expect, it } from 'vitest';
import { homageLinkSchema } from '../../shared/domain/homageLink.ts';
import { workSchema } from '../../shared/domain/work.ts';
import { matchLink } from './matchLink.ts';

const film = workSchema.parse({
  id: 'film',
  kind: 'film',
  title: 'In the Mood for Love',
  originalTitle: '花樣年華',
  artists: [],
  directors: ['Wong Kar Wai 王家衛'],
  year: 2000,
  country: 'Hong Kong',
  credits: [],
  links: [],
  note: '',
  createdAt: '2026-01-01T00:00:00.000Z',
  sample: false,
});
const mv = workSchema.parse({
  ...film,
  id: 'mv',
  kind: 'music-video',
  title: 'Yes No Maybe',
  artists: ['수지'],
  directors: [],
});
const works = new Map([film, mv].map((work) => [work.id, work]));
const link = homageLinkSchema.parse({
  id: 'link',
  from: [{ type: 'frame', frameId: 'm:0', workId: 'mv' }],
  to: [{ type: 'frame', frameId: 'n:0', workId: 'film' }],
  relation: 'quotation',
  features: [{ id: 'typography', detail: 'red title card' }],
  scope: 'shot',
  note: 'Ｆull-width letters',
  evidence: [],
  createdAt: film.createdAt,
  updatedAt: film.createdAt,
  sample: false,
});

describe('matchLink', () => {
  it.each(['', 'mood', 'YES maybe', '花樣', '수지', '王家衛', 'title card quotation', 'full-width'])(
    'finds %j',
    (text) => {
      expect(matchLink(link, works, text)).toBe(true);
    },
  );

  it.each(['2046', 'yes parody', '手'])('does not find %j', (text) => {
    expect(matchLink(link, works, text)).toBe(false);
  });
});
