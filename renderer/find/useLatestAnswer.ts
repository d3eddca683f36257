import { startTransition, useCallback, useEffect, useRef, useState } from 'react';
import { LatestOnly } from './latestOnly.ts';

/** What is known of a question that changes while it is being answered. */
export interface LatestAnswer<Question, Answer> {
  /** The last answer and what it answers; it stays while the next one is under way. */
  readonly last: { readonly question: Question; readonly answer: Answer } | null;
  readonly isAsking: boolean;
  /** Why there is no answer to the latest question. */
  readonly error: string | null;
  /** Asks again. */
  readonly retry: () => void;
}

interface State<Question, Answer> {
  readonly last: LatestAnswer<Question, Answer>['last'];
  readonly failed: { readonly question: Question; readonly reason: string } | null;
  /** Whether a question that was answered is asked again. */
  readonly isAgain: boolean;
}

const nothingKnown = { last: null, failed: null, isAgain: false } as const;

/**
 * Asks a question again whenever it changes, one at a time, the latest next; answers come in transitions, so that
 * typing and scrolling go first.
 * @param question null asks nothing and forgets what was answered
 * @param ask the same function each time
 */
export function useLatestAnswer<Question, Answer>(
  question: Question | null,
  ask: (question: Question, signal: AbortSignal) => Promise<Answer>,
): LatestAnswer<Question, Answer> {
  const [state, setState] = useState<State<Question, Answer>>(nothingKnown);
  const [tries, setTries] = useState(0);
  const asker = useRef<LatestOnly<Question, Answer> | null>(null);
  // What was answered before a pause is no answer to what is asked after it.
  if (question === null && state !== nothingKnown) setState(nothingKnown);
  useEffect(() => {
    const made = new LatestOnly(ask, (asked, outcome) => {
      startTransition(() =>
        setState((before) =>
          outcome.ok
            ? { last: { question: asked, answer: outcome.answer }, failed: null, isAgain: false }
            : { ...before, failed: { question: asked, reason: outcome.reason }, isAgain: false },
        ),
      );
    });
    asker.current = made;
    return () => made.cancel();
  }, [ask]);
  useEffect(() => {
    if (question === null) asker.current?.cancel();
    else if (tries >= 0) asker.current?.put(question);
  }, [question, tries]);
  const retry = useCallback(() => {
    setState(({ last }) => ({ last, failed: null, isAgain: true }));
    setTries((before) => before + 1);
  }, []);
  const error = question !== null && state.failed?.question === question ? state.failed.reason : null;
  return {
    last: question === null ? null : state.last,
    isAsking: question !== null && error === null && (state.isAgain || state.last?.question !== question),
    error,
    retry,
  };
}
