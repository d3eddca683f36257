import { z } from 'zod';
import { transitionSchema } from './frame.ts';
import { mediaIdSchema } from './ids.ts';

/**
 * Where the import of a video can go on: everything before `next` is finished and told. Frame numbers count from
 * the first frame of the video (0), ticks are presentation times in the stream's time base.
 */
export const resumePointSchema = z.object({
  /** Shots that are finished; the index of the next one. */
  shotsDone: z.number().int().positive(),
  /** Where the first unfinished shot begins and how. Its time proves that frames are still counted alike. */
  next: z.object({
    frame: z.number().int().positive(),
    ticks: z.number().int(),
    transition: transitionSchema.exclude(['start']),
    /** First frame that shows the shot alone. */
    mixedTo: z.number().int().positive(),
  }),
  /** The key frame to decode from: far enough before `next` that shots are told apart as if from the start. */
  key: z.object({ frame: z.number().int().nonnegative(), ticks: z.number().int() }),
  /** Presentation time of frame 0. */
  firstTicks: z.number().int(),
});
export type ResumePoint = z.infer<typeof resumePointSchema>;

/** How far the import of a media came; there is none once it ran to its end. */
export const mediaProgressSchema = z.object({ mediaId: mediaIdSchema, point: resumePointSchema });
export type MediaProgress = z.infer<typeof mediaProgressSchema>;
