import { z } from 'zod';
import { rationalSchema } from './frame.ts';
import { mediaIdSchema, workIdSchema } from './ids.ts';

/** How colour is coded in a video stream; FFmpeg's names, "unknown" where the file is silent. */
export const videoColourSchema = z.object({
  matrix: z.string(),
  primaries: z.string(),
  transfer: z.string(),
  range: z.enum(['limited', 'full', 'unknown']),
  pixelFormat: z.string(),
  bitDepth: z.number().int().positive(),
});

/** What a file says of itself. Width and height are coded pixels; display ones are upright and square. */
export const videoProbeSchema = z.object({
  durationSec: z.number().nonnegative(),
  /** Counted where the container says; estimated from duration otherwise. */
  frameCount: z.number().int().nonnegative(),
  /** Average frame rate as an exact fraction. */
  frameRate: rationalSchema,
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  displayWidth: z.number().int().positive(),
  displayHeight: z.number().int().positive(),
  /** Clockwise degrees to turn the coded picture upright. */
  rotation: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]),
  pixelAspect: rationalSchema,
  codec: z.string(),
  container: z.string(),
  colour: videoColourSchema,
  timeBase: rationalSchema,
  /** Presentation time of the first frame in the container's clock, seconds. */
  startSec: z.number(),
  hasAudio: z.boolean(),
  /**
   * Timecode of the first frame, with `;` before the frames where it is drop frame; absent where the file carries
   * none, and in libraries from before it was read.
   */
  startTimecode: z.string().max(20).optional(),
  dropFrame: z.boolean().optional(),
});
export type VideoProbe = z.infer<typeof videoProbeSchema>;

/** What a still says of itself, upright. */
export const stillProbeSchema = z.object({
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  format: z.string(),
});
export type StillProbe = z.infer<typeof stillProbeSchema>;

/** A file seen on disk. It is never copied; the project stays whole when it goes missing. */
export const mediaFileSchema = z.object({
  id: mediaIdSchema,
  fileName: z.string().max(1000),
  sizeBytes: z.number().int().nonnegative(),
  content: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('video'), probe: videoProbeSchema }),
    z.object({ kind: z.literal('still'), probe: stillProbeSchema }),
  ]),
});
export type MediaFile = z.infer<typeof mediaFileSchema>;

/** A file of the library; `partial` until its import ran to the end. */
export const mediaSchema = mediaFileSchema.extend({
  workId: workIdSchema,
  partial: z.boolean(),
  importedAt: z.iso.datetime(),
});
export type Media = z.infer<typeof mediaSchema>;
