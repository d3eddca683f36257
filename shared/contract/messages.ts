import { z } from 'zod';
import { appErrorSchema } from './appError.ts';

/** What the window sends. `id` is the caller's own and names the reply; for a job it is the job's id. */
export const requestMessageSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('call'),
    id: z.string().min(1).max(100),
    method: z.string().max(100),
    input: z.unknown(),
  }),
  /** Stops a running job (or a call that can be stopped). */
  z.object({ type: z.literal('cancel'), id: z.string().min(1).max(100) }),
  /** Attaches again to a job started before the window was loaded again. */
  z.object({ type: z.literal('listen'), id: z.string().min(1).max(100) }),
  /** No longer interested in a job's events. */
  z.object({ type: z.literal('dispose'), id: z.string().min(1).max(100) }),
]);
export type RequestMessage = z.infer<typeof requestMessageSchema>;

/** What comes back: any number of events, then one reply. */
export const responseMessageSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('reply'),
    id: z.string(),
    result: z.discriminatedUnion('ok', [
      z.object({ ok: z.literal(true), value: z.unknown() }),
      z.object({ ok: z.literal(false), error: appErrorSchema }),
    ]),
  }),
  z.object({ type: z.literal('event'), id: z.string(), event: z.unknown() }),
]);
export type ResponseMessage = z.infer<typeof responseMessageSchema>;

/** One end of a two-way channel, whatever carries it: MessagePort, child process, memory. */
export interface Channel<Send, Receive> {
  send(message: Send): void;
  /** @returns a function that stops listening */
  onMessage(listener: (message: Receive) => void): () => void;
}
