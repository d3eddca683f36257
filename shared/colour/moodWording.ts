import type { MoodQuantity } from '../domain/moodRule.ts';
import type { ColourWindow } from './colourGrid.ts';

/** A measured value for reading: shares and lightness in per cent, chroma and agreement as they are. */
export function measureInWords(quantity: MoodQuantity, value: number): string {
  switch (quantity.of) {
    case 'hue-count':
      return value.toFixed(0);
    case 'chroma':
    case 'mean-chroma':
    case 'accent-chroma':
      return value > 0 && value < 0.1 ? shortened(value, 3) : value.toFixed(2);
    // The last hundredths tell a tint from a picture that has but few colours.
    case 'hue-concentration':
      return value > 0.9 ? shortened(value, 3) : value.toFixed(2);
    default: {
      const percent = value * 100;
      return `${shortened(percent, percent < 10 ? 1 : 0)} %`;
    }
  }
}

/** At least two digits behind the point where there are three, none where they say nothing. */
function shortened(value: number, digits: number): string {
  const text = value.toFixed(digits);
  return digits === 3 ? text.replace(/0$/, '') : String(Number(text));
}

const hueNames: readonly [number, string][] = [
  [9, 'pink'],
  [24, 'rose'],
  [39, 'red'],
  [69, 'orange'],
  [87, 'amber'],
  [114, 'yellow'],
  [132, 'yellow-green'],
  [159, 'green'],
  [189, 'blue-green'],
  [222, 'cyan'],
  [252, 'azure'],
  [279, 'blue'],
  [306, 'violet'],
  [333, 'magenta'],
  [360, 'pink'],
];

/** A hue (OKLCH degrees) by name: 29 red, 53 orange, 110 yellow, 142 green, 195 cyan, 264 blue, 328 magenta. */
export function hueName(degrees: number): string {
  const turned = ((degrees % 360) + 360) % 360;
  return hueNames.find(([below]) => turned < below)?.[1] ?? 'pink';
}

/** "red to orange", "blue", "any colour". */
export function hueRangeInWords({ hueFrom, hueTo }: Pick<ColourWindow, 'hueFrom' | 'hueTo'>): string {
  if (hueTo - hueFrom >= 357) return 'any colour';
  const first = hueName(hueFrom + 1);
  const last = hueName(hueTo - 1);
  const isWide = (hueTo - hueFrom + 360) % 360 > 60;
  return first === last && !isWide ? first : `${first} to ${last}`;
}

/** A window in words: "vivid red to orange, lightness 45-90 %". */
export function windowInWords(window: ColourWindow): string {
  const { chromaFrom, chromaTo, lightnessFrom, lightnessTo } = window;
  const vividness =
    chromaTo !== undefined && chromaTo <= 0.1
      ? 'pale '
      : chromaFrom === undefined || chromaFrom < 0.05
        ? ''
        : chromaFrom >= 0.12
          ? 'vivid '
          : 'coloured ';
  const light =
    lightnessFrom !== undefined && lightnessTo !== undefined
      ? ` between ${percent(lightnessFrom)} and ${percent(lightnessTo)} light`
      : lightnessFrom !== undefined
        ? ` lighter than ${percent(lightnessFrom)}`
        : lightnessTo !== undefined
          ? ` darker than ${percent(lightnessTo)}`
          : '';
  return `${vividness}${hueRangeInWords(window)}${light}`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** What a quantity measures, in plain words: "colour that is red to orange". */
export function quantityInWords(quantity: MoodQuantity, windows: readonly ColourWindow[]): string {
  const named = (index: number): string => {
    const window = windows[index];
    return window === undefined ? 'nothing' : hueRangeInWords(window);
  };
  switch (quantity.of) {
    case 'mass':
      return `colour that is ${named(quantity.window)}`;
    case 'mass-sum':
      return `colour that is ${quantity.windows.map(named).join(' or ')}`;
    case 'cover': {
      const window = windows[quantity.window];
      return `area of ${window === undefined ? 'nothing' : windowInWords(window)}`;
    }
    case 'lightness':
      return `lightness of ${partInWords(quantity.share, 'dark', 'light')}`;
    case 'chroma':
      return `chroma of ${partInWords(quantity.share, 'grey', 'colourful')}`;
    case 'lightness-range':
      return quantity.from === 0.5
        ? 'highlights above the median lightness'
        : 'lightness from shadows to highlights';
    case 'mean-lightness':
      return 'mean lightness';
    case 'mean-chroma':
      return 'mean chroma';
    case 'hue-concentration':
      return 'agreement of the hues';
    case 'hue-count':
      return `hues of twelve with ${percent(quantity.share)} of the colour`;
    case 'accent-share':
      return 'area of the accent';
    case 'accent-chroma':
      return 'chroma of the accent above the rest';
    default:
      return quantity satisfies never;
  }
}

function partInWords(share: number, low: string, high: string): string {
  if (share === 0.5) return 'the middle of the picture';
  if (share === 0.25) return `the ${low}er quarter`;
  if (share === 0.75) return `the ${high === 'colourful' ? 'more colourful' : `${high}er`} quarter`;
  if (share < 0.5) return `the ${low}est ${percentOf(share)}`;
  return `the ${high === 'colourful' ? 'most colourful' : `${high}est`} ${percentOf(1 - share)}`;
}

function percentOf(share: number): string {
  const value = share * 100;
  return `${value.toFixed(value < 1 ? 1 : 0)} %`;
}
