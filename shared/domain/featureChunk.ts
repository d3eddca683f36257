import { z } from 'zod';
import { frameIdSchema } from './ids.ts';

/** Features of up to 1024 frames as the search saves them; made anew from the frames where they do not serve. */
export const featureChunkSchema = z.object({
  /** Counted from 0 without a gap. */
  id: z.number().int().nonnegative(),
  /** How the features are made; chunks of another making are thrown away. */
  version: z.number().int().nonnegative(),
  /** In the order of the slots; empty where a slot is free. */
  frameIds: z.array(z.union([frameIdSchema, z.literal('')])),
  /** Names for the numbers in `bytes`. */
  works: z.array(z.string()),
  media: z.array(z.string()),
  /** See `renderer/search/featureBlock.ts`. */
  bytes: z.instanceof(Uint8Array),
});
export type FeatureChunk = z.infer<typeof featureChunkSchema>;

/** Frames that a transaction wrote or deleted, which the saved features do not know yet. */
export const frameChangeSchema = z.object({
  seq: z.number().int().positive(),
  /** Null where any frame may have changed. */
  frameIds: z.array(frameIdSchema).nullable(),
});
export type FrameChange = z.infer<typeof frameChangeSchema>;
