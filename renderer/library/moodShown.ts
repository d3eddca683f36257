import { create } from 'zustand';
import type { FrameId } from '../../shared/domain/ids.ts';
import type { MoodId } from '../../shared/domain/moodId.ts';

interface MoodShown {
  readonly frameId: FrameId | null;
  readonly moodId: MoodId | null;
  /** The place of one condition in the rule; null for the mood as a whole. */
  readonly condition: number | null;
}

/** The mood, or the condition of one, whose pixels are shown over the inspector's picture. */
export const useMoodShown = create<MoodShown>(() => ({ frameId: null, moodId: null, condition: null }));

/** Shows where a mood is in a frame, or what one of its conditions looks at; null hides it. */
export function showMoodWhere(
  frameId: FrameId,
  moodId: MoodId | null,
  condition: number | null = null,
): void {
  useMoodShown.setState({ frameId, moodId, condition });
}
