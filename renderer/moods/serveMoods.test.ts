import { describe, expect, it } from 'vitest';
import { MoodPreview } from './moodPreview.ts';
import { type MoodAnswer, type MoodQuestion, serveMoods } from './serveMoods.ts';

function line() {
  const answers: MoodAnswer[] = [];
  let listener: ((event: MessageEvent<MoodQuestion>) => void) | null = null;
  return {
    answers,
    ask: (question: MoodQuestion) => listener?.({ data: question } as MessageEvent<MoodQuestion>),
    end: {
      postMessage: (answer: MoodAnswer) => answers.push(answer),
      addEventListener: (_: 'message', listen: (event: MessageEvent<MoodQuestion>) => void) => {
        listener = listen;
      },
    },
  };
}

const preview = (id: number): MoodQuestion => ({
  id,
  ask: 'preview',
  moodId: 'night',
  rule: { windows: [], conditions: [] },
  inForce: null,
});

describe('serveMoods', () => {
  it('answers though the library could not be read, and reads it again for the next question', async () => {
    const { answers, ask, end } = line();
    let loads = 0;
    serveMoods(end, async () => {
      loads += 1;
      if (loads === 1) throw new Error('the database is closed');
      return new MoodPreview();
    });
    ask({ id: 1, ask: 'learn', frameIds: [] });
    await expect.poll(() => answers).toEqual([{ id: 1, result: null, rule: null }]);
    ask(preview(2));
    await expect.poll(() => answers[1]).toMatchObject({ id: 2, result: { frames: 0, holds: 0 } });
    ask(preview(3));
    await expect.poll(() => answers[2]?.id).toBe(3);
    expect(loads).toBe(2);
  });
});
