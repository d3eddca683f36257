import { create } from 'zustand';
import type { MoodId } from '../../shared/domain/frame.ts';
import type { FrameId } from '../../shared/domain/ids.ts';

/** The mood whose pixels are shown over the inspector's picture. */
export const useMoodShown = create<{ frameId: FrameId | null; moodId: MoodId | null }>(() => ({
  frameId: null,
  moodId: null,
}));

/** Shows where a mood is in a frame; null hides it. */
export function showMoodWhere(frameId: FrameId, moodId: MoodId | null): void {
  useMoodShown.setState({ frameId, moodId });
}
