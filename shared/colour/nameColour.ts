import { hueDegrees, type Oklch, oklabOfRgb } from './oklab.ts';

/*
 * Plain colour names in the manner of the ISCC-NBS system (Kelly and Judd, "Color: Universal Language and
 * Dictionary of Names", NBS Special Publication 440, 1976): a hue term with a modifier for lightness and
 * saturation. The regions are our own, drawn in OKLCH.
 */

/** Highest chroma inside sRGB for each degree of hue, and the lightness at which it is reached. */
const cusps = ((): { chroma: Float64Array; lightness: Float64Array } => {
  const chroma = new Float64Array(360);
  const lightness = new Float64Array(360);
  // The most colourful colours lie along the cube's edges from red over yellow, green, cyan, blue, magenta.
  const corners = [
    [255, 0, 0],
    [255, 255, 0],
    [0, 255, 0],
    [0, 255, 255],
    [0, 0, 255],
    [255, 0, 255],
    [255, 0, 0],
  ] as const;
  const known: { hue: number; chroma: number; lightness: number }[] = [];
  for (let edge = 0; edge < 6; edge++) {
    const from = corners[edge]!;
    const to = corners[edge + 1]!;
    for (let step = 0; step < 64; step++) {
      const mix = (channel: 0 | 1 | 2) =>
        Math.round(from[channel] + ((to[channel] - from[channel]) * step) / 64);
      const [l, a, b] = oklabOfRgb(mix(0), mix(1), mix(2));
      known.push({ hue: hueDegrees(a, b), chroma: Math.hypot(a, b), lightness: l });
    }
  }
  for (let degree = 0; degree < 360; degree++) {
    let nearest = known[0]!;
    let least = Infinity;
    for (const point of known) {
      const turn = Math.abs(point.hue - degree);
      const apart = Math.min(turn, 360 - turn);
      if (apart < least) {
        least = apart;
        nearest = point;
      }
    }
    chroma[degree] = nearest.chroma;
    lightness[degree] = nearest.lightness;
  }
  return { chroma, lightness };
})();

/** Terms by the hue at which each begins, in rising order; the last one runs over 360. */
export type HueScale = readonly (readonly [fromDegrees: number, term: string])[];

const HUES: HueScale = [
  [14, 'red'],
  [34, 'orange-red'],
  [48, 'orange'],
  [72, 'amber'],
  [93, 'yellow'],
  [115, 'yellow-green'],
  [134, 'green'],
  [163, 'blue-green'],
  [180, 'turquoise'],
  [204, 'cyan blue'],
  [226, 'azure'],
  [255, 'blue'],
  [277, 'violet'],
  [302, 'purple'],
  [322, 'magenta'],
  [345, 'rose'],
];
const LIGHT_HUES: HueScale = [
  [10, 'pink'],
  [27, 'salmon'],
  [46, 'orange'],
  [76, 'amber'],
  [94, 'yellow'],
  [112, 'yellow-green'],
  [133, 'green'],
  [158, 'mint green'],
  [180, 'turquoise'],
  [204, 'sky blue'],
  [262, 'periwinkle blue'],
  [284, 'lavender'],
  [312, 'lilac'],
  [328, 'pink'],
];
const DARK_HUES: HueScale = [
  [12, 'red'],
  [31, 'reddish brown'],
  [46, 'brown'],
  [76, 'olive brown'],
  [98, 'olive'],
  [116, 'olive green'],
  [134, 'green'],
  [168, 'teal'],
  [218, 'blue'],
  [282, 'violet'],
  [304, 'purple'],
  [336, 'wine red'],
];
const BLACKISH_HUES: HueScale = [
  [6, 'red'],
  [42, 'brown'],
  [92, 'olive'],
  [125, 'green'],
  [172, 'teal'],
  [216, 'blue'],
  [285, 'violet'],
  [305, 'purple'],
  [340, 'wine red'],
];
const TINTS: HueScale = [
  [8, 'reddish'],
  [42, 'brownish'],
  [82, 'yellowish'],
  [112, 'olive'],
  [128, 'greenish'],
  [200, 'bluish'],
  [282, 'purplish'],
  [336, 'pinkish'],
];
const LIGHT_TINTS: HueScale = [
  [20, 'pinkish'],
  [45, 'warm'],
  [82, 'yellowish'],
  [120, 'greenish'],
  [200, 'bluish'],
  [282, 'purplish'],
  [330, 'pinkish'],
];

export function termAt(scale: HueScale, hue: number): string {
  let term = scale.at(-1)?.[1] ?? '';
  for (const [from, name] of scale) if (hue >= from) term = name;
  return term;
}

/** Chroma under which a colour counts as a grey without tint, and as a tinted grey. */
const PURE_GREY = 0.008;
const TINTED_GREY = 0.018;

/** What naming goes by. */
export interface ColourTone {
  /** 0-1; a hue is said. */
  readonly lightness: number;
  /** Degrees 0-360. */
  readonly hue: number;
  /** Chroma against the most that the hue can have on a screen. */
  readonly saturation: number;
  /** The same against the most at this lightness, for dark colours: what a screen can show shrinks towards black. */
  readonly darkSaturation: number;
  /** Grey with a hint of the hue. */
  readonly isTintedGrey: boolean;
}

/** The tone of a colour; null for a grey without tint. */
export function colourTone([lightness, chroma, hue]: Oklch): ColourTone | null {
  if (hue === null || chroma < PURE_GREY) return null;
  const turned = ((hue % 360) + 360) % 360;
  const degree = Math.min(359, Math.floor(turned));
  const mostChroma = cusps.chroma[degree]!;
  const saturation = chroma / mostChroma;
  // The eye sees tint sooner in light colours than in dark ones.
  const isTintedGrey =
    lightness < 0.2
      ? chroma < 0.014 || (lightness < 0.1 && chroma < 0.02)
      : chroma < Math.max(TINTED_GREY, 0.09 * mostChroma);
  const darkSaturation = saturation * (cusps.lightness[degree]! / Math.max(lightness, 0.01));
  return { lightness, hue: turned, saturation, darkSaturation, isTintedGrey };
}

/**
 * A plain English name, such as "vivid orange-red", "deep reddish brown", "blackish red", "soft orange" or
 * "dark grey". Deterministic; lower case; never empty.
 */
export function nameColour(oklch: Oklch): string {
  const tone = colourTone(oklch);
  if (tone === null) return greyTerm(oklch[0]);
  const { lightness, hue, saturation, darkSaturation, isTintedGrey } = tone;
  if (lightness < 0.2) {
    return isTintedGrey ? `${termAt(TINTS, hue)} black` : `blackish ${termAt(BLACKISH_HUES, hue)}`;
  }
  if (isTintedGrey) return tintedGrey(lightness, hue);
  if (lightness < 0.4) return darkName(lightness, darkSaturation, hue);
  if (isBrown(lightness, saturation, hue)) return brownName(lightness, saturation, hue);
  if (lightness < 0.7) return middleName(lightness, saturation, hue);
  return lightName(lightness, saturation, hue);
}

function greyTerm(lightness: number): string {
  if (lightness < 0.16) return 'black';
  if (lightness < 0.28) return 'very dark grey';
  if (lightness < 0.47) return 'dark grey';
  if (lightness < 0.68) return 'grey';
  if (lightness < 0.88) return 'light grey';
  if (lightness < 0.97) return 'off-white';
  return 'white';
}

function tintedGrey(lightness: number, hue: number): string {
  const tint = termAt(lightness < 0.6 ? TINTS : LIGHT_TINTS, hue);
  if (lightness < 0.28) return `very dark ${tint} grey`;
  if (lightness < 0.47) return `dark ${tint} grey`;
  if (lightness < 0.68) return `${tint} grey`;
  if (lightness < 0.88) return `light ${tint} grey`;
  return `${tint} white`;
}

function darkName(lightness: number, saturation: number, hue: number): string {
  if (hue >= 255 && hue < 282 && lightness < 0.33 && saturation >= 0.3) {
    return lightness < 0.24 ? 'dark navy blue' : 'navy blue';
  }
  const term = termAt(DARK_HUES, hue);
  if (saturation >= 0.62) return `deep ${term}`;
  if (saturation >= 0.3) return `dark ${term}`;
  return `dark greyish ${term}`;
}

/** Browns, tans and olives: orange to yellow hues that are not saturated enough to glow. */
export function isBrown(lightness: number, saturation: number, hue: number): boolean {
  if (hue >= 31 && hue < 98)
    return lightness < 0.62
      ? saturation < 0.6
      : lightness < 0.86 && saturation < (lightness < 0.7 ? 0.68 : 0.46);
  return hue >= 98 && hue < 128 && lightness < 0.66 && saturation < 0.72;
}

function brownName(lightness: number, saturation: number, hue: number): string {
  if (hue >= 98) {
    const term = hue < 116 ? 'olive' : 'olive green';
    if (saturation < 0.3) return `greyish ${term}`;
    return lightness >= 0.58 ? `light ${term}` : term;
  }
  if (lightness >= 0.74) return hue < 50 ? 'dusty pink' : saturation < 0.25 ? 'beige' : 'light tan';
  if (lightness >= 0.62 && saturation >= 0.46)
    return hue < 46 ? 'terracotta' : hue < 60 ? 'light brown' : 'ochre';
  if (lightness >= 0.62) return hue < 46 ? 'dusty rose' : saturation < 0.22 ? 'greyish tan' : 'tan';
  const term = hue < 46 ? 'reddish brown' : hue < 76 ? 'brown' : 'olive brown';
  if (saturation < 0.24) return `greyish ${term}`;
  if (lightness >= 0.54) return `light ${term}`;
  return saturation >= 0.46 ? `strong ${term}` : term;
}

function middleName(lightness: number, saturation: number, hue: number): string {
  let term = termAt(HUES, hue);
  if (hue >= 168 && hue < 215 && lightness < 0.58) term = 'teal';
  if (hue >= 322 && hue < 340 && lightness < 0.52) term = 'purple';
  if (hue >= 345 || hue < 14) term = lightness < 0.55 ? 'crimson' : 'rose';
  if (saturation >= 0.52 && isDeep(lightness, hue)) return `deep ${term}`;
  if (saturation >= 0.76) return `vivid ${term}`;
  if (saturation >= 0.52) return `strong ${term}`;
  if (saturation >= 0.28) return lightness < 0.5 ? `dark ${term}` : term;
  return `greyish ${term}`;
}

/** Orange and yellow are vivid where they are light; as colourful as can be, a darker one is deep, of earth or brass. */
export function isDeep(lightness: number, hue: number): boolean {
  return hue >= 46 && hue < 115 && lightness < (hue < 72 ? 0.66 : 0.7);
}

function lightName(lightness: number, saturation: number, hue: number): string {
  if (saturation >= 0.8) {
    const term = hue >= 10 && hue < 46 && lightness >= 0.72 ? termAt(LIGHT_HUES, hue) : termAt(HUES, hue);
    return `vivid ${term}`;
  }
  if (hue >= 46 && hue < 112 && lightness >= 0.86) {
    if (saturation < 0.2) return hue < 66 ? 'pale peach' : 'ivory';
    if (saturation < 0.45) return hue < 72 ? 'peach' : 'cream';
  }
  const term = termAt(LIGHT_HUES, hue);
  if (saturation >= 0.5) return `soft ${term}`;
  if (saturation >= 0.26) return `light ${term}`;
  return lightness >= 0.84 ? `pale ${term}` : `greyish ${term}`;
}
