import { z } from 'zod';
import { frameIdSchema, workIdSchema } from './ids.ts';
import { moodIdSchema } from './moodId.ts';
import { workKindSchema } from './work.ts';

/** Where a colour search may move; Delta E(OK) for the tolerance. */
export const colourSearchLimits = {
  /** Colours that a person chooses; a frame's own palette may have more. */
  chosenColours: 5,
  paletteColours: 8,
  tolerance: { min: 0.01, max: 0.3, usual: 0.08 },
} as const;

/** A span of numbers with both ends in it; null leaves an end open. */
export const numberSpanSchema = z
  .object({ min: z.number().nullable(), max: z.number().nullable() })
  .refine(({ min, max }) => min === null || max === null || min <= max)
  .readonly();
export type NumberSpan = z.infer<typeof numberSpanSchema>;

const searchedColourSchema = z
  .object({
    hex: z.string().regex(/^#[0-9a-f]{6}$/),
    /** Beside the other colours; only the ratio matters. */
    weight: z.number().positive().max(100),
  })
  .readonly();

/** Colours looked for together. */
export const colourSearchSchema = z
  .object({
    colours: z.array(searchedColourSchema).min(1).max(colourSearchLimits.paletteColours).readonly(),
    /** How far a swatch may lie from a wanted colour and still count, Delta E(OK). */
    tolerance: z.number().min(colourSearchLimits.tolerance.min).max(colourSearchLimits.tolerance.max),
  })
  .readonly();
export type ColourSearch = z.infer<typeof colourSearchSchema>;

const words = z.array(z.string().min(1).max(500)).max(100).readonly();
const spans = z.array(numberSpanSchema).max(50).readonly();

/**
 * What the gallery shows. Values of one sort widen each other (works with kinds, artists, directors, years, lengths,
 * aspect ratios); moods, tags and words narrow; so do the sorts among each other.
 */
export const searchFilterSchema = z
  .object({
    workIds: z.array(workIdSchema).max(1000).readonly(),
    kinds: z.array(workKindSchema).max(20).readonly(),
    moodIds: z.array(moodIdSchema).max(100).readonly(),
    tags: words,
    text: z.string().max(1000),
    /** Only frames whose file is missing. */
    offline: z.boolean(),
    artists: words,
    directors: words,
    /** Years of the works. */
    years: spans,
    /** Lengths of the shots that frames stand for, seconds. */
    shotSec: spans,
    /** Width to height of the picture without bars. */
    aspects: spans,
    colours: colourSearchSchema.nullable(),
    /** Ranks by likeness to this frame. */
    likeFrameId: frameIdSchema.nullable(),
  })
  .readonly();
export type SearchFilter = z.infer<typeof searchFilterSchema>;

/** A search kept under a name. */
export const savedSearchSchema = z.object({
  id: z.string().min(1).max(200).brand<'SavedSearchId'>(),
  name: z.string().min(1).max(200),
  filter: searchFilterSchema,
  createdAt: z.iso.datetime(),
});
export type SavedSearch = z.infer<typeof savedSearchSchema>;
export type SavedSearchId = SavedSearch['id'];
