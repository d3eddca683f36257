import { z } from 'zod';
import { contentHashSchema, frameIdSchema, mediaIdSchema, workIdSchema } from './ids.ts';
import { BUILT_IN_MOOD_IDS, isBuiltInMoodId, type MoodId, moodIdSchema } from './moodId.ts';

/** An exact fraction: time bases, frame rates, pixel aspects. */
export const rationalSchema = z.object({ num: z.number().int(), den: z.number().int().positive() });
export type Rational = z.infer<typeof rationalSchema>;

/** A rectangle in pixels of the upright, square-pixel picture. */
export const rectSchema = z.object({
  x: z.number().nonnegative(),
  y: z.number().nonnegative(),
  width: z.number().positive(),
  height: z.number().positive(),
});
export type Rect = z.infer<typeof rectSchema>;

/** Where a file's own timecode starts and how it counts. */
export const timecodeOriginSchema = z.object({
  /** Frames from 00:00:00:00 to the first frame's timecode. */
  startFrame: z.number().int().nonnegative(),
  /** Drop frame: numbers are left out so that 29.97 frames a second keep to the clock. */
  dropFrame: z.boolean(),
});
export type TimecodeOrigin = z.infer<typeof timecodeOriginSchema>;

/** When a frame is shown: integer ticks in the stream's time base, with seconds and frame number beside. */
export const frameTimeSchema = z.object({
  ticks: z.number().int(),
  timeBase: rationalSchema,
  /** Seconds from the start of the stream (the first frame is at 0). */
  timeSec: z.number(),
  /** Presentation order; the first frame is 0. */
  frameIndex: z.number().int().nonnegative(),
  /** Nominal frame rate, for writing the timecode. */
  frameRate: rationalSchema,
  /** The file's own timecode; absent where it carries none, and in libraries from before it was read. */
  timecode: timecodeOriginSchema.optional(),
});
export type FrameTime = z.infer<typeof frameTimeSchema>;

export const transitionSchema = z.enum(['start', 'cut', 'dissolve', 'fade', 'wipe']);
/** How a shot begins. */
export type Transition = z.infer<typeof transitionSchema>;

/** A shot of a video; `endFrame` is exclusive, `endSec` is where the next shot begins. */
export const shotSchema = z.object({
  index: z.number().int().nonnegative(),
  startFrame: z.number().int().nonnegative(),
  endFrame: z.number().int().positive(),
  startSec: z.number(),
  endSec: z.number(),
  transition: transitionSchema,
});
export type Shot = z.infer<typeof shotSchema>;

export const framePickSchema = z.union([z.literal(0), z.literal(1), z.literal(2)]);
/**
 * Which of the frames chosen for a shot this is: 0 stands for the shot; 1 and 2, of long or changing shots, show what
 * else it holds, in order of time.
 */
export type FramePick = z.infer<typeof framePickSchema>;

/**
 * One colour of a palette.
 * `oklch` is [lightness 0-1, chroma 0-0.4, hue 0-360 degrees]; hue is null where there is none (greys).
 */
export const swatchSchema = z.object({
  hex: z.string().regex(/^#[0-9a-f]{6}$/),
  oklch: z.tuple([z.number(), z.number(), z.number().nullable()]),
  /** Share of the picture's area, 0-1; the shares of a palette add to 1. */
  share: z.number().min(0).max(1),
  name: z.string().max(100),
});
export type Swatch = z.infer<typeof swatchSchema>;

/** One measured quantity of a mood's rule against its threshold. */
export const moodMeasureSchema = z.object({
  /** What was measured, in words: "colour between red and orange". */
  quantity: z.string(),
  value: z.number(),
  comparison: z.enum(['>=', '<=', 'between']),
  threshold: z.number(),
  /** Upper bound where `comparison` is "between". */
  thresholdHigh: z.number().optional(),
});
export type MoodMeasure = z.infer<typeof moodMeasureSchema>;

/** A mood that fired on a picture, with why. */
export const moodReadingSchema = z.object({
  id: moodIdSchema,
  label: z.string(),
  /** 0-1; .5 is just over the threshold. */
  confidence: z.number().min(0).max(1),
  measured: z.array(moodMeasureSchema),
  /** The rule and the measured value as a sentence. */
  reason: z.string(),
});
export type MoodReading = z.infer<typeof moodReadingSchema>;

/** A picture as it lies in the frame store; width and height are of the full-size JPEG. */
export const storedPictureSchema = z.object({
  hash: contentHashSchema,
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  /** The picture proper, letterbox and pillarbox bars removed. */
  area: rectSchema,
});
export type StoredPicture = z.infer<typeof storedPictureSchema>;

/** What analysis writes about a frame; the user's own words are in {@link frameSchema}. */
export const analysedFrameSchema = z.object({
  id: frameIdSchema,
  mediaId: mediaIdSchema,
  kind: z.enum(['video', 'still']),
  /** Null for a still. */
  time: frameTimeSchema.nullable(),
  shot: shotSchema.nullable(),
  /** Absent for a still, for a frame grabbed by hand, and for what was imported before there was more than one. */
  pick: framePickSchema.optional(),
  picture: storedPictureSchema,
  palette: z.array(swatchSchema).max(12),
  moods: z.array(moodReadingSchema).max(200),
  /** What the picture looks like from afar (shared/similarity); absent on frames of an earlier version until filled in. */
  signature: z.string().max(1000).optional(),
  /**
   * What was measured of its colours, packed (shared/colour/packStatistics) and in base64, so that moods can be asked
   * again without the picture. Kept beside the frame, not in it; absent where an earlier version wrote it down.
   */
  statistics: z.string().max(100_000).optional(),
});
export type AnalysedFrame = z.infer<typeof analysedFrameSchema>;

/** A frame of the library. */
export const frameSchema = analysedFrameSchema.omit({ statistics: true }).extend({
  workId: workIdSchema,
  /** What a person said against or beside the measurement; survives recomputation. */
  moodOverrides: z.partialRecord(moodIdSchema, z.enum(['on', 'off'])),
  /** Measured moods with the overrides applied; indexed. */
  moodIds: z.array(moodIdSchema),
  tags: z.array(z.string().max(200)).max(200),
  note: z.string().max(20_000),
  altText: z.string().max(2000),
  createdAt: z.iso.datetime(),
});
export type Frame = z.infer<typeof frameSchema>;

/** Measured moods with a person's overrides applied: those of the app in the vocabulary's order, then own ones. */
export function effectiveMoodIds(
  moods: readonly Pick<MoodReading, 'id'>[],
  overrides: Frame['moodOverrides'],
): MoodId[] {
  const on = new Set<MoodId>(moods.map((mood) => mood.id));
  for (const id of Object.keys(overrides) as MoodId[]) {
    if (overrides[id] === 'on') on.add(id);
    else on.delete(id);
  }
  return [...BUILT_IN_MOOD_IDS.filter((id) => on.has(id)), ...[...on].filter((id) => !isBuiltInMoodId(id))];
}
