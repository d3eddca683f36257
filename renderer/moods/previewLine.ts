import type { FrameId } from '../../shared/domain/ids.ts';
import type { MoodId } from '../../shared/domain/moodId.ts';
import type { MoodRuleBody } from '../../shared/domain/moodRule.ts';
import type { PreviewResult } from './moodPreview.ts';
import type { MoodAnswer, MoodQuestion } from './serveMoods.ts';

/** A line to the worker that knows what every frame measured. */
export interface PreviewLine {
  preview(moodId: MoodId, rule: MoodRuleBody, inForce: MoodRuleBody | null): Promise<PreviewResult | null>;
  learn(frameIds: readonly FrameId[]): Promise<MoodRuleBody | null>;
  end(): void;
}

/** Starts the worker, which reads the library's measures at once. */
export function openPreviewLine(): PreviewLine {
  const worker = new Worker(new URL('./moodWorker.ts', import.meta.url), { type: 'module' });
  const waiting = new Map<number, (answer: MoodAnswer | null) => void>();
  let last = 0;
  const ask = (
    question:
      | { ask: 'preview'; moodId: MoodId; rule: MoodRuleBody; inForce: MoodRuleBody | null }
      | { ask: 'learn'; frameIds: readonly FrameId[] },
  ): Promise<MoodAnswer | null> =>
    new Promise((resolve) => {
      last += 1;
      waiting.set(last, resolve);
      const message: MoodQuestion = { ...question, id: last };
      worker.postMessage(message);
    });
  worker.addEventListener('message', ({ data }: MessageEvent<MoodAnswer>) => {
    waiting.get(data.id)?.(data);
    waiting.delete(data.id);
  });
  const giveUp = (): void => {
    for (const resolve of waiting.values()) resolve(null);
    waiting.clear();
  };
  worker.addEventListener('error', giveUp);
  return {
    preview: async (moodId, rule, inForce) =>
      (await ask({ ask: 'preview', moodId, rule, inForce }))?.result ?? null,
    learn: async (frameIds) => (await ask({ ask: 'learn', frameIds }))?.rule ?? null,
    end: () => {
      worker.terminate();
      giveUp();
    },
  };
}
