import { z } from 'zod';
import { swatchSchema } from './frame.ts';
import {
  boardIdSchema,
  boardItemIdSchema,
  frameIdSchema,
  linkIdSchema,
  momentIdSchema,
  workIdSchema,
} from './ids.ts';

export const boardSchema = z.object({
  id: boardIdSchema,
  title: z.string().max(300),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  sample: z.boolean(),
});
export type Board = z.infer<typeof boardSchema>;

/** Where the user last looked at a board; saved apart so that panning is not an edit. */
export const boardCameraSchema = z.object({
  boardId: boardIdSchema,
  /** Board point at the view's centre. */
  x: z.number(),
  y: z.number(),
  zoom: z.number().min(0.02).max(8),
});
export type BoardCamera = z.infer<typeof boardCameraSchema>;

/**
 * What an item shows. A link item is an edge: it is drawn between the items that show the link's ends and
 * ignores its own position; a board without one does not draw the link.
 */
export const boardItemContentSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('frame'),
    frameId: frameIdSchema,
    /** The picture with its letterbox, pillarbox or windowbox bars; without them where this is not said. */
    showBars: z.boolean().optional(),
  }),
  z.object({ kind: z.literal('palette'), frameId: frameIdSchema }),
  /** A palette of several frames, a shot or a work, as it was when it was placed. */
  z.object({
    kind: z.literal('swatches'),
    title: z.string().max(300),
    palette: z.array(swatchSchema).min(1).max(12),
  }),
  z.object({ kind: z.literal('work'), workId: workIdSchema }),
  z.object({ kind: z.literal('moment'), momentId: momentIdSchema }),
  z.object({ kind: z.literal('note'), text: z.string().max(20_000) }),
  z.object({ kind: z.literal('heading'), text: z.string().max(500) }),
  z.object({ kind: z.literal('link'), linkId: linkIdSchema }),
]);
export type BoardItemContent = z.infer<typeof boardItemContentSchema>;

/** An item: x, y is the top left corner in board units (1 unit = 1 CSS px at zoom 1). */
export const boardItemSchema = z.object({
  id: boardItemIdSchema,
  boardId: boardIdSchema,
  x: z.number(),
  y: z.number(),
  width: z.number().positive(),
  height: z.number().positive(),
  /** Clockwise degrees. */
  rotation: z.number(),
  /** Stacking order; larger is nearer. */
  z: z.number(),
  content: boardItemContentSchema,
});
export type BoardItem = z.infer<typeof boardItemSchema>;
