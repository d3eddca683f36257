import { BUILT_IN_MOOD_IDS, type BuiltInMoodId } from '../domain/moodId.ts';
import type { MoodCondition, MoodQuantity } from '../domain/moodRule.ts';
import type { ColourWindow } from './colourGrid.ts';
import type { MoodRule } from './evaluateMoods.ts';
import { MOOD_VOCABULARY } from './moodVocabulary.ts';

/** A rule of the vocabulary as it is written here; its edges lie on the grid (colourGrid.ts). */
interface VocabularyRule {
  readonly id: BuiltInMoodId;
  readonly windows: readonly ColourWindow[];
  readonly conditions: readonly MoodCondition[];
  /** `{0}` is the first condition's value, `{0:needs}` its threshold. */
  readonly reason: string;
}

const atLeast = (quantity: MoodQuantity, words: string, threshold: number, full: number): MoodCondition => ({
  quantity,
  words,
  comparison: '>=',
  threshold,
  full,
});
const atMost = (quantity: MoodQuantity, words: string, threshold: number, full: number): MoodCondition => ({
  quantity,
  words,
  comparison: '<=',
  threshold,
  full,
});
const between = (
  quantity: MoodQuantity,
  words: string,
  threshold: number,
  thresholdHigh: number,
): MoodCondition => ({ quantity, words, comparison: 'between', threshold, thresholdHigh });

const mass = (window: number): MoodQuantity => ({ of: 'mass', window });
const cover = (window: number): MoodQuantity => ({ of: 'cover', window });
const lightness = (share: number): MoodQuantity => ({ of: 'lightness', share });
const chroma = (share: number): MoodQuantity => ({ of: 'chroma', share });
const range = (from: number, to: number): MoodQuantity => ({ of: 'lightness-range', from, to });
const MEDIAN_LIGHTNESS = lightness(0.5);

/**
 * The rules in the vocabulary's order. Hues are OKLCH degrees: 29 is sRGB red, 53 orange, 110 yellow, 142
 * green, 195 cyan, 264 blue, 328 magenta. In a hue mood the first window is where the colour lies, the second
 * which pixels make the mood.
 */
const VOCABULARY_RULES: readonly VocabularyRule[] = [
  {
    id: 'orange-red-glow',
    windows: [
      { hueFrom: 24, hueTo: 66 },
      // A glow is lit orange in its heart; skin (chroma .09) and flat blood reds (hue 27) are not.
      { hueFrom: 33, hueTo: 72, chromaFrom: 0.12, lightnessFrom: 0.5, lightnessTo: 0.9 },
    ],
    conditions: [
      atLeast(mass(0), 'colour between red and orange', 0.55, 0.85),
      atLeast(cover(1), 'area of bright orange light', 0.025, 0.07),
      atMost({ of: 'mean-lightness' }, 'mean lightness', 0.52, 0.35),
      atMost(MEDIAN_LIGHTNESS, 'median lightness', 0.45, 0.3),
    ],
    reason: '{0} of the colour lies between red and orange (needs {0:needs}), in a dark picture.',
  },
  {
    id: 'blue-neon',
    windows: [
      { hueFrom: 216, hueTo: 282 },
      { hueFrom: 225, hueTo: 282, chromaFrom: 0.1, lightnessFrom: 0.4 },
    ],
    conditions: [
      atLeast(mass(0), 'colour between cyan and blue', 0.7, 0.9),
      atLeast(cover(1), 'area of bright saturated blue', 0.01, 0.04),
      atMost(MEDIAN_LIGHTNESS, 'median lightness', 0.45, 0.28),
      // Neon outshines what is around it; a dusk sky or deep water does not.
      atLeast(range(0.5, 0.98), 'highlights above the median lightness', 0.22, 0.35),
      // Its light falls on what is around it; a blue thing before black does not give any.
      atLeast({ of: 'mean-chroma' }, 'mean chroma', 0.027, 0.05),
    ],
    reason:
      '{0} of the colour is blue (needs {0:needs}) and {1} of the picture shines in saturated blue, in the dark.',
  },
  {
    id: 'pink-magenta-neon',
    windows: [
      { hueFrom: 318, hueTo: 12 },
      { hueFrom: 318, hueTo: 12, chromaFrom: 0.14, lightnessFrom: 0.45 },
    ],
    conditions: [
      atLeast(mass(0), 'colour between magenta and pink', 0.4, 0.75),
      atLeast(cover(1), 'area of bright saturated pink', 0.01, 0.04),
      atMost(MEDIAN_LIGHTNESS, 'median lightness', 0.45, 0.28),
      atLeast(range(0.5, 0.98), 'highlights above the median lightness', 0.22, 0.35),
    ],
    reason:
      '{0} of the colour is pink or magenta (needs {0:needs}) and {1} of the picture shines in it, in the dark.',
  },
  {
    id: 'sodium-amber',
    windows: [
      { hueFrom: 51, hueTo: 93 },
      { hueFrom: 57, hueTo: 93, chromaFrom: 0.1, lightnessFrom: 0.4 },
      // The reds of a sunset and of skin.
      { hueFrom: 351, hueTo: 48, chromaFrom: 0.04 },
    ],
    conditions: [
      atLeast(mass(0), 'colour between orange and yellow', 0.65, 0.9),
      atLeast(cover(1), 'area of saturated amber', 0.08, 0.35),
      atLeast({ of: 'hue-concentration' }, 'agreement of the hues', 0.88, 0.97),
      atMost(cover(2), 'area of red and pink', 0.12, 0.03),
      atMost(MEDIAN_LIGHTNESS, 'median lightness', 0.56, 0.4),
    ],
    reason: '{0} of the colour is amber (needs {0:needs}), nearly all of one hue, as under street lamps.',
  },
  {
    id: 'fluorescent-green',
    windows: [
      { hueFrom: 126, hueTo: 174 },
      { hueFrom: 126, hueTo: 174, chromaFrom: 0.03, lightnessFrom: 0.6 },
      // Foliage is yellower.
      { hueFrom: 96, hueTo: 141, chromaFrom: 0.06, lightnessTo: 0.8 },
    ],
    conditions: [
      atLeast(mass(0), 'colour between green and blue-green', 0.42, 0.75),
      atLeast(cover(1), 'area of greenish light', 0.03, 0.1),
      atMost(cover(2), 'area of foliage green', 0.22, 0.05),
      atMost(MEDIAN_LIGHTNESS, 'median lightness', 0.58, 0.35),
      atLeast(range(0.5, 0.99), 'highlights above the median lightness', 0.2, 0.4),
    ],
    reason: '{0} of the colour is green (needs {0:needs}), with greenish light over {1} of the picture.',
  },
  {
    id: 'sickly-yellow-green',
    windows: [
      { hueFrom: 96, hueTo: 120 },
      { hueFrom: 96, hueTo: 120, chromaFrom: 0.04, chromaTo: 0.14, lightnessFrom: 0.3 },
      // Leaves in daylight are more saturated than a cast over walls and faces.
      { hueFrom: 99, hueTo: 144, chromaFrom: 0.12 },
    ],
    conditions: [
      atLeast(mass(0), 'colour between yellow and yellow-green', 0.5, 0.85),
      atLeast(cover(1), 'area under a yellow-green cast', 0.35, 0.7),
      atMost(cover(2), 'area of leaf green', 0.2, 0.05),
      atLeast({ of: 'hue-concentration' }, 'agreement of the hues', 0.94, 0.98),
      atMost(MEDIAN_LIGHTNESS, 'median lightness', 0.72, 0.5),
    ],
    reason: '{0} of the colour is yellow-green (needs {0:needs}), a pale cast over {1} of the picture.',
  },
  {
    id: 'blood-red',
    windows: [
      { hueFrom: 6, hueTo: 33 },
      { hueFrom: 6, hueTo: 33, chromaFrom: 0.1, lightnessTo: 0.55 },
    ],
    conditions: [
      atLeast(mass(0), 'colour that is pure red', 0.45, 0.8),
      atLeast(cover(1), 'area of dark saturated red', 0.035, 0.25),
      atMost(MEDIAN_LIGHTNESS, 'median lightness', 0.54, 0.42),
    ],
    reason: '{0} of the colour is red (needs {0:needs}), dark and saturated over {1} of the picture.',
  },
  {
    id: 'teal-and-orange',
    windows: [
      { hueFrom: 168, hueTo: 246, chromaFrom: 0.03 },
      { hueFrom: 36, hueTo: 84, chromaFrom: 0.04 },
    ],
    conditions: [
      atLeast(mass(0), 'colour that is teal', 0.12, 0.35),
      atLeast(mass(1), 'colour that is orange', 0.15, 0.35),
      atLeast({ of: 'mass-sum', windows: [0, 1] }, 'teal and orange together', 0.67, 0.9),
      atLeast(cover(0), 'area of teal', 0.08, 0.25),
      atLeast(cover(1), 'area of orange', 0.05, 0.2),
      atLeast({ of: 'mean-chroma' }, 'mean chroma', 0.035, 0.07),
    ],
    reason: '{0} of the colour is teal and {1} orange, together {2} (needs {2:needs}).',
  },
  {
    id: 'cold-warm-contrast',
    windows: [
      { hueFrom: 186, hueTo: 285, chromaFrom: 0.03 },
      { hueFrom: 0, hueTo: 108, chromaFrom: 0.05 },
    ],
    conditions: [
      atLeast(mass(0), 'cold colour', 0.26, 0.42),
      atLeast(mass(1), 'warm colour', 0.15, 0.35),
      atLeast(cover(0), 'area of cold colour', 0.15, 0.3),
      atLeast(cover(1), 'area of warm colour', 0.09, 0.25),
      atLeast({ of: 'mass-sum', windows: [0, 1] }, 'cold and warm together', 0.68, 0.9),
    ],
    reason: '{0} of the colour is cold (needs {0:needs}) and {1} warm (needs {1:needs}).',
  },
  {
    id: 'noir-low-key',
    windows: [],
    conditions: [
      atMost(MEDIAN_LIGHTNESS, 'median lightness', 0.37, 0.2),
      atLeast(range(0.05, 0.98), 'lightness from shadows to highlights', 0.3, 0.7),
      atMost({ of: 'mean-chroma' }, 'mean chroma', 0.016, 0.006),
    ],
    reason:
      'Half of the picture is darker than {0} (needs {0:needs}), with lights that stand out and hardly any colour.',
  },
  {
    id: 'night',
    windows: [],
    conditions: [
      atMost(MEDIAN_LIGHTNESS, 'median lightness', 0.375, 0.2),
      atMost(lightness(0.75), 'lightness of the upper quarter', 0.48, 0.3),
      // A black frame is no night: some light has to fall, and some colour to be seen.
      atLeast(lightness(0.995), 'lightness of the brightest points', 0.3, 0.6),
      atLeast({ of: 'mean-chroma' }, 'mean chroma', 0.007, 0.03),
    ],
    reason:
      'Half of the picture is darker than {0} (needs {0:needs}), with colour in the light that is left.',
  },
  {
    id: 'high-key',
    windows: [],
    conditions: [
      atLeast(lightness(0.25), 'lightness of the lower quarter', 0.7, 0.85),
      atMost(range(0.05, 0.95), 'lightness from shadows to highlights', 0.4, 0.2),
      // A field of one strong colour is bright, but not washed in light.
      atMost({ of: 'mean-chroma' }, 'mean chroma', 0.055, 0.03),
    ],
    reason: 'Three quarters of the picture are lighter than {0} (needs {0:needs}), with no deep shadow.',
  },
  {
    id: 'pastel',
    windows: [],
    conditions: [
      atLeast(MEDIAN_LIGHTNESS, 'median lightness', 0.74, 0.84),
      between(chroma(0.5), 'median chroma', 0.025, 0.115),
      atMost(chroma(0.95), 'chroma of the most colourful part', 0.17, 0.1),
      atLeast(lightness(0.1), 'lightness of the darkest tenth', 0.5, 0.7),
      // A field of beige is light and gentle too; pastel takes more than one colour.
      atMost({ of: 'hue-concentration' }, 'agreement of the hues', 0.985, 0.8),
    ],
    reason: 'The colours are light (median {0}, needs {0:needs}) and gentle (median chroma {1}).',
  },
  {
    id: 'muted',
    windows: [],
    conditions: [
      atMost(chroma(0.5), 'median chroma', 0.045, 0.025),
      // Below, there is no colour that could be subdued.
      between(chroma(0.95), 'chroma of the most colourful part', 0.022, 0.085),
      atMost(chroma(0.75), 'chroma of the more colourful quarter', 0.052, 0.035),
      // What lies in the dark is dark before it is muted, and what is washed in light is light.
      between(MEDIAN_LIGHTNESS, 'median lightness', 0.38, 0.735),
      atLeast(range(0.05, 0.95), 'lightness from shadows to highlights', 0.2, 0.4),
    ],
    reason:
      'The colours are subdued: median chroma {0}, and almost nothing above {1} (needs at most {1:needs}).',
  },
  {
    id: 'black-and-white',
    windows: [],
    conditions: [
      atMost(chroma(0.995), 'chroma of the most colourful part', 0.02, 0.008),
      atLeast(range(0.05, 0.95), 'lightness from shadows to highlights', 0.15, 0.3),
    ],
    reason: 'Hardly anything has colour: chroma stays under {0} (needs at most {0:needs}).',
  },
  {
    id: 'sepia-tint',
    windows: [],
    conditions: [
      atLeast({ of: 'hue-concentration' }, 'agreement of the hues', 0.976, 0.995),
      between(chroma(0.95), 'chroma of the most colourful part', 0.02, 0.085),
      atLeast(chroma(0.5), 'median chroma', 0.012, 0.03),
      atLeast(range(0.05, 0.95), 'lightness from shadows to highlights', 0.22, 0.5),
    ],
    reason: 'All the colour is of one hue (agreement {0}, needs {0:needs}) and faint, as in a tinted print.',
  },
  {
    id: 'gaudy',
    windows: [],
    conditions: [
      atLeast({ of: 'mean-chroma' }, 'mean chroma', 0.075, 0.14),
      atLeast({ of: 'hue-count', share: 0.06 }, 'strong hues of twelve', 5, 6),
      // Where one colour rules, others beside it make no riot.
      atMost({ of: 'hue-concentration' }, 'agreement of the hues', 0.65, 0.4),
    ],
    reason: 'Strong colour (mean chroma {0}, needs {0:needs}) in {1} different hues, none of which rules.',
  },
  {
    id: 'accent',
    windows: [],
    conditions: [
      between({ of: 'accent-share' }, 'area of the accent', 0.002, 0.055),
      atLeast({ of: 'accent-chroma' }, 'chroma above the median', 0.12, 0.17),
      // In a picture that is colourful anyway, one more colour is no accent.
      atMost(chroma(0.75), 'chroma of the more colourful quarter', 0.08, 0.05),
    ],
    reason: 'One vivid colour on {0} of the picture stands {1} in chroma above the rest (needs {1:needs}).',
  },
];

/** The app's own rules, in the vocabulary's order. */
export const MOOD_RULES: readonly MoodRule[] = BUILT_IN_MOOD_IDS.flatMap((id) =>
  VOCABULARY_RULES.filter((rule) => rule.id === id).map((rule) => ({
    ...rule,
    label: MOOD_VOCABULARY[id].label,
    windows: [...rule.windows],
    conditions: [...rule.conditions],
  })),
);
