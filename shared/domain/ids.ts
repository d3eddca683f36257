import { z } from 'zod';

/** Lower-case hex SHA-256, the only thing a frame-store path may be derived from. */
export const contentHashSchema = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<'ContentHash'>();
/** Lower-case hex SHA-256 of a stored picture. */
export type ContentHash = z.infer<typeof contentHashSchema>;

const idText = z.string().min(1).max(200);

/** Opaque name of a file that main registered for this session; the renderer never sees the path. */
export const sourceIdSchema = idText.brand<'SourceId'>();
export type SourceId = z.infer<typeof sourceIdSchema>;

/** Opaque name of a place on disk that the user chose in a save dialog. */
export const targetIdSchema = idText.brand<'TargetId'>();
export type TargetId = z.infer<typeof targetIdSchema>;

export const workIdSchema = idText.brand<'WorkId'>();
export type WorkId = z.infer<typeof workIdSchema>;

/** Derived from the file's content fingerprint, so that the same file twice is the same media. */
export const mediaIdSchema = z
  .string()
  .regex(/^m-[0-9a-f]{64}$/)
  .brand<'MediaId'>();
export type MediaId = z.infer<typeof mediaIdSchema>;

/** `<mediaId>:<presentation ticks>`, so that importing again writes the same row. */
export const frameIdSchema = idText.brand<'FrameId'>();
export type FrameId = z.infer<typeof frameIdSchema>;

export const momentIdSchema = idText.brand<'MomentId'>();
export type MomentId = z.infer<typeof momentIdSchema>;

export const linkIdSchema = idText.brand<'HomageLinkId'>();
export type HomageLinkId = z.infer<typeof linkIdSchema>;

export const boardIdSchema = idText.brand<'BoardId'>();
export type BoardId = z.infer<typeof boardIdSchema>;

export const boardItemIdSchema = idText.brand<'BoardItemId'>();
export type BoardItemId = z.infer<typeof boardItemIdSchema>;

export const jobIdSchema = idText.brand<'JobId'>();

/**
 * Names a frame by the media it comes from and its exact presentation time.
 * @param ticks presentation time in the stream's time base; 0 for a still
 */
export function frameIdOf(mediaId: MediaId, ticks: number): FrameId {
  return frameIdSchema.parse(`${mediaId}:${ticks}`);
}
