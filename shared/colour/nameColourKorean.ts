import { type ColourTone, colourTone, type HueScale, isBrown, isDeep, termAt } from './nameColour.ts';
import type { Oklch } from './oklab.ts';

/*
 * Korean colour names in the manner of KS A 0011 (names of non-luminous object colours): a basic name with one of its
 * modifiers of tone (선명한, 밝은, 연한, 흐린, 탁한, 진한, 어두운), and for greys one of its modifiers of hue (빨간, 초록빛, ...).
 * The regions are our own, drawn in OKLCH, and those of the English names where both tell the same apart.
 */

const HUES: HueScale = [
  [14, '빨강'],
  [35, '주황'],
  [74, '노란 주황'],
  [90, '노랑'],
  [115, '연두'],
  [136, '초록'],
  [163, '청록'],
  [215, '파랑'],
  [273, '남색'],
  [285, '보라'],
  [325, '자주'],
  [352, '자줏빛 빨강'],
];
const LIGHT_HUES: HueScale = [
  [8, '분홍'],
  [36, '주황'],
  [76, '노란 주황'],
  [92, '노랑'],
  [113, '연두'],
  [138, '초록'],
  [160, '청록'],
  [204, '하늘색'],
  [262, '파랑'],
  [282, '보라'],
  [328, '분홍'],
];
const DARK_HUES: HueScale = [
  [12, '빨강'],
  [31, '갈색'],
  [98, '올리브색'],
  [128, '초록'],
  [166, '청록'],
  [216, '파랑'],
  [255, '남색'],
  [285, '보라'],
  [325, '자주'],
  [352, '빨강'],
];
const TINTS: HueScale = [
  [8, '빨간'],
  [42, '갈빛'],
  [82, '노란'],
  [118, '초록빛'],
  [200, '파란'],
  [280, '보랏빛'],
  [320, '자줏빛'],
];
const LIGHT_TINTS: HueScale = [
  [8, '분홍빛'],
  [60, '노란'],
  [118, '초록빛'],
  [200, '파란'],
  [280, '보랏빛'],
  [325, '분홍빛'],
];

/** A plain Korean name, such as "선명한 빨강", "어두운 파랑" or "밝은 회색". Deterministic; never empty. */
export function nameColourKorean(oklch: Oklch): string {
  const tone = colourTone(oklch);
  const [lightness] = oklch;
  if (tone === null) return greyTerm(lightness);
  const { hue, saturation, darkSaturation } = tone;
  if (tone.isTintedGrey) return tintedGrey(tone);
  if (lightness < 0.2) return `아주 어두운 ${termAt(DARK_HUES, hue)}`;
  if (lightness < 0.4) {
    const modifier = darkSaturation >= 0.62 ? '진한' : darkSaturation >= 0.3 ? '어두운' : '어둡고 탁한';
    return `${modifier} ${termAt(DARK_HUES, hue)}`;
  }
  if (isBrown(lightness, saturation, hue)) return brownName(tone);
  if (lightness < 0.7) return middleName(tone);
  return lightName(tone);
}

function greyTerm(lightness: number): string {
  if (lightness < 0.16) return '검정';
  if (lightness < 0.28) return '아주 어두운 회색';
  if (lightness < 0.47) return '어두운 회색';
  if (lightness < 0.68) return '회색';
  if (lightness < 0.88) return '밝은 회색';
  return lightness < 0.97 ? '아주 밝은 회색' : '하양';
}

/** The modifier of tone stands before that of hue: "어두운 초록빛 회색". */
function tintedGrey({ lightness, hue }: ColourTone): string {
  const tint = termAt(lightness < 0.6 ? TINTS : LIGHT_TINTS, hue);
  if (lightness < 0.2) return `${tint} 검정`;
  if (lightness < 0.28) return `아주 어두운 ${tint} 회색`;
  if (lightness < 0.47) return `어두운 ${tint} 회색`;
  if (lightness < 0.68) return `${tint} 회색`;
  return lightness < 0.88 ? `밝은 ${tint} 회색` : `${tint} 하양`;
}

/** Browns and olives; light ones are the colours of earth, sand and skin. */
function brownName({ lightness, saturation, hue }: ColourTone): string {
  if (hue >= 98) return saturation < 0.3 ? '탁한 올리브색' : lightness >= 0.58 ? '밝은 올리브색' : '올리브색';
  if (lightness >= 0.74) return hue < 50 ? '흐린 분홍' : saturation < 0.25 ? '베이지색' : '연한 갈색';
  if (lightness >= 0.62 && saturation >= 0.46)
    return hue < 46 ? '흐린 주황' : hue < 60 ? '밝은 갈색' : '황토색';
  if (lightness >= 0.62 && hue < 46) return '탁한 분홍';
  if (saturation < 0.24) return lightness >= 0.62 ? '흐린 갈색' : '탁한 갈색';
  return lightness >= 0.54 ? '밝은 갈색' : '갈색';
}

function middleName({ lightness, saturation, hue }: ColourTone): string {
  const base = termAt(HUES, hue);
  if (saturation >= 0.52 && isDeep(lightness, hue)) {
    if (hue < 60 || saturation >= 0.76) return `진한 ${base}`;
    return lightness < 0.56 ? '진한 황토색' : '황토색';
  }
  if (saturation >= 0.76) return `선명한 ${base}`;
  if (saturation >= 0.52) return lightness < 0.5 ? `진한 ${base}` : base;
  if (saturation >= 0.28) return lightness < 0.5 ? `어두운 ${base}` : `흐린 ${base}`;
  return `탁한 ${base}`;
}

function lightName({ lightness, saturation, hue }: ColourTone): string {
  if (saturation >= 0.8) {
    const isCoral = hue >= 8 && hue < 46 && lightness >= 0.72;
    return `선명한 ${termAt(isCoral ? LIGHT_HUES : HUES, hue)}`;
  }
  if (hue >= 46 && hue < 112 && lightness >= 0.86) {
    if (saturation < 0.2) return '상아색';
    if (saturation < 0.45) return hue < 72 ? '살구색' : '크림색';
  }
  const base = termAt(LIGHT_HUES, hue);
  if (saturation >= 0.5) return `밝은 ${base}`;
  if (saturation >= 0.26) return `연한 ${base}`;
  return lightness >= 0.84 ? `아주 연한 ${base}` : `흐린 ${base}`;
}
