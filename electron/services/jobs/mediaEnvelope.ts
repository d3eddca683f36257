import { z } from 'zod';
import { requestMessageSchema, responseMessageSchema } from '../../../shared/contract/messages.ts';
import { type MediaId, mediaIdSchema, sourceIdSchema } from '../../../shared/domain/ids.ts';

/**
 * What the main process sends to the media process: a request of the window, and beside it the paths that its
 * opaque ids stand for. Main makes the envelope anew for each request, so nothing the window sends can name a path.
 */
export const mediaRequestSchema = z.object({
  message: z.unknown(),
  /**
   * Path by source id, target id or media id, and by {@link halfWrittenKey}; ids that main does not know are absent.
   * Where the user took another file in place of a media's own, that file's media id lies under {@link standInKey}.
   */
  paths: z.record(z.string(), z.string()),
});
export type MediaRequest = z.infer<typeof mediaRequestSchema>;

/** Under what the envelope tells the content of a file that stands in for a media's own. */
export function standInKey(mediaId: MediaId): string {
  return `${mediaId}:stand-in`;
}

/**
 * The place among a request's paths of the one file that the request may leave half-written: main names it, so
 * that it can take it away when the media process ends in the middle.
 */
export const halfWrittenKey = 'half-written';

/** What the media process sends to main. */
export const mediaResponseSchema = z.discriminatedUnion('type', [
  /** For the window. */
  z.object({ type: z.literal('response'), message: responseMessageSchema }),
  /** For main: this source holds that media, so that it can be found again in a later session. */
  z.object({ type: z.literal('mediaSeen'), sourceId: sourceIdSchema, mediaId: mediaIdSchema }),
  /** Every second, so that main knows a decoder that holds the process up for good; `fileNames` are under work. */
  z.object({ type: z.literal('alive'), fileNames: z.array(z.string()) }),
]);
export type MediaResponse = z.infer<typeof mediaResponseSchema>;

/** The id under which a message begins something that will be answered; null for any other message. */
export function callIdOf(message: unknown): string | null {
  const parsed = requestMessageSchema.safeParse(message);
  return parsed.success && parsed.data.type === 'call' ? parsed.data.id : null;
}
