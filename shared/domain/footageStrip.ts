import { z } from 'zod';
import { mediaIdSchema } from './ids.ts';

/** Most cells of a sprite. */
export const mostScrubCells = 100;
/** Longest side of a cell of the sprite, px. */
export const longestScrubCellPx = 192;
/** Most slots of colour over time. */
export const mostColourSlots = 600;
/** Most colours of a slot. */
export const mostSlotColours = 5;

/**
 * The sprite for scrubbing: one WebP picture of equal cells, filled row by row. Cell `n` shows the frame at
 * `timesSec[n]`, upright, without bars, and stands for the time until the next cell's.
 */
export const scrubSheetSchema = z.object({
  columns: z.number().int().positive(),
  rows: z.number().int().positive(),
  cellWidth: z.number().int().positive(),
  cellHeight: z.number().int().positive(),
  /** Seconds from the first frame, rising; as many as there are cells. */
  timesSec: z.array(z.number().nonnegative()).min(1).max(mostScrubCells),
  /** The frame each cell shows. */
  frameIndexes: z.array(z.number().int().nonnegative()).min(1).max(mostScrubCells),
});
export type ScrubSheet = z.infer<typeof scrubSheetSchema>;

/** A colour that a slot of time has, and how much of the picture. */
export const slotColourSchema = z.object({
  hex: z.string().regex(/^#[0-9a-f]{6}$/),
  /** Lightness 0-1, a, b. */
  oklab: z.tuple([z.number(), z.number(), z.number()]),
  /** 0-1; the shares of a slot add to 1. */
  share: z.number().min(0).max(1),
});
export type SlotColour = z.infer<typeof slotColourSchema>;

/** The colours of a stretch of time, greatest share first, bars left out. */
export const colourSlotSchema = z.object({
  /** Seconds from the first frame. */
  startSec: z.number().nonnegative(),
  /** Where the next slot begins, or the video ends. */
  endSec: z.number().nonnegative(),
  colours: z.array(slotColourSchema).min(1).max(mostSlotColours),
});
export type ColourSlot = z.infer<typeof colourSlotSchema>;

/** What is shown of a whole video at a glance: the sprite for scrubbing and its colours over time. */
export const footageStripSchema = z.object({
  version: z.literal(1),
  mediaId: mediaIdSchema,
  durationSec: z.number().nonnegative(),
  frameCount: z.number().int().positive(),
  scrub: scrubSheetSchema,
  colours: z.array(colourSlotSchema).min(1).max(mostColourSlots),
});
export type FootageStrip = z.infer<typeof footageStripSchema>;

/**
 * The cell that stands for a time.
 * @param timeSec seconds from the first frame; before the first cell counts as the first
 * @returns its number, and where it lies in the sprite, px
 */
export function scrubCellAt(
  sheet: ScrubSheet,
  timeSec: number,
): { readonly cell: number; readonly x: number; readonly y: number } {
  const cell = Math.max(
    0,
    sheet.timesSec.findLastIndex((cellSec) => cellSec <= timeSec),
  );
  return {
    cell,
    x: (cell % sheet.columns) * sheet.cellWidth,
    y: Math.floor(cell / sheet.columns) * sheet.cellHeight,
  };
}
