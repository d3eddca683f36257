import { z } from 'zod';
import { mediaIdSchema } from './ids.ts';

/** Two frames or two videos that the user said to keep apart; they are not asked about again. */
export const keptApartSchema = z.object({
  /** `pairKey` of shared/similarity of the two ids. */
  id: z.string().min(3).max(500),
  decidedAt: z.iso.datetime(),
});
export type KeptApart = z.infer<typeof keptApartSchema>;

/** A media that was merged into another one: its file is known, and not imported again. */
export const mergedMediaSchema = z.object({
  id: mediaIdSchema,
  into: mediaIdSchema,
  mergedAt: z.iso.datetime(),
});
export type MergedMedia = z.infer<typeof mergedMediaSchema>;
