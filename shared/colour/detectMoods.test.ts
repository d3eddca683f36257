import { describe, expect, it } from 'vitest';
import { asJpeg } from '../../tests/fixtures/pictures/asJpeg.ts';
import { enlarge, hex, solid, withBars, withGrain } from '../../tests/fixtures/pictures/drawPicture.ts';
import { type SceneName, scenePictures } from '../../tests/fixtures/pictures/scenePictures.ts';
import { moodReadingSchema } from '../domain/frame.ts';
import { BUILT_IN_MOOD_IDS, type BuiltInMoodId, isBuiltInMoodId, type MoodId } from '../domain/moodId.ts';
import { detectMoods, measureMoods } from './detectMoods.ts';
import { MOOD_RULES } from './moodRules.ts';
import { MOOD_TERMS, MOOD_VOCABULARY } from './moodVocabulary.ts';

interface Expectation {
  readonly fires: readonly SceneName[];
  /** The pictures most easily mistaken for the mood. */
  readonly silent: readonly SceneName[];
}

const EXPECTED: Readonly<Record<BuiltInMoodId, Expectation>> = {
  'orange-red-glow': {
    fires: ['circularWindow', 'curtainGlow'],
    silent: [
      'redTitleCard',
      'sunset',
      'skinPortrait',
      'skinCloseUp',
      'bloodSoakedRoom',
      'sodiumStreet',
      'blueNeonRoom',
      'brownInterior',
      'tubeLitStore',
    ],
  },
  'blue-neon': {
    fires: ['blueNeonRoom'],
    silent: [
      'daySky',
      'duskSea',
      'nightStreet',
      'blueHourWithLamps',
      'circularWindow',
      'pinkNeonSign',
      'redTitleCard',
      'tubeLitStore',
      'noirAlley',
    ],
  },
  'pink-magenta-neon': {
    fires: ['pinkNeonSign'],
    silent: ['pastelRoom', 'sunset', 'redTitleCard', 'blueNeonRoom', 'gaudyMarket'],
  },
  'sodium-amber': {
    fires: ['sodiumStreet'],
    silent: [
      'sunset',
      'skinPortrait',
      'skinCloseUp',
      'circularWindow',
      'brownInterior',
      'sepiaPrint',
      'lemonField',
    ],
  },
  'fluorescent-green': {
    fires: ['tubeLitStore', 'greenLitCorridor'],
    silent: ['foliage', 'sicklyCorridor', 'pastelRoom', 'daySky'],
  },
  'sickly-yellow-green': {
    fires: ['sicklyCorridor'],
    silent: ['foliage', 'lemonField', 'greenLitCorridor', 'sepiaPrint'],
  },
  'blood-red': {
    fires: ['redTitleCard', 'bloodSoakedRoom'],
    silent: ['circularWindow', 'redUmbrella', 'pinkNeonSign', 'sunset', 'skinCloseUp'],
  },
  'teal-and-orange': {
    fires: ['tealAndOrangePortrait'],
    silent: ['blueHourWithLamps', 'daySky', 'skinPortrait', 'circularWindow'],
  },
  'cold-warm-contrast': {
    fires: ['blueHourWithLamps', 'tealAndOrangePortrait'],
    silent: ['blueNeonRoom', 'circularWindow', 'skinPortrait', 'gaudyMarket'],
  },
  'noir-low-key': {
    fires: ['noirAlley'],
    silent: ['blackAndWhite', 'nightStreet', 'blackFrame', 'circularWindow'],
  },
  night: {
    fires: ['nightStreet', 'blueNeonRoom', 'circularWindow'],
    silent: ['noirAlley', 'blackFrame', 'daySky', 'redTitleCard', 'sunset'],
  },
  'high-key': {
    fires: ['snowfield', 'whiteFrame'],
    silent: ['skinCloseUp', 'daySky', 'lemonField', 'overcastStreet'],
  },
  pastel: { fires: ['pastelRoom'], silent: ['snowfield', 'lemonField', 'skinCloseUp', 'gaudyMarket'] },
  muted: { fires: ['mutedInterior'], silent: ['blackAndWhite', 'gaudyMarket', 'foliage', 'circularWindow'] },
  'black-and-white': {
    fires: ['blackAndWhite', 'noirAlley'],
    silent: ['sepiaPrint', 'redUmbrella', 'mutedInterior', 'blackFrame'],
  },
  'sepia-tint': {
    fires: ['sepiaPrint'],
    silent: ['blackAndWhite', 'skinPortrait', 'circularWindow', 'mutedInterior'],
  },
  gaudy: {
    fires: ['gaudyMarket'],
    silent: ['tealAndOrangePortrait', 'lemonField', 'redTitleCard', 'foliage'],
  },
  accent: {
    fires: ['redUmbrella'],
    silent: ['overcastStreet', 'circularWindow', 'gaudyMarket', 'redTitleCard', 'blueNeonRoom'],
  },
};

const cases = BUILT_IN_MOOD_IDS.flatMap((id) => [
  ...EXPECTED[id].fires.map((scene) => [id, scene, true] as const),
  ...EXPECTED[id].silent.map((scene) => [id, scene, false] as const),
]);

function ids(picture: Parameters<typeof detectMoods>[0]): MoodId[] {
  return detectMoods(picture).map((mood) => mood.id);
}

describe('detectMoods', () => {
  it.each(cases)('%s on %s: %s', (id, scene, fires) => {
    expect(ids(scenePictures[scene]()).includes(id)).toBe(fires);
  });

  it.each(cases)('the same after JPEG, grain and doubling: %s on %s: %s', async (id, scene, fires) => {
    const picture = withGrain(enlarge(scenePictures[scene](), 2), 2, 'film', 11);
    expect(ids(await asJpeg(picture, 80)).includes(id)).toBe(fires);
  });

  it.each(Object.keys(scenePictures) as SceneName[])('gives sound readings on %s', (scene) => {
    for (const reading of detectMoods(scenePictures[scene]())) {
      expect(moodReadingSchema.safeParse(reading).success).toBe(true);
      expect(reading.confidence).toBeGreaterThanOrEqual(0.5);
      expect(isBuiltInMoodId(reading.id) && MOOD_VOCABULARY[reading.id].label).toBe(reading.label);
      expect(reading.reason).toMatch(/^[A-Z0-9].*\.$/);
      expect(reading.reason).not.toMatch(/[{}]|NaN/);
      for (const measure of reading.measured) {
        if (measure.comparison !== '<=') expect(measure.value).toBeGreaterThanOrEqual(measure.threshold);
        if (measure.comparison === '<=') expect(measure.value).toBeLessThanOrEqual(measure.threshold);
        if (measure.thresholdHigh !== undefined)
          expect(measure.value).toBeLessThanOrEqual(measure.thresholdHigh);
      }
    }
  });

  it('says why in measured words', () => {
    const [glow] = detectMoods(scenePictures.circularWindow());
    expect(glow?.reason).toMatch(
      /^\d+ % of the colour lies between red and orange \(needs 55 %\), in a dark picture\.$/,
    );
    expect(glow?.measured[0]?.value).toBeGreaterThan(0.9);
  });

  it('is the surer the further the threshold is passed', () => {
    const picture = scenePictures.sodiumStreet();
    const confidenceAt = (threshold: number) => {
      const rules = MOOD_RULES.filter((rule) => rule.id === 'sodium-amber').map((rule) => ({
        ...rule,
        conditions: rule.conditions.map((condition, i) =>
          i === 1 ? { ...condition, threshold, full: 0.9 } : condition,
        ),
      }));
      return detectMoods(picture, undefined, rules)[0];
    };
    const measured = confidenceAt(0.1)?.measured[1]?.value ?? 0;
    const loose = confidenceAt(measured * 0.3)?.confidence ?? 0;
    const tight = confidenceAt(measured * 0.9)?.confidence ?? 0;
    expect(loose).toBeGreaterThan(tight);
    expect(confidenceAt(measured)?.confidence).toBeCloseTo(0.5, 6);
    expect(confidenceAt(measured + 0.001)).toBeUndefined();
  });

  it('measures the picture and not its bars', () => {
    const framed = withBars(scenePictures.daySky(), { top: 60, bottom: 60 });
    const area = { x: 0, y: 60, width: 128, height: 72 };
    const measured = (moods: ReturnType<typeof detectMoods>) => moods.map(({ id }) => id);
    expect(measured(detectMoods(framed, area))).toEqual(ids(scenePictures.daySky()));
  });

  it('finds no colour mood in any flat colour but red', () => {
    for (const code of ['#1e62ff', '#e4541d', '#ff2f92', '#e9b14a', '#3fae5a', '#20b2aa']) {
      const moods = ids(solid(hex(code)));
      expect(moods.filter((id) => /glow|neon|green|blood|orange|warm/.test(id))).toEqual([]);
    }
  });

  it('measures also the moods that do not hold', () => {
    const all = measureMoods(scenePictures.daySky());
    expect(all.map((mood) => mood.id)).toEqual(BUILT_IN_MOOD_IDS);
    const neon = all.find((mood) => mood.id === 'blue-neon');
    expect(neon?.reading).toBeNull();
    expect(neon?.measured.length).toBeGreaterThan(2);
  });
});

describe('moodVocabulary', () => {
  it('names every mood once, in order, each with its dot and its rule', () => {
    expect(MOOD_TERMS.map((term) => term.id)).toEqual(BUILT_IN_MOOD_IDS);
    expect(MOOD_RULES.map((rule) => rule.id)).toEqual(BUILT_IN_MOOD_IDS);
    expect(new Set(MOOD_TERMS.map((term) => term.label)).size).toBe(MOOD_TERMS.length);
    for (const { hex: dot, label, rule } of MOOD_TERMS) {
      expect(dot).toMatch(/^#[0-9a-f]{6}$/);
      expect(label).toMatch(/^[A-Z]/);
      expect(rule).toMatch(/\.$/);
    }
  });
});
