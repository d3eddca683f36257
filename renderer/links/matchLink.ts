import {
  evidenceTypeText,
  featureLabel,
  type HomageLink,
  relationText,
} from '../../shared/domain/homageLink.ts';
import type { WorkId } from '../../shared/domain/ids.ts';
import type { Work } from '../../shared/domain/work.ts';

const fold = (text: string): string => text.normalize('NFKC').toLocaleLowerCase();

/** Whether every word of the text stands somewhere in the link: titles, people, features, note, evidence. */
export function matchLink(link: HomageLink, works: ReadonlyMap<WorkId, Work>, text: string): boolean {
  const words = fold(text).split(/\s+/u).filter(Boolean);
  if (words.length === 0) return true;
  const haystack = fold(
    [
      ...[...link.from, ...link.to].flatMap((end) => {
        const work = works.get(end.workId);
        return work === undefined ? [] : [work.title, work.originalTitle, ...work.artists, ...work.directors];
      }),
      relationText[link.relation].label,
      ...link.features.flatMap((feature) => [featureLabel[feature.id], feature.detail]),
      link.note,
      ...link.evidence.flatMap((entry) => [
        evidenceTypeText[entry.type].label,
        entry.claimant,
        entry.statement,
        entry.source,
      ]),
    ].join('\n'),
  );
  return words.every((word) => haystack.includes(word));
}
