import { describe, expect, it } from 'vitest';
import { scenePictures } from '../../tests/fixtures/pictures/scenePictures.ts';
import { frameIdSchema, mediaIdSchema } from '../domain/ids.ts';
import { type DuplicateGroup, DuplicateSearch, isComparedFrames, pairKey } from './duplicateSearch.ts';
import { isFlat, measureSignature, writeSignature } from './pictureSignature.ts';
import { type FrameForDuplicates, ReadFrames } from './readFrames.ts';

const signatures = Object.values(scenePictures)
  .map((draw) => measureSignature(draw()))
  .filter((signature) => !isFlat(signature))
  .map(writeSignature);
const mediaId = (count: number) => mediaIdSchema.parse(`m-${count.toString(16).padStart(64, '0')}`);

function still(media: number, scene: number): FrameForDuplicates {
  return {
    id: frameIdSchema.parse(`${mediaId(media)}:0`),
    mediaId: mediaId(media),
    shot: null,
    signature: signatures[scene],
  };
}
function video(media: number, scenes: readonly number[]): FrameForDuplicates[] {
  return scenes.map((scene, index) => ({
    id: frameIdSchema.parse(`${mediaId(media)}:${index}`),
    mediaId: mediaId(media),
    shot: { index, startSec: index * 2 + (index % 2) * 0.5, endSec: index * 2 + 2 + ((index + 1) % 2) * 0.5 },
    signature: signatures[scene],
  }));
}

function look(
  search: DuplicateSearch,
  frames: readonly FrameForDuplicates[],
  settled: ReadonlySet<string>,
): DuplicateGroup[] {
  const read = new ReadFrames();
  for (const frame of frames) read.add(frame);
  return search.look(read, settled);
}

const groupDuplicates = (frames: readonly FrameForDuplicates[], settled: ReadonlySet<string>) =>
  look(new DuplicateSearch(), frames, settled);

describe('DuplicateSearch', () => {
  it('puts stills of one picture, and two encodings of one video, into groups', () => {
    const frames = [
      ...video(1, [0, 1, 2, 3, 4]),
      ...video(2, [0, 1, 2, 3, 4]),
      still(3, 5),
      still(4, 5),
      still(5, 6),
    ];
    expect(groupDuplicates(frames, new Set())).toEqual([
      { kind: 'videos', mediaIds: [mediaId(1), mediaId(2)] },
      { kind: 'frames', frameIds: [still(3, 5).id, still(4, 5).id] },
    ]);
  });

  it('offers a still of a frame of a video, but not a picture that comes back within one', () => {
    const frames = [...video(1, [0, 1, 0, 2]), still(3, 2)];
    expect(groupDuplicates(frames, new Set())).toEqual([
      { kind: 'frames', frameIds: [frames[3]?.id, frames[4]?.id] },
    ]);
  });

  it('does not ask again about what was kept apart', () => {
    const frames = [...video(1, [0, 1, 2, 3]), ...video(2, [0, 1, 2, 3]), still(3, 5), still(4, 5)];
    const settled = new Set([pairKey(mediaId(2), mediaId(1)), pairKey(still(4, 5).id, still(3, 5).id)]);
    expect(groupDuplicates(frames, settled)).toEqual([]);
  });

  it('comes to the same end frame by frame as at once', () => {
    const all = [...video(1, [0, 1, 2]), still(3, 5), still(4, 5), still(5, 1), ...video(2, [0, 1, 2])];
    const search = new DuplicateSearch();
    let groups = look(search, [], new Set());
    for (let count = 1; count <= all.length; count += 1)
      groups = look(search, all.slice(0, count), new Set());
    expect(groups).toEqual(groupDuplicates(all, new Set()));
    // Gone and come back, decided and taken back.
    expect(look(search, all.slice(0, 4), new Set())).toEqual([]);
    const settled = new Set([pairKey(still(3, 5).id, still(4, 5).id)]);
    expect(look(search, all, settled)).toEqual(groupDuplicates(all, settled));
    expect(look(search, all, new Set())).toEqual(groupDuplicates(all, new Set()));
  });

  it('goes on from what an earlier search kept, and compares again what was measured anew', () => {
    const all = [...video(1, [0, 1, 2]), still(3, 5), still(4, 5), still(5, 1)];
    const first = new DuplicateSearch();
    look(first, all, new Set());
    const kept: unknown = structuredClone(first.compared);
    if (!isComparedFrames(kept)) throw new Error('not kept');
    const second = new DuplicateSearch(kept);
    expect(look(second, all, new Set())).toEqual(groupDuplicates(all, new Set()));
    // What it kept is believed: nothing is compared a second time.
    const forgotten = new DuplicateSearch({ ...kept, pairs: [] });
    expect(look(forgotten, all, new Set())).toEqual([]);
    // The picture of one frame is another now, and there is a new one.
    const changed = [...all.slice(0, 4), still(4, 6), still(5, 1), still(6, 5)];
    expect(look(new DuplicateSearch(kept), changed, new Set())).toEqual([
      { kind: 'frames', frameIds: [all[1]?.id, still(5, 1).id] },
      { kind: 'frames', frameIds: [still(3, 5).id, still(6, 5).id] },
    ]);
  });

  it.each([
    null,
    'pairs',
    {},
    { version: 0, marks: new Float64Array(1), pairs: [] },
    { version: 1, marks: [], pairs: [] },
  ])('does not take %j for what was kept', (kept) => {
    expect(isComparedFrames(kept)).toBe(false);
  });

  it('leaves frames that were not measured yet', () => {
    const { signature: _signature, ...unmeasured } = still(4, 5);
    expect(groupDuplicates([still(3, 5), unmeasured], new Set())).toEqual([]);
  });
});
