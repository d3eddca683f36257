import { noteStep } from '../jobs/giveUpWhenStuck.ts';

/** Gives the event loop a turn, so that messages, timers and finished work are not kept waiting. */
export function letOthersIn(): Promise<void> {
  noteStep();
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
