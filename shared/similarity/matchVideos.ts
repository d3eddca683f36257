import { compareSignatures } from './compareSignatures.ts';
import { sameLikeness } from './isSamePicture.ts';
import { isFlat, type PackedSignature, unpackSignature } from './pictureSignature.ts';

/** A shot of a video, and what stands for it. */
export interface SignedShot {
  readonly startSec: number;
  readonly endSec: number;
  /** Null where it is not known. */
  readonly signature: PackedSignature | null;
}

export interface VideoMatch {
  /** 0-1: share of both videos' cuts that have a partner. */
  readonly share: number;
  /** Positions of shots of the first and the second video that are the same. */
  readonly shots: readonly (readonly [number, number])[];
  /** A moment t of the first is at `t * rate + offsetSec` of the second, seconds. */
  readonly rate: number;
  readonly offsetSec: number;
}

/** Film at 24 shown at 25 frames a second, and back; the NTSC thousandth. */
const rates = [1, 24 / 25, 25 / 24, 1000 / 1001, 1001 / 1000];
/** A cut may lie a frame or two off where the frame rate is another. */
const cutToleranceSec = 0.13;
/** Share of cuts that must have a partner. */
const leastShare = 0.8;
/** What is not in both (a leader, a logo) may be so much of the longer one. */
const mostUnshared = 0.12;
/** Frames that stand for one shot need not be the same one: a looser likeness, and not of every shot. */
const shotLikeness = 0.55;
const leastAlikeShots = 0.5;
/** Of a long film so many shots are looked at, spread over its length: they tell as well as all do. */
const mostLookedAt = 48;
/** Of so many every fourth is looked at first: where none of those agrees, half of all will not. */
const firstLook = 4;
/** Votes for an offset: shots of rare lengths vote first, and all of one length would vote for every offset. */
const mostVotes = 4000;

/**
 * Tells whether two videos are one and the same in two encodings: the same sequence of shot lengths, and pictures that
 * agree. Frame size, frame rate and codec do not matter; a leader may be cut off.
 * @returns null where they are not
 */
export function matchVideos(first: readonly SignedShot[], second: readonly SignedShot[]): VideoMatch | null {
  const lengthOf = (shots: readonly SignedShot[]): number =>
    (shots.at(-1)?.endSec ?? 0) - (shots[0]?.startSec ?? 0);
  const [a, b] = [lengthOf(first), lengthOf(second)];
  if (first.length === 0 || second.length === 0 || a <= 0 || b <= 0) return null;
  let best: VideoMatch | null = null;
  for (const rate of rates) {
    if (Math.abs(a * rate - b) > mostUnshared * Math.max(a * rate, b) + cutToleranceSec) continue;
    for (const offsetSec of likelyOffsets(first, second, rate)) {
      const match = matchUnder(first, second, rate, offsetSec);
      if (match !== null && (best === null || match.share > best.share + 1e-9)) best = match;
    }
  }
  return best;
}

/** Offsets under which shots of one length fall on each other; none and the difference of the ends come first. */
function likelyOffsets(first: readonly SignedShot[], second: readonly SignedShot[], rate: number): number[] {
  const [ours, theirs] = [byLength(first, rate), byLength(second, 1)];
  let [from, to] = [0, 0];
  const voters = ours
    .map(({ startSec, lengthSec }) => {
      // The lengths rise on both sides: what is too short for one is too short for the next.
      while ((theirs[from]?.lengthSec ?? Number.POSITIVE_INFINITY) < lengthSec - cutToleranceSec) from += 1;
      while ((theirs[to]?.lengthSec ?? Number.POSITIVE_INFINITY) < lengthSec + cutToleranceSec) to += 1;
      return { startSec, from, to };
    })
    .sort((a, b) => a.to - a.from - (b.to - b.from));
  const votes = new Map<number, { count: number; offsetSec: number }>();
  let given = 0;
  for (const { startSec, from, to } of voters) {
    if (given > 0 && given + to - from > mostVotes) break;
    given += to - from;
    for (let at = from; at < to; at += 1) {
      const offsetSec = (theirs[at]?.startSec ?? 0) - startSec;
      const bin = Math.round(offsetSec / cutToleranceSec);
      const vote = votes.get(bin);
      if (vote === undefined) votes.set(bin, { count: 1, offsetSec });
      else vote.count += 1;
    }
  }
  const voted = [...votes.values()].sort((x, y) => y.count - x.count).slice(0, 3);
  return [0, ...voted.map(({ offsetSec }) => offsetSec)];
}

/** Where shots start and how long they are, run at a rate, the shortest first. */
function byLength(
  shots: readonly SignedShot[],
  rate: number,
): { readonly startSec: number; readonly lengthSec: number }[] {
  return shots
    .map(({ startSec, endSec }) => ({ startSec: startSec * rate, lengthSec: (endSec - startSec) * rate }))
    .sort((a, b) => a.lengthSec - b.lengthSec);
}

function matchUnder(
  first: readonly SignedShot[],
  second: readonly SignedShot[],
  rate: number,
  offsetSec: number,
): VideoMatch | null {
  const pairs: [number, number][] = [];
  let from = 0;
  first.forEach((shot, index) => {
    const start = shot.startSec * rate + offsetSec;
    const end = shot.endSec * rate + offsetSec;
    // What ends before the shot begins is nothing for the shots after it either.
    while ((second[from]?.endSec ?? Number.POSITIVE_INFINITY) < start - cutToleranceSec) from += 1;
    for (let other = from; other < second.length; other += 1) {
      const candidate = second[other];
      if (candidate === undefined || candidate.startSec > start + cutToleranceSec) break;
      // The first and the last shot may be shorter by what was cut off.
      const beginsAlike = Math.abs(candidate.startSec - start) <= cutToleranceSec;
      const endsAlike = Math.abs(candidate.endSec - end) <= cutToleranceSec;
      const isEdge = index === 0 || other === 0 || index === first.length - 1 || other === second.length - 1;
      if ((beginsAlike && endsAlike) || (isEdge && (beginsAlike || endsAlike) && first.length > 2)) {
        pairs.push([index, other]);
        from = other + 1;
        break;
      }
    }
  });
  const share = (2 * pairs.length) / (first.length + second.length);
  if (share < leastShare) return null;
  return lookAlike(first, second, pairs) ? { share, shots: pairs, rate, offsetSec } : null;
}

/** Whether the pictures of enough shots agree. */
function lookAlike(
  first: readonly SignedShot[],
  second: readonly SignedShot[],
  pairs: readonly (readonly [number, number])[],
): boolean {
  const known = pairs.flatMap(([index, other]) => {
    const [a, b] = [first[index]?.signature, second[other]?.signature];
    return a == null || b == null || isFlat(a) || isFlat(b) ? [] : [{ a, b }];
  });
  const count = Math.min(known.length, mostLookedAt);
  const spread = Array.from({ length: count }, (_, at) => Math.floor((at * known.length) / count));
  const inOrder = [
    ...spread.filter((_, at) => at % firstLook === 0),
    ...spread.filter((_, at) => at % firstLook !== 0),
  ];
  // A video of few shots has only its pictures to be known by.
  const isShort = pairs.length < 4;
  const wanted = Math.max(1, count * (isShort ? 1 : leastAlikeShots));
  let alike = 0;
  for (const [at, place] of inOrder.entries()) {
    const isHopeless = alike === 0 && count === mostLookedAt && at * firstLook >= count;
    const pair = known[place];
    if (isHopeless || alike + count - at < wanted || pair === undefined) return false;
    const match = compareSignatures(unpackSignature(pair.a), unpackSignature(pair.b));
    if (match.likeness >= (isShort ? sameLikeness : shotLikeness) && match.colourDistance < 0.1) alike += 1;
  }
  return alike >= wanted;
}
