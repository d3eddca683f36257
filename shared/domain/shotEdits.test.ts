import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Shot, Transition } from './frame.ts';
import { frameIdOf, mediaIdSchema } from './ids.ts';
import {
  applyShotEdits,
  isFrameWanted,
  noShotEdits,
  type ShotEdits,
  shotAt,
  takeFoundShots,
  withCut,
  withoutCut,
  withPick,
} from './shotEdits.ts';

const mediaId = mediaIdSchema.parse(`m-${'a'.repeat(64)}`);
const none = noShotEdits(mediaId);
const rate = 24;

/** Shots that begin at these frames, the last number being the end. */
function shotsAt(bounds: readonly number[], transition: Transition = 'cut'): Shot[] {
  return bounds.slice(0, -1).map((startFrame, index) => {
    const endFrame = bounds[index + 1] ?? startFrame;
    return {
      index,
      startFrame,
      endFrame,
      startSec: startFrame / rate,
      endSec: endFrame / rate,
      transition: index === 0 ? 'start' : transition,
    };
  });
}
const startsOf = (shots: readonly Shot[]): number[] => shots.map((shot) => shot.startFrame);
const cutAt = (frame: number) => ({ frame, timeSec: frame / rate });

describe('applyShotEdits', () => {
  const detected = shotsAt([0, 24, 54, 74, 120]);

  it('leaves detected shots as they are where nothing was decided', () => {
    expect(applyShotEdits(detected, none)).toEqual(detected);
  });

  it('merges a shot with the one before and numbers the rest anew', () => {
    const shown = applyShotEdits(detected, withoutCut(none, detected, 54));
    expect(shown).toEqual(shotsAt([0, 24, 74, 120]));
  });

  it('splits at a frame, with the time of that very frame', () => {
    const shown = applyShotEdits(detected, withCut(none, detected, { frame: 60, timeSec: 2.5125 }));
    expect(startsOf(shown)).toEqual([0, 24, 54, 60, 74]);
    expect(shown[2]).toMatchObject({ endFrame: 60, endSec: 2.5125 });
    expect(shown[3]).toMatchObject({ index: 3, startSec: 2.5125, endFrame: 74, transition: 'cut' });
  });

  it('splits one shot many times, and a merged one inside', () => {
    let edits = withoutCut(none, detected, 24);
    for (const frame of [10, 40, 30]) edits = withCut(edits, detected, cutAt(frame));
    expect(startsOf(applyShotEdits(detected, edits))).toEqual([0, 10, 30, 40, 54, 74]);
  });

  it('gives a detected cut back as it was found when a merged shot is split there', () => {
    const dissolved = shotsAt([0, 24, 54], 'dissolve');
    const merged = withoutCut(none, dissolved, 24);
    expect(withCut(merged, dissolved, cutAt(24))).toEqual(none);
    expect(applyShotEdits(dissolved, withCut(merged, dissolved, cutAt(24)))).toEqual(dissolved);
  });

  it('takes an added cut out again without a trace', () => {
    expect(withoutCut(withCut(none, detected, cutAt(60)), detected, 60)).toEqual(none);
  });

  it('never begins the video later than its first frame', () => {
    expect(applyShotEdits(detected, withoutCut(none, detected, 0))).toEqual(detected);
  });
});

describe('decisions over shots that are found again', () => {
  it('keeps a merge where the cut moved by a frame', () => {
    const edits = withoutCut(none, shotsAt([0, 24, 54]), 24);
    expect(startsOf(applyShotEdits(shotsAt([0, 25, 54, 80]), edits))).toEqual([0, 54]);
  });

  it('keeps a merge over a dissolve that is now placed half a second later', () => {
    const edits = withoutCut(none, shotsAt([0, 24, 90], 'dissolve'), 24);
    expect(startsOf(applyShotEdits(shotsAt([0, 34, 90], 'dissolve'), edits))).toEqual([0]);
  });

  it('takes out the very cut, not its near neighbour in a strobe', () => {
    const strobe = shotsAt([0, 10, 11, 12, 13, 40]);
    expect(startsOf(applyShotEdits(strobe, withoutCut(none, strobe, 12)))).toEqual([0, 10, 11, 13]);
  });

  it('keeps a split where analysis finds the cut by itself', () => {
    const edits = withCut(none, shotsAt([0, 60]), cutAt(30));
    expect(startsOf(applyShotEdits(shotsAt([0, 30, 60]), edits))).toEqual([0, 30]);
  });

  it('splits at a cut that a decision about its neighbour takes out', () => {
    const edits = withoutCut(none, shotsAt([0, 24, 54]), 24);
    const again = shotsAt([0, 25, 54]);
    expect(startsOf(applyShotEdits(again, withCut(edits, again, cutAt(25))))).toEqual([0, 25]);
  });
});

const bounds = fc
  .uniqueArray(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 20 })
  .map((cuts) => [0, ...cuts.sort((a, b) => a - b)]);

describe('any decisions', () => {
  it('leave shots that cover the same frames, in order, without gap or overlap', () => {
    const decision = fc.record({ frame: fc.integer({ min: 1, max: 199 }), merge: fc.boolean() });
    fc.assert(
      fc.property(bounds, fc.array(decision, { maxLength: 15 }), (found, decisions) => {
        const detected = shotsAt(found);
        let edits: ShotEdits = none;
        for (const { frame, merge } of decisions) {
          edits = merge ? withoutCut(edits, detected, frame) : withCut(edits, detected, cutAt(frame));
          const starts = startsOf(applyShotEdits(detected, edits));
          // The decision made last always stands.
          if (merge) expect(starts).not.toContain(frame);
          else if (frame < (found.at(-1) ?? 0)) expect(starts).toContain(frame);
        }
        const shown = applyShotEdits(detected, edits);
        expect(shown[0]?.startFrame).toBe(0);
        expect(shown.at(-1)?.endFrame).toBe(found.at(-1));
        shown.forEach((shot, index) => {
          expect(shot.index).toBe(index);
          expect(shot.startFrame).toBeLessThan(shot.endFrame);
          if (index > 0) expect(shot.startFrame).toBe(shown[index - 1]?.endFrame);
        });
      }),
    );
  });

  it('are found again by frame', () => {
    fc.assert(
      fc.property(bounds, fc.integer({ min: -3, max: 210 }), (found, frame) => {
        const shots = shotsAt(found);
        const expected = shots.find((shot) => frame >= shot.startFrame && frame < shot.endFrame);
        expect(shotAt(shots, frame)).toEqual(expected);
      }),
    );
  });
});

describe('isFrameWanted', () => {
  const detected = shotsAt([0, 24, 54, 74]);

  it('leaves out the frame of a shot that was merged into the one before', () => {
    const edits = withoutCut(none, detected, 24);
    expect([12, 40, 60].map((frame) => isFrameWanted(detected, edits, frame))).toEqual([true, false, true]);
  });

  it('leaves out the frame of a shot for which a person chose another', () => {
    const shot = detected[1];
    if (shot === undefined) throw new Error('no shot');
    const edits = withPick(none, shot, { frame: 30, frameId: frameIdOf(mediaId, 30) });
    expect([12, 40, 30].map((frame) => isFrameWanted(detected, edits, frame))).toEqual([true, false, true]);
    const again = withPick(edits, shot, { frame: 50, frameId: frameIdOf(mediaId, 50) });
    expect(again.picks.map(({ frame }) => frame)).toEqual([50]);
  });
});

describe('takeFoundShots', () => {
  it('is the new shots alone after a whole pass, however they come', () => {
    fc.assert(
      fc.property(bounds, bounds, fc.integer({ min: 1, max: 7 }), (before, after, batch) => {
        const length = before.at(-1) ?? 1;
        const found = shotsAt([...after.filter((frame) => frame < length), length]);
        let shots = shotsAt(before);
        for (let start = 0; start < found.length; start += batch) {
          shots = takeFoundShots(shots, found.slice(start, start + batch));
        }
        expect(shots).toEqual(found);
      }),
    );
  });

  it('keeps what was known of the part that a broken pass did not reach', () => {
    const shots = takeFoundShots(shotsAt([0, 24, 54, 74]), shotsAt([0, 10, 30]));
    expect(startsOf(shots)).toEqual([0, 10, 30, 54]);
    expect(shots.map((shot) => shot.endFrame)).toEqual([10, 30, 54, 74]);
  });
});
