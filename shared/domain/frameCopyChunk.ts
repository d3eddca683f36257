import { z } from 'zod';
import { frameIdSchema } from './ids.ts';

/**
 * What lists and filters need of up to 1024 frames, column by column, so that a large library is shown without reading
 * every row; made anew from the frames where it does not serve. It goes with the feature chunk of the same number.
 */
export const frameCopyChunkSchema = z.object({
  /** Counted from 0 without a gap. */
  id: z.number().int().nonnegative(),
  /** How the copies are made; chunks of another making are thrown away. */
  version: z.number().int().nonnegative(),
  /** In the order of the slots; empty where a slot is free, or its frame could not be copied. */
  frameIds: z.array(z.union([frameIdSchema, z.literal('')])),
  hashes: z.array(z.string()),
  /** Null for a still. */
  timecodes: z.array(z.string().nullable()),
  altTexts: z.array(z.string()),
  /** What is found by search of a frame's own words. */
  words: z.array(z.string()),
  /** Texts and lists that come again and again, by the numbers in `bytes`. */
  repeated: z.array(z.string()),
  /** See `renderer/library/copies/copyColumns.ts`. */
  bytes: z.instanceof(Uint8Array),
  colours: z.instanceof(Uint8Array),
});
export type FrameCopyChunk = z.infer<typeof frameCopyChunkSchema>;
