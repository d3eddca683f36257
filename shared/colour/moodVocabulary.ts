import { BUILT_IN_MOOD_IDS, type BuiltInMoodId } from '../domain/moodId.ts';

/** How a mood is called, shown and explained. */
export interface MoodTerm {
  readonly id: BuiltInMoodId;
  /** Sentence case, as in a list or a heading. */
  readonly label: string;
  /** `#rrggbb`: the colour of its dot. */
  readonly hex: string;
  /** The rule in words. */
  readonly rule: string;
}

function term(id: BuiltInMoodId, label: string, hex: string, rule: string): MoodTerm {
  return { id, label, hex, rule };
}

/** Every mood that can be measured. The numbers of the rules are in `moodRules`. */
export const MOOD_VOCABULARY: Readonly<Record<BuiltInMoodId, MoodTerm>> = {
  'orange-red-glow': term(
    'orange-red-glow',
    'Orange-red glow',
    '#e4541d',
    'Most of the colour lies between red and orange, around bright orange light in a dark picture.',
  ),
  'blue-neon': term(
    'blue-neon',
    'Blue neon',
    '#1e62ff',
    'Blue rules the colour and shines saturated out of the dark.',
  ),
  'pink-magenta-neon': term(
    'pink-magenta-neon',
    'Pink and magenta neon',
    '#ff3fa4',
    'Pink or magenta rules the colour and shines saturated out of the dark.',
  ),
  'sodium-amber': term(
    'sodium-amber',
    'Sodium amber',
    '#e9b14a',
    'Nearly all the colour is one amber, as under sodium street lamps; no reds of skin or sunset beside it.',
  ),
  'fluorescent-green': term(
    'fluorescent-green',
    'Fluorescent green',
    '#c4e8c0',
    'Green, not the yellower green of leaves, with greenish light as from fluorescent tubes.',
  ),
  'sickly-yellow-green': term(
    'sickly-yellow-green',
    'Sickly yellow-green',
    '#a8ad5c',
    'A pale yellow-green cast lies over most of the picture.',
  ),
  'blood-red': term(
    'blood-red',
    'Blood red',
    '#a50f12',
    'Pure red rules the colour, dark and saturated over part of the picture.',
  ),
  'teal-and-orange': term(
    'teal-and-orange',
    'Teal and orange',
    '#2f8f95',
    'Teal against orange, and little colour besides.',
  ),
  'cold-warm-contrast': term(
    'cold-warm-contrast',
    'Cold-warm contrast',
    '#7a86b8',
    'Cold and warm colours both hold a good share of the picture.',
  ),
  'noir-low-key': term(
    'noir-low-key',
    'Noir, low key',
    '#2a2a2a',
    'Mostly shadow, with lights that stand out and hardly any colour.',
  ),
  night: term('night', 'Night', '#16263f', 'Mostly dark, with colour in the light that is left.'),
  'high-key': term('high-key', 'High key', '#f2f2f0', 'Light nearly everywhere, with no deep shadow.'),
  pastel: term('pastel', 'Pastel', '#f3c9d3', 'Light and gentle colours throughout.'),
  muted: term('muted', 'Muted', '#8d8a80', 'Subdued colours, none of them strong.'),
  'black-and-white': term('black-and-white', 'Black and white', '#9a9a9a', 'Tones without colour.'),
  'sepia-tint': term(
    'sepia-tint',
    'Sepia or tint',
    '#a88a62',
    'All the colour is of one hue and faint, as in a tinted print.',
  ),
  gaudy: term('gaudy', 'Gaudy', '#e0369a', 'Strong colours of many hues, none of which rules.'),
  accent: term(
    'accent',
    'Colour accent',
    '#ff3b30',
    'One small vivid colour stands out from everything else in the picture.',
  ),
};

/** The vocabulary in its order. */
export const MOOD_TERMS: readonly MoodTerm[] = BUILT_IN_MOOD_IDS.map((id) => MOOD_VOCABULARY[id]);
