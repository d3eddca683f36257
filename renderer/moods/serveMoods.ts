import type { FrameId } from '../../shared/domain/ids.ts';
import type { MoodId } from '../../shared/domain/moodId.ts';
import type { MoodRuleBody } from '../../shared/domain/moodRule.ts';
import type { MoodPreview, PreviewResult } from './moodPreview.ts';

/** What the window asks; each question is answered with its `id`. */
export type MoodQuestion =
  | {
      readonly id: number;
      readonly ask: 'preview';
      readonly moodId: MoodId;
      readonly rule: MoodRuleBody;
      readonly inForce: MoodRuleBody | null;
    }
  | { readonly id: number; readonly ask: 'learn'; readonly frameIds: readonly FrameId[] };
export interface MoodAnswer {
  readonly id: number;
  readonly result: PreviewResult | null;
  readonly rule: MoodRuleBody | null;
}

/** The worker's end of the line. */
export interface MoodLine {
  postMessage(answer: MoodAnswer): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<MoodQuestion>) => void): void;
}

/**
 * Answers every question about what rules would do. Where the library's measures cannot be read the answer is empty,
 * and the next question reads them again.
 */
export function serveMoods(line: MoodLine, load: () => Promise<MoodPreview>): void {
  let loading: Promise<MoodPreview> | null = null;
  const loaded = (): Promise<MoodPreview> => {
    loading ??= load();
    loading.catch(() => {
      loading = null;
    });
    return loading;
  };
  void loaded();
  line.addEventListener('message', ({ data }) => {
    void loaded()
      .then((preview): MoodAnswer => {
        if (data.ask === 'learn') return { id: data.id, result: null, rule: preview.learn(data.frameIds) };
        return { id: data.id, result: preview.preview(data.moodId, data.rule, data.inForce), rule: null };
      })
      .catch((): MoodAnswer => ({ id: data.id, result: null, rule: null }))
      .then((answer) => line.postMessage(answer));
  });
}
