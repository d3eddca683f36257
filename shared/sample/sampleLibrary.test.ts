import { describe, expect, it } from 'vitest';
import { featureIdSchema, momentSchema } from '../domain/homageLink.ts';
import { workSchema } from '../domain/work.ts';
import { sampleBoardLinkIds, sampleLibrary } from './sampleLibrary.ts';

const library = sampleLibrary('2026-01-01T00:00:00.000Z');

describe('sampleLibrary', () => {
  it('holds valid works and moments, all marked as sample', () => {
    for (const work of library.works) expect(workSchema.parse(work).sample).toBe(true);
    for (const moment of library.moments) expect(momentSchema.parse(moment).sample).toBe(true);
  });

  it('links every music video to a film, and every film to a music video', () => {
    const workOf = new Map(library.files.map((file) => [file.fileName, file.workId]));
    const worksOn = (side: 'from' | 'to') =>
      new Set(
        library.links.flatMap((link) =>
          link[side].flatMap((end) => ('fileName' in end ? [workOf.get(end.fileName)] : [])),
        ),
      );
    const idsOf = (kind: string) =>
      new Set(library.works.flatMap((work) => (work.kind === kind ? [work.id] : [])));
    expect(worksOn('from')).toEqual(idsOf('music-video'));
    expect(worksOn('to')).toEqual(idsOf('film'));
  });

  it('refers only to files, moments and features that exist, from the side they belong to', () => {
    const files = new Set(library.files.map((file) => file.fileName));
    const moments = new Set(library.moments.map((moment) => moment.id));
    const features = new Set<string>(featureIdSchema.options);
    for (const link of library.links) {
      for (const end of [...link.from, ...link.to]) {
        expect('fileName' in end ? files.has(end.fileName) : moments.has(end.momentId)).toBe(true);
      }
      for (const { id } of link.features) expect(features.has(id)).toBe(true);
    }
  });

  it('names who says so for every link, and never rests on its own observation', () => {
    for (const { evidence } of library.links) {
      expect(evidence[0]?.type).toBe('press-attributed');
      for (const { claimant } of evidence) expect(claimant).not.toBe('');
    }
  });

  it('says of its own observations that they concern the drawings', () => {
    const own = library.links.flatMap((link) =>
      link.evidence.filter(({ type }) => type === 'own-observation'),
    );
    expect(own.length).toBeGreaterThan(0);
    for (const { statement } of own) expect(statement).toContain('stand-ins');
  });

  it('gives no time to a moment that the source gives none', () => {
    for (const moment of library.moments) expect(moment.span).toBeNull();
  });

  it('names each id once and shows every link on its board', () => {
    for (const rows of [library.works, library.moments, library.links]) {
      expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length);
    }
    expect(new Set(library.files.map((file) => file.fileName)).size).toBe(library.files.length);
    expect(sampleBoardLinkIds).toEqual(library.links.map((link) => link.id));
  });
});
