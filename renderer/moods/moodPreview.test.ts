import { describe, expect, it } from 'vitest';
import { measureStatistics } from '../../shared/colour/detectMoods.ts';
import { moodRulesInForce } from '../../shared/colour/moodRulesInForce.ts';
import { oklabPlanes } from '../../shared/colour/oklabPlanes.ts';
import { statisticsText } from '../../shared/colour/packStatistics.ts';
import { type FrameId, frameIdOf } from '../../shared/domain/ids.ts';
import { type SceneName, scenePictures } from '../../tests/fixtures/pictures/scenePictures.ts';
import { mediaIdOf } from '../database/testing/records.ts';
import { conditionFor, withoutCondition, withThreshold, withWindow } from './moodDrafts.ts';
import { MoodPreview, type PreviewFrame } from './moodPreview.ts';

const names = Object.keys(scenePictures) as SceneName[];
const idOf = (scene: SceneName): FrameId => frameIdOf(mediaIdOf(1), names.indexOf(scene));
function frame(scene: SceneName, moodOverrides: PreviewFrame['moodOverrides'] = {}): PreviewFrame {
  const packed = statisticsText(measureStatistics(oklabPlanes(scenePictures[scene]())));
  return { id: idOf(scene), packed, moodOverrides };
}
const night = moodRulesInForce([]).find(({ id }) => id === 'night');
if (night === undefined) throw new Error('no rule');

describe('MoodPreview', () => {
  it('tells who gains and who loses against the rule until now', () => {
    const preview = new MoodPreview();
    preview.add(names.map((scene) => frame(scene)));
    const same = preview.preview('night', night, night);
    expect(same).toMatchObject({ frames: names.length, gained: 0, lost: 0 });
    expect(same.holds).toBeGreaterThan(2);
    const stricter = {
      ...night,
      conditions: night.conditions.map((condition, at) =>
        at === 0 ? withThreshold(condition, { threshold: 0.1 }) : condition,
      ),
    };
    const fewer = preview.preview('night', stricter, night);
    expect(fewer.gained).toBe(0);
    expect(fewer.lost).toBe(same.holds - fewer.holds);
    expect(fewer.lostIds).toHaveLength(fewer.lost);
    expect(preview.preview('night', night, stricter).gainedIds).toEqual(fewer.lostIds);
    expect(preview.preview('night', night, null).gained).toBe(same.holds);
  });

  it('counts what was set by hand as it is, whatever the rule says', () => {
    const preview = new MoodPreview();
    preview.add([
      frame('nightStreet', { night: 'off' }),
      frame('snowfield', { night: 'on' }),
      frame('foliage'),
    ]);
    expect(preview.preview('night', night, night)).toMatchObject({ holds: 1, gained: 0, lost: 0 });
    const all = {
      windows: [],
      conditions: [conditionFor({ of: 'mean-chroma' }, [])].map((each) =>
        withThreshold(each, { threshold: 0 }),
      ),
    };
    expect(preview.preview('night', all, night).gainedIds).toEqual([idOf('foliage')]);
  });

  it('spreads the library along each slider, and leaves out what cannot be read', () => {
    const preview = new MoodPreview();
    preview.add([...names.map((scene) => frame(scene)), { ...frame('foliage'), packed: 'damaged' }]);
    const { frames, spreads } = preview.preview('night', night, night);
    expect(frames).toBe(names.length);
    expect(spreads).toHaveLength(night.conditions.length);
    for (const spread of spreads) expect(Math.max(...spread)).toBe(1);
  });

  it('learns a rule that its examples have', () => {
    const preview = new MoodPreview();
    preview.add(names.map((scene) => frame(scene)));
    const examples = [idOf('circularWindow'), idOf('curtainGlow')];
    const rule = preview.learn(examples);
    if (rule === null) throw new Error('nothing learnt');
    expect(preview.preview('night', rule, null).gainedIds).toEqual(expect.arrayContaining(examples));
    expect(preview.learn([])).toBeNull();
  });
});

describe('editing a rule', () => {
  it('moves where a condition is met in full along with its threshold', () => {
    const light = { ...conditionFor({ of: 'mean-lightness' }, []), threshold: 0.4, full: 0.6 };
    expect(withThreshold(light, { threshold: 0.7 }).full).toBeCloseTo(0.9, 9);
    const between = withThreshold(light, { comparison: 'between' });
    expect(between.thresholdHigh).toBeGreaterThan(between.threshold);
    expect(withThreshold(between, { threshold: 0.95 }).thresholdHigh).toBe(0.95);
    expect(withThreshold(between, { thresholdHigh: 0.1 }).threshold).toBe(0.1);
    expect(withThreshold(between, { comparison: '<=' })).not.toHaveProperty('thresholdHigh');
  });

  it('takes a condition out with the window that it alone looked through', () => {
    const windows = [
      { hueFrom: 0, hueTo: 30 },
      { hueFrom: 210, hueTo: 270 },
    ];
    const rule = {
      windows,
      conditions: [
        conditionFor({ of: 'mass', window: 0 }, windows),
        conditionFor({ of: 'cover', window: 1 }, windows),
      ],
    };
    const left = withoutCondition(rule, 0);
    expect(left.windows).toEqual([windows[1]]);
    expect(left.conditions[0]?.quantity).toEqual({ of: 'cover', window: 0 });
    const turned = withWindow(left, 0, { hueFrom: 135, hueTo: 156 });
    expect(turned.conditions[0]?.words).toBe('area of green');
  });
});
