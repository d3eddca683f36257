import type { Frame } from '../../shared/domain/frame.ts';
import type { FrameId } from '../../shared/domain/ids.ts';
import { compareSignatures } from '../../shared/similarity/compareSignatures.ts';
import { matchVideos, type SignedShot, type VideoMatch } from '../../shared/similarity/matchVideos.ts';
import { readPackedSignature, readSignature } from '../../shared/similarity/pictureSignature.ts';

/** Frames of one shot of two encodings need not be the very same one; another picture they must not be. */
const leastLikeness = 0.5;

/**
 * For the frames of one encoding of a video the frames of another that stand for the same shots.
 * @param kept frames of the encoding that stays
 * @returns the kept frame by the id of the other one; ids without a counterpart are absent
 */
export function counterparts(
  kept: readonly Frame[],
  others: readonly Frame[],
): { match: VideoMatch | null; pairs: Map<FrameId, Frame> } {
  const [keptShots, otherShots] = [shotsOf(kept), shotsOf(others)];
  const match = matchVideos(
    keptShots.map(({ signed }) => signed),
    otherShots.map(({ signed }) => signed),
  );
  const pairs = new Map<FrameId, Frame>();
  for (const [keptIndex, otherIndex] of match?.shots ?? []) {
    for (const other of otherShots[otherIndex]?.frames ?? []) {
      const target = likest(other, keptShots[keptIndex]?.frames ?? []);
      if (target !== null) pairs.set(other.id, target);
    }
  }
  return { match, pairs };
}

interface ShotFrames {
  readonly signed: SignedShot;
  readonly frames: readonly Frame[];
}

function shotsOf(frames: readonly Frame[]): ShotFrames[] {
  const byShot = new Map<number, Frame[]>();
  for (const frame of frames) {
    if (frame.shot !== null) byShot.set(frame.shot.index, [...(byShot.get(frame.shot.index) ?? []), frame]);
  }
  return [...byShot.values()]
    .flatMap((own): ShotFrames[] => {
      const [first] = own;
      if (first?.shot == null) return [];
      const { startSec, endSec } = first.shot;
      const signature = first.signature === undefined ? null : readPackedSignature(first.signature);
      return [{ signed: { startSec, endSec, signature }, frames: own }];
    })
    .sort((a, b) => a.signed.startSec - b.signed.startSec);
}

/** The frame that looks most like another one; null where none does. */
function likest(frame: Frame, among: readonly Frame[]): Frame | null {
  const own = frame.signature === undefined ? null : readSignature(frame.signature);
  let best: Frame | null = null;
  let bestLikeness = leastLikeness;
  for (const candidate of among) {
    const other = candidate.signature === undefined ? null : readSignature(candidate.signature);
    // Without a measure of both, the shot alone must do.
    const likeness = own === null || other === null ? leastLikeness : compareSignatures(own, other).likeness;
    if (likeness < bestLikeness) continue;
    bestLikeness = likeness;
    best = candidate;
  }
  return best;
}
