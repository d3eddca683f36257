import { colourName } from '../../shared/colour/colourName.ts';
import { useColourLanguage } from '../palettes/colourLanguage.ts';
import { oklchOfHex } from './oklchColour.ts';

/** Names colours by their hex values, in the language that colours are named in. */
export function useHexName(): (hex: string) => string {
  const language = useColourLanguage((state) => state.language);
  return (hex) => colourName(oklchOfHex(hex), language);
}
