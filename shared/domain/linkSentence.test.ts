import { describe, expect, it } from 'vitest';
import { type EvidenceType, type HomageLink, homageLinkSchema, type Relation } from './homageLink.ts';
import { workIdSchema } from './ids.ts';
import { linkSentence, linkVerbPassive } from './linkSentence.ts';

const works = new Map([
  [workIdSchema.parse('mv'), { title: 'Hate that…' }],
  [workIdSchema.parse('film'), { title: '2046' }],
]);

function link(relation: Relation, ...types: EvidenceType[]): HomageLink {
  return homageLinkSchema.parse({
    id: 'link',
    from: [{ type: 'frame', frameId: 'm-1:0', workId: 'mv' }],
    to: [{ type: 'moment', momentId: 'moment', workId: 'film' }],
    relation,
    features: [],
    scope: 'shot',
    note: '',
    evidence: types.map((type) => ({
      type,
      claimant: 'A',
      statement: 'B',
      source: '',
      url: '',
      accessedOn: '',
      certainty: 5,
    })),
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
    sample: false,
  });
}

describe('linkSentence', () => {
  it.each<[Relation, EvidenceType[], string]>([
    ['allusion', ['director-stated'], 'Hate that… remembers 2046'],
    ['allusion', ['own-observation', 'press-attributed'], 'Hate that… remembers 2046'],
    ['allusion', ['critic-argued'], 'Hate that… may remember 2046'],
    ['quotation', ['own-observation'], 'Hate that… may remember 2046'],
    ['quotation', [], 'Hate that… may remember 2046'],
    ['uncertain', ['director-stated'], 'Hate that… may remember 2046'],
  ])('%s by %j reads "%s"', (relation, types, sentence) => {
    expect(linkSentence(link(relation, ...types), works)).toBe(sentence);
  });

  it('is as careful from the other side', () => {
    expect(linkVerbPassive(link('allusion', 'critic-argued'))).toBe('maybe remembered by');
    expect(linkVerbPassive(link('allusion', 'press-attributed'))).toBe('remembered by');
  });
});
