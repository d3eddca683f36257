import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../tests/fixtures/pictures/drawPicture.ts';
import { matchVideos, type SignedShot } from './matchVideos.ts';
import { layoutSide, type PackedSignature, packSignature } from './pictureSignature.ts';

/** A picture of smooth noise, another one for each seed. */
function picture(seed: number): PackedSignature {
  const random = seededRandom(seed + 1);
  const waves = Array.from({ length: 8 }, () => [random() * 5, random() * 5, random() * 7] as const);
  const layout = Float32Array.from({ length: layoutSide ** 2 }, (_, cell) =>
    waves.reduce(
      (sum, [fx, fy, phase]) =>
        sum + Math.sin((fx * (cell % layoutSide) + fy * Math.floor(cell / layoutSide)) / 4 + phase),
      0,
    ),
  );
  return packSignature({
    contrast: 0.2,
    layout: layout.map((value) => value / 2),
    chroma: new Float32Array(32),
  });
}

function video(seed: number, count: number): SignedShot[] {
  const random = seededRandom(seed);
  let at = 0;
  return Array.from({ length: count }, (_, index) => {
    const startSec = at;
    at += 0.6 + random() * 5;
    return { startSec, endSec: at, signature: picture(seed * 1000 + index) };
  });
}

/** Another encoding: another speed, cuts a frame off, frames of some shots from elsewhere in them. */
function reencoded(shots: readonly SignedShot[], rate = 1, jitterSec = 0.04): SignedShot[] {
  const random = seededRandom(7);
  const cuts = [0, ...shots.map(({ endSec }) => endSec)].map((cut) =>
    cut === 0 ? 0 : cut * rate + (random() - 0.5) * 2 * jitterSec,
  );
  return shots.map(({ signature }, index) => ({
    startSec: cuts[index] ?? 0,
    endSec: cuts[index + 1] ?? 0,
    signature: index % 3 === 2 ? picture(90_000 + index) : signature,
  }));
}

describe('matchVideos', () => {
  it('knows a video in another encoding, shot by shot', () => {
    const shots = video(1, 40);
    const match = matchVideos(shots, reencoded(shots));
    expect(match?.share).toBeGreaterThan(0.95);
    expect(match?.shots.every(([a, b]) => a === b)).toBe(true);
  });

  it('knows a film run at 25 frames a second instead of 24', () => {
    const shots = video(2, 60);
    const match = matchVideos(shots, reencoded(shots, 24 / 25));
    expect(match).toMatchObject({ rate: 24 / 25 });
    expect(match?.share).toBeGreaterThan(0.95);
  });

  it('knows a video whose leader was cut off, and by how much', () => {
    const shots = video(3, 50);
    const cutOff = (shots[2]?.startSec ?? 0) - 0.4;
    const trimmed = reencoded(shots)
      .slice(1)
      .map((shot) => ({
        ...shot,
        startSec: Math.max(0, shot.startSec - cutOff),
        endSec: shot.endSec - cutOff,
      }));
    const match = matchVideos(shots, trimmed);
    expect(match?.offsetSec).toBeCloseTo(-cutOff, 0);
    expect(match?.share).toBeGreaterThan(0.9);
  });

  it('knows a film of a thousand shots of one length, and soon tells two of them apart', () => {
    const even = (seed: number): SignedShot[] =>
      Array.from({ length: 1000 }, (_, index) => ({
        startSec: index * 6,
        endSec: index * 6 + 6,
        signature: picture(seed * 1000 + (index % 30)),
      }));
    expect(matchVideos(even(8), even(8))).toMatchObject({ share: 1, rate: 1, offsetSec: 0 });
    expect(matchVideos(even(8), even(9))).toBeNull();
  });

  it('does not take another video for it, nor other pictures in the same rhythm', () => {
    const shots = video(4, 40);
    expect(matchVideos(shots, video(5, 40))).toBeNull();
    const otherPictures = shots.map((shot, index) => ({ ...shot, signature: picture(50_000 + index) }));
    expect(matchVideos(shots, otherPictures)).toBeNull();
  });

  it('asks of a video of one shot that its picture is the same', () => {
    const [shot] = video(6, 1);
    if (shot === undefined) throw new Error('no shot');
    expect(matchVideos([shot], [{ ...shot, endSec: shot.endSec + 0.05 }])).not.toBeNull();
    expect(matchVideos([shot], [{ ...shot, signature: picture(77) }])).toBeNull();
    expect(matchVideos([shot], [{ ...shot, endSec: shot.endSec * 2 }])).toBeNull();
    expect(matchVideos([shot], [])).toBeNull();
  });
});
