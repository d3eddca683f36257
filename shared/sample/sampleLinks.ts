import type { Evidence, HomageLink, Moment } from '../domain/homageLink.ts';
import {
  type HomageLinkId,
  linkIdSchema,
  type MomentId,
  momentIdSchema,
  type WorkId,
} from '../domain/ids.ts';
import { sampleWorkId } from './sampleWorks.ts';

/**
 * One end of a sample link. A file stands for its frame; for a clip, `atSec` chooses the frame of the shot
 * that is running at that time.
 */
export type SampleEnd =
  | { readonly fileName: string; readonly atSec?: number }
  | { readonly momentId: MomentId };

/** A link whose ends are named by file, since frames have ids only once they are imported. */
export interface SampleLink
  extends Pick<HomageLink, 'relation' | 'features' | 'scope' | 'note' | 'evidence'> {
  readonly id: HomageLinkId;
  readonly from: readonly SampleEnd[];
  readonly to: readonly SampleEnd[];
}

const momentId = (name: string): MomentId => momentIdSchema.parse(`sample-moment-${name}`);
const moment = (name: string, workId: WorkId, label: string): Moment => ({
  id: momentId(name),
  workId,
  mediaId: null,
  label,
  span: null,
  sample: true,
});

/** Moments that the article names without a time. */
export const sampleMoments: readonly Moment[] = [
  moment('hate-that-memories', sampleWorkId.hateThat, 'Lost memories'),
  moment('2046-train', sampleWorkId.film2046, 'Lost memories on a train'),
  moment('right-through-me-relationship', sampleWorkId.rightThroughMe, 'A relationship turns sour'),
  moment('happy-together-relationship', sampleWorkId.happyTogether, 'A relationship turns sour'),
  moment('lmly-closing-ride', sampleWorkId.lmly, 'Closing motorcycle ride'),
  moment('fallen-angels-ride', sampleWorkId.fallenAngels, 'Motorcycle ride'),
  moment('bittersweet-opening', sampleWorkId.bittersweet, 'Step-printed opening'),
  moment('yes-no-maybe-lipstick', sampleWorkId.yesNoMaybe, 'Puts on lipstick amid commotion'),
  moment('fallen-angels-diner', sampleWorkId.fallenAngels, 'Diner scene: eats noodles while a fight goes on'),
];

const press = (statement: string): Evidence => ({
  type: 'press-attributed',
  claimant: 'Sarah K.',
  statement,
  source: '5 Lush K-Pop MVs Inspired By Wong Kar Wai Films, Soompi',
  url: 'https://www.soompi.com/article/1566448wpp',
  accessedOn: '',
  certainty: 4,
});

const ownObservation = (statement: string): Evidence => ({
  type: 'own-observation',
  claimant: 'Afterimage sample library',
  statement: `${statement} This is said of the drawn stand-ins only, not of the video or the film.`,
  source: '',
  url: '',
  accessedOn: '',
  certainty: 1,
});

const linkId = (name: string): HomageLinkId => linkIdSchema.parse(`sample-link-${name}`);

/** What the five music videos keep of the films, in our own words. */
export const sampleLinks: readonly SampleLink[] = [
  {
    id: linkId('hate-that-2046-glow'),
    from: [{ fileName: 'hate-that-clip.mp4', atSec: 3 }],
    to: [{ fileName: '2046-clip.webm', atSec: 3.2 }, { fileName: '2046-window-shadow.jpg' }],
    relation: 'allusion',
    features: [
      { id: 'colour', detail: 'soft orange and red' },
      { id: 'prop', detail: 'circular window' },
      { id: 'light', detail: 'a glow at the window' },
    ],
    scope: 'shot',
    note: '',
    evidence: [
      press('The soft orange and red glow at a circular window recalls 2046.'),
      ownObservation('Both windows are lit from behind and stand beside a dark profile.'),
    ],
  },
  {
    id: linkId('hate-that-2046-neon'),
    from: [{ fileName: 'hate-that-clip.mp4', atSec: 1 }],
    to: [{ fileName: '2046-clip.webm', atSec: 5.4 }],
    relation: 'allusion',
    features: [
      { id: 'colour', detail: 'blue neon' },
      { id: 'location-set', detail: 'a blue neon room' },
    ],
    scope: 'shot',
    note: '',
    evidence: [
      press('A room in blue neon recalls 2046.'),
      ownObservation('Tubes draw the edges of both rooms towards one vanishing point.'),
    ],
  },
  {
    id: linkId('hate-that-2046-train'),
    from: [{ fileName: 'hate-that-train-window.jpg' }, { momentId: momentId('hate-that-memories') }],
    to: [{ fileName: '2046-train-window.jpg' }, { momentId: momentId('2046-train') }],
    relation: 'allusion',
    features: [
      { id: 'narrative-theme', detail: 'lost memories on a train' },
      { id: 'lyric-music', detail: 'the words take up the same thought' },
    ],
    scope: 'sequence',
    note: 'The article gives no time for either side.',
    evidence: [press('The song shares with 2046 the thought of lost memories on a train.')],
  },
  {
    id: linkId('right-through-me-happy-together-covers'),
    from: [{ fileName: 'right-through-me-covers.jpg' }],
    to: [{ fileName: 'happy-together-covers.jpg' }],
    relation: 'allusion',
    features: [
      { id: 'blocking-gesture', detail: 'pulling the covers off a bed' },
      { id: 'narrative-theme', detail: 'a souring relationship' },
    ],
    scope: 'shot',
    note: '',
    evidence: [
      press('Someone pulls the covers off a bed, as in Happy Together.'),
      ownObservation('One drawing is the other in a mirror, with cooler light.'),
    ],
  },
  {
    id: linkId('right-through-me-happy-together-relationship'),
    from: [
      { fileName: 'right-through-me-back-to-back.jpg' },
      { momentId: momentId('right-through-me-relationship') },
    ],
    to: [{ fileName: 'happy-together-kitchen.jpg' }, { momentId: momentId('happy-together-relationship') }],
    relation: 'style-homage',
    features: [{ id: 'narrative-theme', detail: 'a souring relationship' }],
    scope: 'whole-video',
    note: 'The article says that the video draws on several films besides; they are not linked here.',
    evidence: [
      press(
        'The video tells of a souring relationship, as Happy Together does, and draws on several films besides.',
      ),
    ],
  },
  {
    id: linkId('lmly-fallen-angels-ride'),
    from: [{ fileName: 'lmly-tunnel-ride.jpg' }, { momentId: momentId('lmly-closing-ride') }],
    to: [{ fileName: 'fallen-angels-tunnel-ride.jpg' }, { momentId: momentId('fallen-angels-ride') }],
    relation: 'recreation',
    features: [
      { id: 'prop', detail: 'motorcycle' },
      { id: 'blocking-gesture', detail: 'the closing ride' },
      { id: 'narrative-theme', detail: 'a happy moment that will not last' },
    ],
    scope: 'sequence',
    note: '',
    evidence: [
      press('The closing motorcycle ride recalls Fallen Angels: a happy moment that will not last.'),
      ownObservation('Both riders are seen from behind in a lit tunnel, one the mirror of the other.'),
    ],
  },
  {
    id: linkId('bittersweet-chungking-express-steps'),
    from: [{ fileName: 'bittersweet-step-run.jpg' }, { momentId: momentId('bittersweet-opening') }],
    to: [
      { fileName: 'chungking-express-step-chase.jpg' },
      { fileName: 'chungking-express-still-in-crowd.jpg' },
    ],
    relation: 'style-homage',
    features: [{ id: 'frame-rate', detail: 'step-printing' }],
    scope: 'sequence',
    note: '',
    evidence: [press('The step-printed opening recalls Chungking Express.')],
  },
  {
    id: linkId('bittersweet-chungking-express-places'),
    from: [{ fileName: 'bittersweet-rainy-store.jpg' }, { fileName: 'bittersweet-bar.jpg' }],
    to: [{ fileName: 'chungking-express-rainy-store.jpg' }, { fileName: 'chungking-express-bar.jpg' }],
    relation: 'allusion',
    features: [
      { id: 'location-set', detail: 'rainy convenience store, moody bar' },
      { id: 'narrative-theme', detail: 'missed chances' },
    ],
    scope: 'whole-video',
    note: '',
    evidence: [
      press(
        'A convenience store in rain, a moody bar and the theme of missed chances recall Chungking Express.',
      ),
    ],
  },
  {
    id: linkId('yes-no-maybe-in-the-mood-for-love-title'),
    from: [{ fileName: 'yes-no-maybe-title-card.jpg' }],
    to: [{ fileName: 'in-the-mood-for-love-title-card.jpg' }],
    relation: 'allusion',
    features: [
      { id: 'typography', detail: 'title card' },
      { id: 'colour', detail: 'striking red' },
    ],
    scope: 'shot',
    note: '',
    evidence: [
      press('A striking red title card recalls In the Mood for Love.'),
      ownObservation('Pale letters stand in the middle of the same deep red.'),
    ],
  },
  {
    id: linkId('yes-no-maybe-in-the-mood-for-love-hong-kong'),
    from: [{ fileName: 'yes-no-maybe-sign-street.jpg' }, { fileName: 'yes-no-maybe-staircase.jpg' }],
    to: [
      { fileName: 'in-the-mood-for-love-rain-lamp.jpg' },
      { fileName: 'in-the-mood-for-love-staircase.jpg' },
    ],
    relation: 'style-homage',
    features: [{ id: 'location-set', detail: 'Hong Kong' }],
    scope: 'whole-video',
    note: '',
    evidence: [press('Hong Kong as the place belongs to what the video keeps of these films.')],
  },
  {
    id: linkId('yes-no-maybe-fallen-angels-lipstick'),
    from: [{ fileName: 'yes-no-maybe-lipstick.jpg' }, { momentId: momentId('yes-no-maybe-lipstick') }],
    to: [{ fileName: 'fallen-angels-diner.jpg' }, { momentId: momentId('fallen-angels-diner') }],
    relation: 'allusion',
    features: [
      { id: 'blocking-gesture', detail: 'goes on unmoved amid commotion: lipstick there, noodles here' },
    ],
    scope: 'shot',
    note: '',
    evidence: [
      press(
        'She puts on lipstick amid commotion, as the diner scene of Fallen Angels has someone eat noodles.',
      ),
    ],
  },
];
