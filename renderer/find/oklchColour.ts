import {
  deltaEOk,
  hexOfRgb,
  type Oklab,
  oklabOfOklch,
  oklabOfRgb,
  oklchOfOklab,
  rgbOfHex,
  rgbOfOklab,
} from '../../shared/colour/oklab.ts';
import type { Swatch } from '../../shared/domain/frame.ts';

/** A colour being mixed: lightness 0-1, chroma 0-.4, hue 0-360 degrees, which greys keep too. */
export interface MixedColour {
  readonly lightness: number;
  readonly chroma: number;
  readonly hue: number;
}

/** The highest chroma that the editor offers; sRGB ends below it at every hue. */
export const mostChroma = 0.33;

const oklabOf = ({ lightness, chroma, hue }: MixedColour): Oklab => oklabOfOklch([lightness, chroma, hue]);

/** Whether sRGB has the colour: what it is clipped to cannot be told from it. */
export function isInSrgb(colour: MixedColour): boolean {
  const wanted = oklabOf(colour);
  return deltaEOk(wanted, oklabOfRgb(...rgbOfOklab(wanted))) < 0.006;
}

/** The colour itself, or with as much of its chroma as sRGB has at this lightness and hue. */
export function intoSrgb(colour: MixedColour): MixedColour {
  if (isInSrgb(colour)) return colour;
  let low = 0;
  let high = colour.chroma;
  for (let step = 0; step < 14; step += 1) {
    const middle = (low + high) / 2;
    if (isInSrgb({ ...colour, chroma: middle })) low = middle;
    else high = middle;
  }
  return { ...colour, chroma: low };
}

export function hexOfMixed(colour: MixedColour): string {
  return hexOfRgb(...rgbOfOklab(oklabOf(intoSrgb(colour))));
}

/** @param hueOfGrey for a colour that has no hue */
export function mixedOfHex(hex: string, hueOfGrey = 40): MixedColour {
  const [lightness, chroma, hue] = oklchOfHex(hex);
  return { lightness, chroma, hue: hue ?? hueOfGrey };
}

export function oklabOfHex(hex: string): Oklab {
  return oklabOfRgb(...rgbOfHex(hex));
}

export function oklchOfHex(hex: string): Swatch['oklch'] {
  return oklchOfOklab(oklabOfHex(hex));
}

/** "#e4541d" of "E4541D", "#e51" or "#E4541D"; null for anything else. */
export function readHex(text: string): string | null {
  const plain = text.normalize('NFKC').trim().replace(/^#/u, '').toLowerCase();
  if (/^[0-9a-f]{6}$/u.test(plain)) return `#${plain}`;
  if (/^[0-9a-f]{3}$/u.test(plain)) return `#${plain.replace(/./gu, '$&$&')}`;
  return null;
}
