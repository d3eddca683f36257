import type { HomageLink, LinkEnd, Moment } from '../../shared/domain/homageLink.ts';
import type { HomageVerdict } from '../../shared/domain/homageVerdict.ts';
import type { FrameId, HomageLinkId } from '../../shared/domain/ids.ts';
import type { FrameEntry } from '../library/libraryEntries.ts';
import type { EchoHit } from '../search/searchClient.ts';
import { shotKeyOf } from './echoFrames.ts';

/** How far a proposed pair has come. */
export type PairState = 'open' | 'yes' | 'no' | 'linked';

export interface JudgedPair {
  readonly key: string;
  readonly hit: EchoHit;
  readonly mv: FrameEntry;
  readonly film: FrameEntry;
  readonly state: PairState;
  /** The link that is there between the two shots. */
  readonly linkId: HomageLinkId | null;
}

/** What was said and linked between a music video and films. */
export interface PairRecords {
  readonly verdicts: readonly HomageVerdict[];
  readonly links: Iterable<HomageLink>;
  readonly moments: ReadonlyMap<Moment['id'], Moment>;
}

/** Names a pair of shots: what is said of one frame of a shot holds for another. */
function pairKey(mv: FrameEntry, film: FrameEntry): string {
  return `${shotKeyOf(mv)}|${shotKeyOf(film)}`;
}

/**
 * Proposed pairs with what is known of each. A verdict holds for the two shots, so that another frame of them chosen
 * later is not asked about again.
 * @param hits `ofFrameId` the music video's; frames that are gone are left out
 */
export function judgePairs(
  hits: readonly EchoHit[],
  frames: ReadonlyMap<FrameId, FrameEntry>,
  { verdicts, links, moments }: PairRecords,
): JudgedPair[] {
  const said = new Map<string, 'yes' | 'no'>();
  // Of what was said to several frames of the same two shots, the last counts.
  const byAge = [...verdicts].sort((a, b) => (a.decidedAt < b.decidedAt ? -1 : 1));
  for (const { mvFrameId, filmFrameId, verdict } of byAge) {
    const [mv, film] = [frames.get(mvFrameId), frames.get(filmFrameId)];
    if (mv !== undefined && film !== undefined) said.set(pairKey(mv, film), verdict);
  }
  const linked = [...links].map((link) => ({
    id: link.id,
    from: endMatcher(link.from, frames, moments),
    to: endMatcher(link.to, frames, moments),
  }));
  const listed = new Set<string>();
  return hits.flatMap((hit): JudgedPair[] => {
    const [mv, film] = [frames.get(hit.ofFrameId), frames.get(hit.frameId)];
    if (mv === undefined || film === undefined) return [];
    const key = pairKey(mv, film);
    // Shots may have been merged since the pairs were found.
    if (listed.has(key)) return [];
    listed.add(key);
    const link = linked.find(({ from, to }) => from(mv) && to(film));
    const state = link === undefined ? (said.get(key) ?? 'open') : 'linked';
    return [{ key, hit, mv, film, state, linkId: link?.id ?? null }];
  });
}

/** Tells whether a side of a link has the shot that a frame stands for. */
function endMatcher(
  ends: readonly LinkEnd[],
  frames: ReadonlyMap<FrameId, FrameEntry>,
  moments: PairRecords['moments'],
): (frame: FrameEntry) => boolean {
  const shots = new Set<string>();
  const spans: { mediaId: string; inFrame: number; outFrame: number }[] = [];
  for (const end of ends) {
    if (end.type === 'frame') {
      const frame = frames.get(end.frameId);
      if (frame !== undefined) shots.add(shotKeyOf(frame));
      continue;
    }
    const moment = moments.get(end.momentId);
    if (moment?.mediaId == null || moment.span === null) continue;
    spans.push({ mediaId: moment.mediaId, inFrame: moment.span.inFrame, outFrame: moment.span.outFrame });
  }
  return (frame) =>
    shots.has(shotKeyOf(frame)) ||
    spans.some(
      ({ mediaId, inFrame, outFrame }) =>
        frame.mediaId === mediaId &&
        frame.frameIndex !== null &&
        frame.frameIndex >= inFrame &&
        frame.frameIndex < outFrame,
    );
}

/** The next pair to judge after one, going round; undefined where none is open. */
export function nextOpen(pairs: readonly JudgedPair[], afterKey: string | null): JudgedPair | undefined {
  const at = pairs.findIndex(({ key }) => key === afterKey);
  return [...pairs.slice(at + 1), ...pairs.slice(0, Math.max(0, at))].find(({ state }) => state === 'open');
}
