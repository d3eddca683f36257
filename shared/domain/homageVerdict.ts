import { z } from 'zod';
import { type FrameId, frameIdSchema, workIdSchema } from './ids.ts';

/** What a person said to a pair of frames that was proposed as a homage; a pair is asked about once. */
export const homageVerdictSchema = z.object({
  /** See {@link verdictIdOf}. */
  id: z.string().min(1).max(500),
  mvWorkId: workIdSchema,
  filmWorkId: workIdSchema,
  mvFrameId: frameIdSchema,
  filmFrameId: frameIdSchema,
  verdict: z.enum(['yes', 'no']),
  decidedAt: z.iso.datetime(),
});
export type HomageVerdict = z.infer<typeof homageVerdictSchema>;

/** Names the verdict on a pair: one pair has one. */
export function verdictIdOf(mvFrameId: FrameId, filmFrameId: FrameId): string {
  return `${mvFrameId}|${filmFrameId}`;
}
