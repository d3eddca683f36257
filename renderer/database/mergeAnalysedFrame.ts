import { type MoodRule, readMoods } from '../../shared/colour/evaluateMoods.ts';
import { statisticsOfText } from '../../shared/colour/packStatistics.ts';
import { type AnalysedFrame, effectiveMoodIds, type Frame } from '../../shared/domain/frame.ts';
import type { WorkId } from '../../shared/domain/ids.ts';

/**
 * A library row from what analysis found. Whatever a person wrote on an existing row (work, tags, note,
 * alternative text, overridden moods) is kept; only the measured part is replaced.
 * @param now ISO 8601, the row's birth when it is new
 * @param rules the rules in force, which the frame's moods are read by; those of the analysis when left out
 */
export function mergeAnalysedFrame(
  analysed: AnalysedFrame,
  existing: Frame | undefined,
  workId: WorkId,
  now: string,
  rules?: readonly MoodRule[],
): Frame {
  const own: Omit<Frame, keyof AnalysedFrame | 'moodIds'> = existing ?? {
    workId,
    moodOverrides: {},
    tags: [],
    note: '',
    altText: '',
    createdAt: now,
  };
  const { statistics: packed, ...measured } = analysed;
  const statistics = rules === undefined || packed === undefined ? null : statisticsOfText(packed);
  const moods = statistics === null || rules === undefined ? analysed.moods : readMoods(statistics, rules);
  return {
    ...measured,
    moods,
    workId: own.workId,
    moodOverrides: own.moodOverrides,
    moodIds: effectiveMoodIds(moods, own.moodOverrides),
    tags: own.tags,
    note: own.note,
    altText: own.altText,
    createdAt: own.createdAt,
  };
}
