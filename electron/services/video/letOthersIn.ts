/** Gives the event loop a turn, so that messages, timers and finished work are not kept waiting. */
export function letOthersIn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
