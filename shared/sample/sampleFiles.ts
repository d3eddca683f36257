import type { WorkId } from '../domain/ids.ts';
import { sampleWorkId } from './sampleWorks.ts';

/** A file of the sample library: where it goes and what is known about it beyond what is measured. */
export interface SampleFile {
  /** Name in resources/sample. */
  readonly fileName: string;
  readonly workId: WorkId;
  readonly tags: readonly string[];
  /** What a still shows, for those who cannot see it; the shots of a clip have their own texts. */
  readonly altText: string;
  /** For a clip: what each stretch shows, up to a time. */
  readonly shots?: readonly { readonly untilSec: number; readonly altText: string }[];
}

const filesOf = (
  workId: WorkId,
  prefix: string,
  stills: readonly (readonly [name: string, altText: string, ...tags: string[]])[],
): SampleFile[] =>
  stills.map(([name, altText, ...tags]) => ({ fileName: `${prefix}-${name}.jpg`, workId, tags, altText }));

/** Every picture and clip of the sample library; all are drawn. */
export const sampleFiles: readonly SampleFile[] = [
  {
    fileName: 'hate-that-clip.mp4',
    workId: sampleWorkId.hateThat,
    tags: ['clip'],
    altText: '',
    shots: [
      { untilSec: 2, altText: 'Someone sits in a room edged with blue neon tubes' },
      { untilSec: 4.5, altText: 'A woman in profile before a round window that glows orange-red' },
      { untilSec: 6.5, altText: 'Someone looks out of a train window at dusk' },
      { untilSec: 8.5, altText: 'A profile against upright blue neon tubes' },
    ],
  },
  {
    fileName: '2046-clip.webm',
    workId: sampleWorkId.film2046,
    tags: ['clip'],
    altText: '',
    shots: [
      { untilSec: 2, altText: 'A woman at a train window at night, rain on the glass' },
      { untilSec: 4.4, altText: 'Two people beside a round window that glows orange-red' },
      { untilSec: 6.6, altText: 'A carriage of blue neon ribs, someone at its end' },
      { untilSec: 8.8, altText: 'A head’s shadow on a round pane that glows orange-red' },
    ],
  },
  ...filesOf(sampleWorkId.hateThat, 'hate-that', [
    [
      'round-window',
      'A woman in profile before a round window that glows orange-red',
      'circular window',
      'glow',
    ],
    [
      'curtain',
      'A round glowing window, half behind a curtain, and a profile',
      'circular window',
      'glow',
      'curtain',
    ],
    ['neon-room', 'Someone sits in a room edged with blue neon tubes', 'neon room'],
    ['neon-profile', 'A profile against upright blue neon tubes', 'neon room'],
    ['train-window', 'Someone looks out of a train window at dusk', 'train', 'window'],
  ]),
  ...filesOf(sampleWorkId.film2046, '2046', [
    ['round-window', 'Two people beside a round window that glows orange-red', 'circular window', 'glow'],
    ['window-shadow', 'A head’s shadow on a round pane that glows orange-red', 'circular window', 'glow'],
    ['glow-passage', 'A round passage that glows from its far end', 'glow', 'corridor'],
    ['neon-carriage', 'A carriage of blue neon ribs, someone at its end', 'neon room', 'train'],
    ['neon-sign', 'Two people under bent blue neon tubes', 'neon room'],
    ['train-window', 'A woman at a train window at night, rain on the glass', 'train', 'rain', 'window'],
    ['train-streaks', 'A lit train in a field of streaks', 'train'],
    ['carriage-end', 'Someone at the open end of a carriage, lamps running away', 'train', 'tunnel'],
  ]),
  ...filesOf(sampleWorkId.rightThroughMe, 'right-through-me', [
    ['covers', 'One pulls the covers off a bed where another lies', 'covers', 'bed'],
    ['bed', 'A bed from above, a hand at the covers', 'covers', 'bed'],
    ['back-to-back', 'Two sit on either side of one bed, backs turned', 'bed'],
    ['empty-chair', 'One person at a table under a bulb, the other chair empty', 'lamp'],
  ]),
  ...filesOf(sampleWorkId.happyTogether, 'happy-together', [
    ['covers', 'One pulls the covers off a bed where another lies, in amber light', 'covers', 'bed'],
    ['kitchen', 'Two dance in a kitchen in the evening', 'dance'],
    ['lamp', 'Someone before a lamp whose shade shows falling water', 'lamp', 'waterfall'],
    ['falls', 'A great waterfall from above, mist over it', 'waterfall'],
    ['road', 'A road to a bare horizon, in black and white', 'road'],
  ]),
  ...filesOf(sampleWorkId.lmly, 'lmly', [
    ['tunnel-ride', 'Two on a motorcycle in a tunnel, from behind', 'motorcycle', 'tunnel'],
    ['city-ride', 'Two on a motorcycle, the city in streaks', 'motorcycle', 'streaks'],
    ['pillion', 'Over a passenger’s shoulder, far lights', 'motorcycle'],
  ]),
  ...filesOf(sampleWorkId.fallenAngels, 'fallen-angels', [
    ['tunnel-ride', 'Two on a motorcycle in a green-lit tunnel, from behind', 'motorcycle', 'tunnel'],
    ['tunnel-lamps', 'Two on a motorcycle in a green-lit tunnel, from ahead', 'motorcycle', 'tunnel'],
    ['dawn', 'Two on a motorcycle between towers before dawn', 'motorcycle', 'dawn'],
    ['diner', 'Someone eats noodles in a diner while a fight goes on behind', 'diner', 'noodles'],
    ['jukebox', 'A jukebox glows in a dark bar', 'jukebox'],
  ]),
  ...filesOf(sampleWorkId.bittersweet, 'bittersweet', [
    ['step-run', 'A runner printed in steps against streaks of light', 'step-printing'],
    ['rainy-store', 'Two people, a lit shop beyond wet glass', 'store', 'rain'],
    ['bar', 'Someone alone at a bar before lit bottles', 'bar'],
    ['umbrellas', 'Umbrellas in a wet street at night', 'rain', 'street'],
  ]),
  ...filesOf(sampleWorkId.chungkingExpress, 'chungking-express', [
    ['step-chase', 'Two runners printed in steps', 'step-printing'],
    ['still-in-crowd', 'Someone stands still while a crowd smears past', 'step-printing'],
    ['rainy-store', 'Someone under an umbrella before a small lit shop in rain', 'store', 'rain'],
    ['counter', 'A snack counter, two people far apart', 'counter'],
    ['bar', 'Someone alone at a bar before lit bottles, in warmer light', 'bar'],
    ['aquarium', 'Someone before an aquarium’s wall of teal light', 'aquarium'],
  ]),
  ...filesOf(sampleWorkId.yesNoMaybe, 'yes-no-maybe', [
    ['title-card', 'Title card: Yes No Maybe in pale letters on deep red', 'title card'],
    ['lipstick', 'A woman puts on lipstick at a mirror while people fight behind her', 'lipstick', 'mirror'],
    ['sign-street', 'A lane of lit shop signs in Chinese', 'Hong Kong', 'street'],
    ['staircase', 'A woman on a staircase, a man below, one lamp', 'staircase', 'lamp'],
  ]),
  ...filesOf(sampleWorkId.inTheMoodForLove, 'in-the-mood-for-love', [
    ['title-card', 'Title card: 花樣年華 in pale characters on deep red', 'title card'],
    ['corridor', 'A woman in a corridor of red curtains', 'corridor', 'curtain'],
    ['staircase', 'A man and a woman at a staircase, one lamp', 'staircase', 'lamp'],
    ['rain-lamp', 'Two people under a street lamp in heavy rain', 'rain', 'lamp'],
    ['passage', 'Two people face each other in a narrow passage', 'passage'],
    ['clock', 'A clock, a cup and a mirror', 'clock', 'mirror'],
  ]),
];
