import { type EvidenceType, featureLabel, type HomageLink, relationText } from './homageLink.ts';
import type { WorkId } from './ids.ts';
import type { Work } from './work.ts';

/** Titles of both sides: several works are joined, a work that is gone is said to be. */
export function linkTitles(
  link: Pick<HomageLink, 'from' | 'to'>,
  works: ReadonlyMap<WorkId, Pick<Work, 'title'>>,
): { from: string; to: string } {
  const titles = (ends: HomageLink['from']): string =>
    [...new Set(ends.map((end) => works.get(end.workId)?.title ?? 'a removed work'))].join(', ');
  return { from: titles(link.from), to: titles(link.to) };
}

/** "allusion · colour, prop", as an edge on the board says it. */
export function linkLabel(link: Pick<HomageLink, 'relation' | 'features'>): string {
  const relation = relationText[link.relation].label.toLowerCase();
  const features = [...new Set(link.features.map((feature) => featureLabel[feature.id].toLowerCase()))];
  return features.length === 0 ? relation : `${relation} · ${features.join(', ')}`;
}

/** What vouches for a homage: the makers' own word or a publication's. All else is an inference. */
const vouchingTypes: ReadonlySet<EvidenceType> = new Set(['director-stated', 'press-attributed']);

type Claim = Pick<HomageLink, 'relation' | 'evidence'>;

function isVouchedFor({ relation, evidence }: Claim): boolean {
  return relation !== 'uncertain' && evidence.some(({ type }) => vouchingTypes.has(type));
}

/** The verb of a link's sentence; an inference never reads as a fact. */
export function linkVerb(link: Claim): 'remembers' | 'may remember' {
  return isVouchedFor(link) ? 'remembers' : 'may remember';
}

/** The verb read from the other side: "2046 is remembered by Hate that…". */
export function linkVerbPassive(link: Claim): 'remembered by' | 'maybe remembered by' {
  return isVouchedFor(link) ? 'remembered by' : 'maybe remembered by';
}

/** "Hate that… remembers 2046": a link read as a sentence. */
export function linkSentence(
  link: Pick<HomageLink, 'from' | 'to'> & Claim,
  works: ReadonlyMap<WorkId, Pick<Work, 'title'>>,
): string {
  const { from, to } = linkTitles(link, works);
  return `${from} ${linkVerb(link)} ${to}`;
}
