import type { BoardRect } from '../../../shared/board/edgePath.ts';
import { type BoardItem, type BoardItemContent, boardItemSchema } from '../../../shared/domain/board.ts';
import { type Frame, frameSchema } from '../../../shared/domain/frame.ts';
import { type HomageLink, homageLinkSchema, type LinkEnd } from '../../../shared/domain/homageLink.ts';
import type { BoardId, WorkId } from '../../../shared/domain/ids.ts';
import { analysedFrame, videoFile } from '../../database/testing/records.ts';

const now = '2026-11-22T10:00:00.000Z';

/** A valid frame of the library, the `index`th of its video. */
export function libraryFrame(workId: WorkId, seed: number, index: number): Frame {
  return frameSchema.parse({
    ...analysedFrame(videoFile(seed, `video ${seed}.mp4`), index),
    workId,
    moodOverrides: {},
    moodIds: ['orange-red-glow'],
    tags: [],
    note: '',
    altText: '',
    createdAt: now,
  });
}

export function frameEnd(frame: Frame): LinkEnd {
  return { type: 'frame', frameId: frame.id, workId: frame.workId };
}

/** A valid homage link. */
export function homageLink(id: string, from: LinkEnd[], to: LinkEnd[], createdAt = now): HomageLink {
  return homageLinkSchema.parse({
    id,
    from,
    to,
    relation: 'allusion',
    features: [{ id: 'colour', detail: '' }],
    scope: 'shot',
    note: '',
    evidence: [],
    createdAt,
    updatedAt: createdAt,
    sample: false,
  });
}

/** A valid board item, 100 x 60 unless told otherwise. */
export function boardItem(
  boardId: BoardId,
  id: string,
  content: BoardItemContent,
  place: Partial<BoardRect & { z: number }> = {},
): BoardItem {
  return boardItemSchema.parse({
    id,
    boardId,
    x: 0,
    y: 0,
    width: 100,
    height: 60,
    rotation: 0,
    z: 0,
    ...place,
    content,
  });
}
