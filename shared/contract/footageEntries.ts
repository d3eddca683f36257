import { z } from 'zod';
import { footageTimesSchema, playableFootageSchema } from '../domain/footage.ts';
import { footageStripSchema } from '../domain/footageStrip.ts';
import { analysedFrameSchema, shotSchema } from '../domain/frame.ts';
import { mediaIdSchema } from '../domain/ids.ts';
import { mediaFileSchema } from '../domain/media.ts';
import { call, job } from './defineContract.ts';

const ofMedia = z.object({ mediaId: mediaIdSchema });
const ofFrame = z.object({ mediaId: mediaIdSchema, frameIndex: z.number().int().nonnegative() });

/** What a job of one media says while it runs. */
const progressSchema = z.object({
  /** 0-1, never falling. */
  fraction: z.number().min(0).max(1),
  /** Seconds left by the pace so far; null while unknown. */
  remainingSec: z.number().nonnegative().nullable(),
});

/**
 * What stands behind the viewer. All take the media's file from its last known place; where it is gone, or
 * another file lies there, they answer with file-not-found.
 */
export const footageEntries = {
  /** How to play a media: its proxy if there is one (even with the file gone), else the file, else neither yet. */
  openFootage: call('media', { input: ofMedia, output: playableFootageSchema }),
  /** Makes the proxy of a video; answers at once where it is there. Cancel and failure leave nothing. */
  makeProxy: job('media', { input: ofMedia, event: progressSchema, output: z.object({ url: z.string() }) }),
  /** The times of all frames, as decoding gives them. */
  frameTimes: call('media', { input: ofMedia, output: footageTimesSchema }),
  /** A picture of exactly frame N (the first is 0), upright, for a paused viewer. Kept for a while only. */
  viewFrame: call('media', {
    input: ofFrame,
    output: z.object({
      url: z.string(),
      width: z.number().int().positive(),
      height: z.number().int().positive(),
    }),
  }),
  /**
   * Takes exactly frame N into the frame store, analysed like an imported one. It comes as a batch of one that
   * is in the import journal until it is acknowledged.
   */
  grabFrame: call('media', {
    input: ofFrame.extend({
      /** The shot it lies in as the window knows it, kept with the frame. */
      shot: shotSchema.nullable().default(null),
    }),
    output: z.object({ batchId: z.string(), media: mediaFileSchema, frame: analysedFrameSchema }),
  }),
  /** Sprite and colours over time; null where they were not made yet. */
  footageStrip: call('media', { input: ofMedia, output: z.object({ strip: footageStripSchema.nullable() }) }),
  /** Makes them for a video imported before there were any; answers at once where they are there. */
  makeStrip: job('media', {
    input: ofMedia,
    event: progressSchema,
    output: z.object({ strip: footageStripSchema }),
  }),
} as const;
