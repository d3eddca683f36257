import { z } from 'zod';
import { rationalSchema } from './frame.ts';
import type { MediaId } from './ids.ts';

/** Why the window cannot play a file as it is; the table behind it is electron/services/footage/playableFootage.ts. */
export const proxyReasonSchema = z.enum([
  'container',
  'codec',
  'profile',
  'pixel-format',
  'bit-depth',
  'high-dynamic-range',
  'interlaced',
  'orientation',
  'sound',
  'colour',
  'size',
  'timing',
]);
export type ProxyReason = z.infer<typeof proxyReasonSchema>;

/** The reason as a user reads it, without a full stop. */
export const proxyReasonText: Readonly<Record<ProxyReason, string>> = {
  container: 'This kind of file is not played directly',
  codec: 'This codec is not played directly',
  profile: 'This codec profile is not played directly',
  'pixel-format': 'This chroma format is not played directly',
  'bit-depth': 'More than 8 bits a sample are not played directly',
  'high-dynamic-range': 'HDR has to be tone-mapped first',
  interlaced: 'Interlaced video has to be deinterlaced first',
  orientation: 'The picture has to be turned upright first',
  sound: 'Its sound is not played directly',
  colour: 'The colours have to be converted first',
  size: 'The picture is too large to play smoothly',
  timing: 'The timing of this file is not played exactly',
};

/** How a media can be played in the window. */
export const playableFootageSchema = z.discriminatedUnion('kind', [
  /** The file itself. */
  z.object({
    kind: z.literal('original'),
    url: z.string(),
    /** The media element's `currentTime` at which the first frame is shown; to be added to every frame's time. */
    startSec: z.number().nonnegative(),
  }),
  /** A copy made for playing: upright, square pixels, SDR, the same frames at the same times. */
  z.object({ kind: z.literal('proxy'), url: z.string(), startSec: z.number().nonnegative() }),
  z.object({ kind: z.literal('needs-proxy'), reason: proxyReasonSchema }),
]);
export type PlayableFootage = z.infer<typeof playableFootageSchema>;

/** When every frame of a video is shown. */
export const footageTimesSchema = z.object({
  /** Seconds from the first frame, one a frame in presentation order, rising. */
  timesSec: z.instanceof(Float64Array),
  /** The same in the stream's time base (whole numbers), as frame ids have them. */
  ticks: z.instanceof(Float64Array),
  timeBase: rationalSchema,
  /** To the end of the last frame. */
  durationSec: z.number().nonnegative(),
  frameRate: rationalSchema,
});
export type FootageTimes = z.infer<typeof footageTimesSchema>;

const base = 'app://afterimage';

/** Where the window plays a media's own file from. */
export function footageUrl(mediaId: MediaId): string {
  return `${base}/footage/${mediaId}`;
}

/** Where the window plays a media's proxy from. */
export function proxyUrl(mediaId: MediaId): string {
  return `${base}/proxies/${mediaId}`;
}

/** The sprite of a media for scrubbing by hovering. */
export function scrubUrl(mediaId: MediaId): string {
  return `${base}/strips/${mediaId}/scrub`;
}

/** The picture of one exact frame for a paused viewer. */
export function viewUrl(mediaId: MediaId, frameIndex: number): string {
  return `${base}/views/${mediaId}/${frameIndex}`;
}
