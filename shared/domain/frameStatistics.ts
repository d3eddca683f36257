import { z } from 'zod';
import { frameIdSchema } from './ids.ts';

/** What was measured of a frame's colours, beside the frame because lists of frames need none of it. */
export const frameStatisticsSchema = z.object({
  frameId: frameIdSchema,
  /** See shared/colour/packStatistics: base64. */
  packed: z.string().max(100_000),
});
export type FrameStatistics = z.infer<typeof frameStatisticsSchema>;
