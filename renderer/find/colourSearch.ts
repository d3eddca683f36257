import type { Swatch } from '../../shared/domain/frame.ts';
import { type ColourSearch, colourSearchLimits } from '../../shared/domain/searchFilter.ts';
import type { ColourQuery } from '../search/searchClient.ts';
import { oklabOfHex } from './oklchColour.ts';

/** What a new colour weighs; the others' weights are beside it. */
export const usualWeight = 50;
const weightRange = { min: 1, max: 100 } as const;

/** Adds a colour; where there are as many as can be chosen, it takes the place of the one at `active`. */
export function withColour(
  search: ColourSearch | null,
  hex: string,
  active = 0,
): { search: ColourSearch; at: number } {
  const tolerance = search?.tolerance ?? colourSearchLimits.tolerance.usual;
  const colours = search?.colours ?? [];
  const known = colours.findIndex((colour) => colour.hex === hex);
  if (search !== null && known >= 0) return { search, at: known };
  if (colours.length < colourSearchLimits.chosenColours) {
    return {
      search: { colours: [...colours, { hex, weight: usualWeight }], tolerance },
      at: colours.length,
    };
  }
  const at = Math.min(Math.max(0, active), colours.length - 1);
  return { search: changeColour({ colours, tolerance }, at, { hex }), at };
}

/** Changes one colour; a weight outside 1-100 is brought inside. */
export function changeColour(
  search: ColourSearch,
  at: number,
  change: Partial<{ hex: string; weight: number }>,
): ColourSearch {
  return {
    ...search,
    colours: search.colours.map((colour, index) => {
      if (index !== at) return colour;
      const next = { ...colour, ...change };
      return { ...next, weight: Math.min(weightRange.max, Math.max(weightRange.min, next.weight)) };
    }),
  };
}

/** Null when it was the last one. */
export function withoutColour(search: ColourSearch, at: number): ColourSearch | null {
  const colours = search.colours.filter((_, index) => index !== at);
  return colours.length === 0 ? null : { ...search, colours };
}

/** A palette as a search: its colours as much as they take up, the largest eight. Null for an empty one. */
export function paletteSearch(
  palette: readonly Pick<Swatch, 'hex' | 'share'>[],
  tolerance: number = colourSearchLimits.tolerance.usual,
): ColourSearch | null {
  const colours = [...palette]
    .sort((a, b) => b.share - a.share)
    .slice(0, colourSearchLimits.paletteColours)
    .map(({ hex, share }) => ({ hex, weight: Math.max(weightRange.min, Math.round(share * 100)) }));
  return colours.length === 0 ? null : { colours, tolerance };
}

/** As the search asks it. */
export function colourQueryOf({ colours, tolerance }: ColourSearch): ColourQuery {
  return {
    colours: colours.map(({ hex, weight }) => ({ oklab: oklabOfHex(hex), weight })),
    tolerance,
  };
}

/** Each colour's part of the whole, whole per cent. */
export function weightShares(colours: ColourSearch['colours']): number[] {
  const total = colours.reduce((sum, { weight }) => sum + weight, 0);
  return colours.map(({ weight }) => Math.round((weight / total) * 100));
}
