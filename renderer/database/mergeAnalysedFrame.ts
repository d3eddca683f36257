import { type AnalysedFrame, effectiveMoodIds, type Frame } from '../../shared/domain/frame.ts';
import type { WorkId } from '../../shared/domain/ids.ts';

/**
 * A library row from what analysis found. Whatever a person wrote on an existing row (work, tags, note,
 * alternative text, overridden moods) is kept; only the measured part is replaced.
 * @param now ISO 8601, the row's birth when it is new
 */
export function mergeAnalysedFrame(
  analysed: AnalysedFrame,
  existing: Frame | undefined,
  workId: WorkId,
  now: string,
): Frame {
  const own: Omit<Frame, keyof AnalysedFrame | 'moodIds'> = existing ?? {
    workId,
    moodOverrides: {},
    tags: [],
    note: '',
    altText: '',
    createdAt: now,
  };
  return {
    ...analysed,
    workId: own.workId,
    moodOverrides: own.moodOverrides,
    moodIds: effectiveMoodIds(analysed.moods, own.moodOverrides),
    tags: own.tags,
    note: own.note,
    altText: own.altText,
    createdAt: own.createdAt,
  };
}
