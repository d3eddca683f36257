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

/** Below this chroma no 8-bit value has a hue: what is left is the error of the conversion. */
const noChroma = 5e-4;

/**
 * A colour to be mixed from its hex value; {@link hexOfMixed} gives that very value back. The faint hue of an off-white
 * or an off-grey has no name, but it is kept: with another hue it would be another colour.
 * @param hueOfGrey for a colour that has no hue
 */
export function mixedOfHex(hex: string, hueOfGrey = 40): MixedColour {
  const [lightness, a, b] = oklabOfHex(hex);
  const chroma = Math.hypot(a, b);
  if (chroma < noChroma) return { lightness, chroma: 0, hue: hueOfGrey };
  return { lightness, chroma, hue: ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360 };
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
