import { z } from 'zod';
import { nameColour } from './nameColour.ts';
import { nameColourKorean } from './nameColourKorean.ts';
import type { Oklch } from './oklab.ts';

export const colourLanguageSchema = z.enum(['en', 'ko', 'both']);
/** The language that colours are named in: English, Korean, or both, English first. */
export type ColourLanguage = z.infer<typeof colourLanguageSchema>;

/** The name of a colour as it is shown; made from the colour itself, so that what is stored needs no language. */
export function colourName(oklch: Oklch, language: ColourLanguage): string {
  if (language === 'en') return nameColour(oklch);
  if (language === 'ko') return nameColourKorean(oklch);
  return `${nameColour(oklch)} · ${nameColourKorean(oklch)}`;
}
