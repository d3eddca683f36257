import { sharesOf } from '../../shared/similarity/echoParts.ts';
import { type EchoHit, type EchoPart, type EchoWeights, echoParts } from '../search/searchClient.ts';

/** What one part of likeness brought to a match. */
export interface EchoShare {
  readonly part: EchoPart;
  /** How alike the two are in it, 0-1. */
  readonly likeness: number;
  /** Its part of the whole match, 0-1; the shares add to 1. */
  readonly share: number;
}

/** A part at least this alike is worth naming. */
const worthNaming = 0.5;

export const partLabel: Record<EchoPart, string> = {
  palette: 'Palette',
  layout: 'Layout',
  light: 'Light',
  structure: 'Structure',
};

/** What each part asks, for those who move its slider. */
export const partMeaning: Record<EchoPart, string> = {
  palette: 'The same colours, as much of each',
  layout: 'Colours in the same places',
  light: 'Light and shadow in the same places',
  structure: 'Lines and edges that run alike',
};

/** How much each part brought, in the order of the parts. */
export function echoShares({ parts }: Pick<EchoHit, 'parts'>, weights: EchoWeights): EchoShare[] {
  const counts = sharesOf(weights);
  const total = echoParts.reduce((sum, part) => sum + counts[part] * parts[part], 0);
  return echoParts.map((part) => ({
    part,
    likeness: parts[part],
    share: total <= 0 ? 0 : (counts[part] * parts[part]) / total,
  }));
}

/** Each part's share of the match in whole per cent, which add to 100: what rounding leaves goes to those it took most from. */
export function sharePercents(hit: Pick<EchoHit, 'parts'>, weights: EchoWeights): Record<EchoPart, number> {
  const shares = echoShares(hit, weights).map(({ part, share }) => ({
    part,
    whole: Math.floor(share * 100),
    left: (share * 100) % 1,
  }));
  const total = shares.reduce((sum, { whole, left }) => sum + whole + left, 0);
  let missing = Math.round(total) - shares.reduce((sum, { whole }) => sum + whole, 0);
  const percents: Record<EchoPart, number> = { palette: 0, layout: 0, light: 0, structure: 0 };
  for (const { part, whole } of shares.toSorted((a, b) => b.left - a.left)) {
    percents[part] = whole + (missing > 0 ? 1 : 0);
    missing -= 1;
  }
  return percents;
}

const figure = (value: number): string => value.toFixed(2).replace(/^0/, '');

/** "Mostly palette (.91) and layout (.84); mirrored", the parts that brought most first. */
export function echoReason(hit: Pick<EchoHit, 'parts' | 'mirrored'>, weights: EchoWeights): string {
  const shares = echoShares(hit, weights)
    .filter(({ share }) => share > 0)
    .sort((a, b) => b.share - a.share);
  const [first] = shares;
  const turned = hit.mirrored ? '; the picture is mirrored' : '';
  if (first === undefined) return `Hardly alike in what counts now${turned}`;
  const even = 1 / shares.length;
  const named = shares.filter(
    ({ share, likeness }, at) => at === 0 || (share >= even * 0.9 && likeness >= worthNaming),
  );
  const words = named.map(({ part, likeness }) => `${partLabel[part].toLowerCase()} (${figure(likeness)})`);
  const list = words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
  const isAll = named.length === shares.length;
  const lead = isAll ? (shares.length === 1 ? 'By' : 'Alike in') : 'Mostly';
  return `${lead} ${list}${turned}`;
}
