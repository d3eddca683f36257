import type { BoardItem } from '../../shared/domain/board.ts';
import type { Frame } from '../../shared/domain/frame.ts';
import type { HomageLink, LinkEnd } from '../../shared/domain/homageLink.ts';
import type { FrameId } from '../../shared/domain/ids.ts';

/** Ends of homage links and items of boards that name a frame. */
export interface FrameUses {
  readonly links: readonly HomageLink[];
  readonly items: readonly BoardItem[];
}

export function frameEnds(link: Pick<HomageLink, 'from' | 'to'>): FrameId[] {
  return [...link.from, ...link.to].flatMap((end: LinkEnd) => (end.type === 'frame' ? [end.frameId] : []));
}

/** Whether a person put anything into a frame, or hung anything on it: what must not be lost. */
export function isCarrying(frame: Frame, { links, items }: FrameUses): boolean {
  return (
    frame.tags.length > 0 ||
    frame.note !== '' ||
    frame.altText !== '' ||
    Object.keys(frame.moodOverrides).length > 0 ||
    links.some((link) => frameEnds(link).includes(frame.id)) ||
    items.some(({ content }) => 'frameId' in content && content.frameId === frame.id)
  );
}
