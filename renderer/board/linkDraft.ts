import type { BoardItem } from '../../shared/domain/board.ts';
import type { HomageLink, LinkEnd } from '../../shared/domain/homageLink.ts';
import type { BoardContent } from './boardSession.ts';

/** A link about to be made, the MV's side first. */
export interface LinkDraftEnds {
  readonly from: LinkEnd[];
  readonly to: LinkEnd[];
}

/**
 * The link that two selected frames or moments of different works would make, or null. An MV comes first;
 * between two works of one kind, what stands further left does.
 */
export function draftBetween(items: readonly BoardItem[], content: BoardContent): LinkDraftEnds | null {
  const [a, b, ...others] = [...items].sort((one, two) => one.x - two.x);
  if (a === undefined || b === undefined || others.length > 0) return null;
  const left = endOf(a, content);
  const right = endOf(b, content);
  if (left === null || right === null || left.workId === right.workId) return null;
  const isVideo = (end: LinkEnd): boolean => content.works.get(end.workId)?.kind === 'music-video';
  return !isVideo(left) && isVideo(right) ? { from: [right], to: [left] } : { from: [left], to: [right] };
}

function endOf(item: BoardItem, { frames, moments }: BoardContent): LinkEnd | null {
  if (item.content.kind === 'frame') {
    const frame = frames.get(item.content.frameId);
    return frame === undefined ? null : { type: 'frame', frameId: frame.id, workId: frame.workId };
  }
  if (item.content.kind !== 'moment') return null;
  const moment = moments.get(item.content.momentId);
  return moment === undefined ? null : { type: 'moment', momentId: moment.id, workId: moment.workId };
}

/** True where a link joins what a draft would join. */
export function joinsDraft(link: Pick<HomageLink, 'from' | 'to'>, draft: LinkDraftEnds): boolean {
  const key = (end: LinkEnd): string => (end.type === 'frame' ? end.frameId : end.momentId);
  const has = (ends: readonly LinkEnd[], wanted: readonly LinkEnd[]): boolean =>
    wanted.every((end) => ends.some((each) => key(each) === key(end)));
  return has(link.from, draft.from) && has(link.to, draft.to);
}
