/** A signal with the switch that sets it off (an AbortController's two ends). */
export interface StopSwitch<Signal> {
  readonly signal: Signal;
  readonly stop: () => void;
}

/** What a server needs of the runtime it sits in; given by the host, since shared code names none. */
export interface ServerPlatform<Signal> {
  /** Milliseconds on a clock that never goes back. */
  readonly nowMs: () => number;
  /** @returns a function that calls it off */
  readonly afterMs: (delayMs: number, run: () => void) => () => void;
  readonly makeStop: () => StopSwitch<Signal>;
}
