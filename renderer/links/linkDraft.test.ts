import { describe, expect, it } from 'vitest';
import { homageLinkSchema, momentSchema } from '../../shared/domain/homageLink.ts';
import { mediaIdSchema, workIdSchema } from '../../shared/domain/ids.ts';
import {
  draftOf,
  finishDraft,
  type LinkDraft,
  newDraft,
  newEvidenceDraft,
  newMomentDraft,
} from './linkDraft.ts';

const now = '2026-11-22T10:00:00.000Z';
const filmId = workIdSchema.parse('work-film');
const link = homageLinkSchema.parse({
  id: 'link-1',
  from: [{ type: 'frame', frameId: 'm-1:0', workId: 'work-mv' }],
  to: [{ type: 'moment', momentId: 'moment-1', workId: filmId }],
  relation: 'quotation',
  features: [
    { id: 'colour', detail: 'orange-red glow' },
    { id: 'prop', detail: 'circular window' },
  ],
  scope: 'shot',
  note: 'A single warm source.',
  evidence: [
    {
      type: 'press-attributed',
      claimant: 'Sarah K.',
      statement: 'Names the glow.',
      source: 'Soompi',
      url: 'https://example.org/a',
      accessedOn: '2026-11-22',
      certainty: 4,
    },
  ],
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-02T00:00:00.000Z',
  sample: true,
});
const moment = momentSchema.parse({
  id: 'moment-1',
  workId: filmId,
  mediaId: null,
  label: 'Train',
  span: { inFrame: 100, outFrame: 151, inSec: 4, outSec: 6.04, frameRate: { num: 25, den: 1 } },
  sample: true,
});
const sources = { moments: new Map([[moment.id as string, moment]]), frameRates: new Map() };

const problemsOf = (draft: LinkDraft): string[] => {
  const finished = finishDraft(draft, now);
  return finished.ok ? [] : finished.problems.map((problem) => problem.field);
};

describe('linkDraft', () => {
  it('gives an unchanged link and moment back, but for the time of the change', () => {
    expect(finishDraft(draftOf(link, sources), now)).toEqual({
      ok: true,
      link: { ...link, updatedAt: now },
      moments: [moment],
    });
  });

  it('keeps both details when a link names one feature twice', () => {
    const twice = { ...link, features: [...link.features, { id: 'colour' as const, detail: 'blue neon' }] };
    expect(draftOf(twice, sources).features.colour).toBe('orange-red glow; blue neon');
  });

  it('asks for both sides', () => {
    expect(problemsOf(newDraft([], [], sources))).toEqual(['from', 'to']);
  });

  it('takes a moment whose timecode is unknown, but not one that says nothing', () => {
    const empty = newMomentDraft(filmId, null);
    const draft = newDraft(link.from, [], sources);
    expect(problemsOf({ ...draft, to: [{ type: 'moment', moment: empty }] })).toEqual([
      `moment.${empty.id}.label`,
    ]);
    const finished = finishDraft(
      { ...draft, to: [{ type: 'moment', moment: { ...empty, label: '열차' } }] },
      now,
    );
    expect(finished.ok && finished.moments[0]?.span).toBeNull();
  });

  it('reads timecodes by the frame rate and refuses wrong ones', () => {
    const base = { ...newMomentDraft(filmId, null), timecodeKnown: true, frameRate: { num: 25, den: 1 } };
    const spanOf = (inText: string, outText: string) => {
      const finished = finishDraft(
        {
          ...newDraft(link.from, [], sources),
          to: [{ type: 'moment', moment: { ...base, inText, outText } }],
        },
        now,
      );
      return finished.ok ? finished.moments[0]?.span : finished.problems.map((problem) => problem.field);
    };
    expect(spanOf('00:00:04:00', '00:00:06:01')).toEqual(moment.span);
    expect(spanOf('00:00:04:00', '')).toMatchObject({ inFrame: 100, outFrame: 101 });
    expect(spanOf('soon', '')).toEqual([`moment.${base.id}.in`]);
    expect(spanOf('00:00:04:00', '00:00:04:00')).toEqual([`moment.${base.id}.out`]);
    expect(spanOf('00:00:04:25', '')).toEqual([`moment.${base.id}.in`]);
  });

  it('tells of every text that is too long, where it is', () => {
    const base = newDraft(link.from, [], sources);
    const long = { ...newMomentDraft(filmId, null), label: 'x'.repeat(501) };
    expect(problemsOf({ ...base, to: [{ type: 'moment', moment: long }] })).toEqual([
      `moment.${long.id}.label`,
    ]);
    const draft = draftOf(link, sources);
    expect(problemsOf({ ...draft, note: 'x'.repeat(20_001) })).toEqual(['note']);
    expect(problemsOf({ ...draft, features: { colour: 'ok', prop: 'x'.repeat(501) } })).toEqual([
      'feature.prop',
    ]);
    const evidence = { ...newEvidenceDraft('2026-11-22'), statement: 'x'.repeat(5001) };
    expect(problemsOf({ ...draft, evidence: [evidence] })).toEqual([`evidence.${evidence.key}.statement`]);
    const many = Array.from({ length: 51 }, () => ({ ...newEvidenceDraft('2026-11-22'), statement: 'x' }));
    expect(problemsOf({ ...draft, evidence: many })).toEqual(['evidence']);
    const ends = Array.from({ length: 51 }, () => draft.from).flat();
    expect(problemsOf({ ...draft, from: ends })).toEqual(['from']);
  });

  it('counts a moment without a timecode by the rate of its file', () => {
    const mediaId = mediaIdSchema.parse(`m-${'1'.repeat(64)}`);
    const unknown = { ...moment, mediaId, span: null };
    const rate = { num: 25, den: 1 };
    const known = {
      moments: new Map([[moment.id as string, unknown]]),
      frameRates: new Map([[mediaId, rate]]),
    };
    const end = draftOf(link, known).to[0];
    expect(end?.type === 'moment' && end.moment).toMatchObject({ frameRate: rate, mediaRate: rate });
    const kept = { ...moment, mediaId, span: { ...moment.span, frameRate: { num: 24, den: 1 } } };
    const edited = draftOf(link, {
      ...known,
      moments: new Map([[moment.id as string, momentSchema.parse(kept)]]),
    });
    // A rate from before stays until the user sets it right; the file's own one is offered.
    expect(edited.to[0]).toMatchObject({ moment: { frameRate: { num: 24, den: 1 }, mediaRate: rate } });
  });

  it('refuses evidence that claims nothing, and addresses that are not of the web', () => {
    const evidence = newEvidenceDraft('2026-11-22');
    const draft = newDraft(link.from, link.to, sources);
    expect(problemsOf({ ...draft, evidence: [evidence] })).toEqual([`evidence.${evidence.key}.statement`]);
    const filled = { ...evidence, statement: 'Same key light.' };
    expect(problemsOf({ ...draft, evidence: [{ ...filled, url: 'file:///etc/passwd' }] })).toEqual([
      `evidence.${evidence.key}.url`,
    ]);
    expect(problemsOf({ ...draft, evidence: [{ ...filled, accessedOn: '22.11.2026' }] })).toEqual([
      `evidence.${evidence.key}.accessedOn`,
    ]);
    expect(problemsOf({ ...draft, evidence: [filled] })).toEqual([]);
  });
});
