import { create } from 'zustand';
import { type ColourLanguage, colourLanguageSchema } from '../../shared/colour/colourName.ts';
import { database } from '../database/afterimageDatabase.ts';

const key = 'colourLanguage';

/** The language that colours are named in, everywhere; kept in the library's settings. */
export const useColourLanguage = create<{ language: ColourLanguage }>(() => ({ language: 'en' }));

/** Brings back the language chosen last. */
export async function keepColourLanguage(): Promise<void> {
  const saved = colourLanguageSchema.safeParse((await database.settings.get(key))?.value);
  if (saved.success) useColourLanguage.setState({ language: saved.data });
}

/** Chooses the language of colour names, and keeps it. */
export async function chooseColourLanguage(language: ColourLanguage): Promise<void> {
  useColourLanguage.setState({ language });
  await database.settings.put({ key, value: language });
}
