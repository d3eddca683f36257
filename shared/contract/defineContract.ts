import type { z } from 'zod';

/** Who answers: the main process, or the media process behind it. */
export type Host = 'main' | 'media';

export interface CallEntry<
  I extends z.ZodType = z.ZodType,
  O extends z.ZodType = z.ZodType,
  H extends Host = Host,
> {
  readonly kind: 'call';
  readonly host: H;
  readonly input: I;
  readonly output: O;
}

export interface JobEntry<
  I extends z.ZodType = z.ZodType,
  E extends z.ZodType = z.ZodType,
  O extends z.ZodType = z.ZodType,
  H extends Host = Host,
> {
  readonly kind: 'job';
  readonly host: H;
  readonly input: I;
  readonly event: E;
  readonly output: O;
}

/** A request with one answer. */
export function call<H extends Host, I extends z.ZodType, O extends z.ZodType>(
  host: H,
  shapes: { input: I; output: O },
): CallEntry<I, O, H> {
  return { kind: 'call', host, ...shapes };
}

/** Long work with progress and Cancel. */
export function job<H extends Host, I extends z.ZodType, E extends z.ZodType, O extends z.ZodType>(
  host: H,
  shapes: { input: I; event: E; output: O },
): JobEntry<I, E, O, H> {
  return { kind: 'job', host, ...shapes };
}
