// A worker: trying a rule on every frame must not hold up the window while a slider moves.
import type { FrameId } from '../../shared/domain/ids.ts';
import type { MoodId } from '../../shared/domain/moodId.ts';
import type { MoodRuleBody } from '../../shared/domain/moodRule.ts';
import { AfterimageDatabase } from '../database/afterimageDatabase.ts';
import { MoodPreview, type PreviewResult } from './moodPreview.ts';

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

const pageSize = 500;

/** Reads what every frame measured, once: the worker lives as long as the dialog. */
async function load(): Promise<MoodPreview> {
  const preview = new MoodPreview();
  const database = new AfterimageDatabase();
  let last: FrameId | undefined;
  for (;;) {
    const from =
      last === undefined
        ? database.frameStatistics.toCollection()
        : database.frameStatistics.where(':id').above(last);
    const rows = await from.limit(pageSize).toArray();
    const frames = await database.frames.bulkGet(rows.map(({ frameId }) => frameId));
    preview.add(
      rows.flatMap(({ packed }, at) => {
        const frame = frames[at];
        if (frame === undefined) return [];
        return [{ id: frame.id, packed, moodOverrides: frame.moodOverrides }];
      }),
    );
    last = rows.at(-1)?.frameId;
    if (rows.length < pageSize || last === undefined) break;
  }
  database.close();
  return preview;
}

const loading = load();

self.addEventListener('message', ({ data }: MessageEvent<MoodQuestion>) => {
  void loading.then((preview) => {
    const answer: MoodAnswer = {
      id: data.id,
      result: data.ask === 'preview' ? preview.preview(data.moodId, data.rule, data.inForce) : null,
      rule: data.ask === 'learn' ? preview.learn(data.frameIds) : null,
    };
    self.postMessage(answer);
  });
});
