import { create } from 'zustand';
import type { FrameId } from '../../shared/domain/ids.ts';
import type { MoodId } from '../../shared/domain/moodId.ts';

interface MoodsView {
  readonly isOpen: boolean;
  /** The mood that is shown when the dialog opens; null for the first. */
  readonly moodId: MoodId | null;
  /** Frames that a new mood is to be learnt from at once. */
  readonly examples: readonly FrameId[];
}

/** Whether the Moods dialog is open, and on what. */
export const useMoodsView = create<MoodsView>(() => ({ isOpen: false, moodId: null, examples: [] }));

/** Opens the Moods dialog on a mood, or on the first. */
export function openMoods(moodId: MoodId | null): void {
  useMoodsView.setState({ isOpen: true, moodId, examples: [] });
}

/** Opens the Moods dialog with a new mood learnt from frames. */
export function openMoodFromFrames(examples: readonly FrameId[]): void {
  useMoodsView.setState({ isOpen: true, moodId: null, examples });
}

export function closeMoods(): void {
  useMoodsView.setState({ isOpen: false, examples: [] });
}
