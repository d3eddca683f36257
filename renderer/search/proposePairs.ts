import type { FrameId } from '../../shared/domain/ids.ts';
import { blockFrames, slotState } from './featureBlock.ts';
import type { FrameIndex } from './frameIndex.ts';
import type { EchoScope } from './roughBest.ts';
import type { EchoHit, ProposalQuery } from './searchClient.ts';
import { askAbout, bestFirst, blocksWith, compareBest } from './searchEchoes.ts';

/** Film frames that are compared in full with each frame of the music video. */
const comparedAFrame = 24;

/**
 * Candidate pairs of a music video's and the films' frames, best first: of each pair of shots the frames that are most
 * alike.
 */
export async function proposePairs(
  index: FrameIndex,
  query: ProposalQuery,
  limit: number,
  breath: () => Promise<void>,
): Promise<EchoHit[]> {
  const mv = index.works.find(query.mvWorkId);
  if (mv === undefined) return [];
  const works = new Uint8Array(index.works.size);
  for (const id of query.filmWorkIds) {
    const number = index.works.find(id);
    if (number !== undefined && number !== mv) works[number] = 1;
  }
  const scope: EchoScope = { works, only: null, except: new Set(), blocks: blocksWith(index, works) };
  const best = new Map<string, EchoHit>();
  for (const [at, frameId] of framesOf(index, mv).entries()) {
    if (at % 8 === 7) await breath();
    const features = index.featuresOf(frameId);
    const own = index.slotOf(frameId);
    if (features === null || own === undefined) continue;
    const picture = askAbout(features, query.weights, query.mirrored);
    for (const { slot, ...found } of compareBest(index, picture, scope, comparedAFrame)) {
      const other = index.frameIdAt(slot);
      if (other === null) continue;
      const pair = `${shotKey(index, own)} ${shotKey(index, slot)}`;
      const hit = { ofFrameId: frameId, frameId: other, ...found };
      const known = best.get(pair);
      if (known === undefined || bestFirst(hit, known) < 0) best.set(pair, hit);
    }
  }
  return [...best.values()].sort(bestFirst).slice(0, Math.max(0, limit));
}

function framesOf(index: FrameIndex, work: number): FrameId[] {
  const ids: FrameId[] = [];
  for (const block of index.blocks) {
    for (let at = 0; at < blockFrames; at += 1) {
      const id = block.frameIds[at];
      if (block.features.states[at] === slotState.whole && block.features.works[at] === work && id)
        ids.push(id);
    }
  }
  return ids;
}

/** The shot a frame stands for; a still is a shot of its own. */
function shotKey(index: FrameIndex, slot: number): string {
  const block = index.blockOf(slot);
  const at = slot % blockFrames;
  const shot = block?.features.shots[at] ?? -1;
  return shot < 0 ? `f${slot}` : `${block?.features.media[at] ?? 0}:${shot}`;
}
