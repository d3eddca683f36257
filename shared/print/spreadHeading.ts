import { type Span, span } from './breakLines.ts';
import type { PrintSpread } from './printDocument.ts';
import { printColour } from './printGrid.ts';

/** More would make a list of what is to be a name. */
const namedFeatures = 3;

/** "Hate that… remembers 2046", set in one paragraph. */
export function headingSpans(spread: PrintSpread): Span[] {
  return [
    span(spread.fromTitle, { weight: 'semibold' }),
    span(` ${spread.verb} `, { colour: printColour.grey }),
    span(spread.toTitle, { weight: 'semibold' }),
  ];
}

/** "Hate that… remembers 2046". */
export function spreadTitle(spread: PrintSpread): string {
  return `${spread.fromTitle} ${spread.verb} ${spread.toTitle}`;
}

/** What is shared, "colour, prop", which tells homages between the same two works apart; "" where nothing is named. */
export function spreadSubject({ features }: PrintSpread): string {
  const labels = [...new Set(features.map(({ label }) => label.toLowerCase()))];
  const more = labels.length > namedFeatures ? ', …' : '';
  return labels.slice(0, namedFeatures).join(', ') + more;
}
