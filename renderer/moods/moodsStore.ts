import { create } from 'zustand';
import type { FrameId } from '../../shared/domain/ids.ts';
import type { MoodId } from '../../shared/domain/moodId.ts';
import { counted } from '../library/counted.ts';
import { showToast } from '../ui/toasts.ts';
import { startDraft } from './moodDrafts.ts';
import { openPreviewLine, type PreviewLine } from './previewLine.ts';

interface MoodsView {
  /** The line to the worker that knows what every frame measured; null while the dialog is closed. */
  readonly line: PreviewLine | null;
  /** The mood that is shown; null for the first. */
  readonly moodId: MoodId | null;
  /** While a rule is looked for that sets frames apart. */
  readonly isLearning: boolean;
}

/** Whether the Moods dialog is open, and on what. */
export const useMoodsView = create<MoodsView>(() => ({ line: null, moodId: null, isLearning: false }));

/** Opens the Moods dialog on a mood, or on the first. */
export function openMoods(moodId: MoodId | null): void {
  const line = useMoodsView.getState().line ?? openPreviewLine();
  useMoodsView.setState({ line, moodId, isLearning: false });
}

/** Shows another mood in the dialog. */
export function chooseMood(moodId: MoodId | null): void {
  useMoodsView.setState({ moodId });
}

/** Opens the Moods dialog with a new mood, learnt from frames, as an editable rule. */
export async function openMoodFromFrames(frameIds: readonly FrameId[]): Promise<void> {
  const line = useMoodsView.getState().line ?? openPreviewLine();
  useMoodsView.setState({ line, isLearning: true });
  const rule = await line.learn(frameIds);
  // Closed meanwhile: nothing is made of it.
  if (useMoodsView.getState().line !== line) return;
  if (rule === null) {
    showToast('These frames are not measured yet. Try again in a moment.', { tone: 'error' });
    useMoodsView.setState({ isLearning: false });
    return;
  }
  const draft = startDraft(`Like ${counted(frameIds.length, 'frame')}`, rule);
  useMoodsView.setState({ isLearning: false, moodId: draft.id });
}

export function closeMoods(): void {
  useMoodsView.getState().line?.end();
  useMoodsView.setState({ line: null, isLearning: false });
}
