import { z } from 'zod';
import { isBuiltInMoodId, moodIdSchema } from './moodId.ts';

const share = z.number().min(0).max(1);
const windowIndex = z.number().int().nonnegative();

/** See `ColourWindow` in shared/colour. */
export const colourWindowSchema = z.object({
  hueFrom: z.number().min(0).max(360),
  hueTo: z.number().min(0).max(360),
  chromaFrom: z.number().min(0).max(1).optional(),
  chromaTo: z.number().min(0).max(1).optional(),
  lightnessFrom: share.optional(),
  lightnessTo: share.optional(),
});

/** What a condition measures; windows are named by their place in the rule. */
export const moodQuantitySchema = z.discriminatedUnion('of', [
  /** Share of the chroma-weighted colour in a window's hues. */
  z.object({ of: z.literal('mass'), window: windowIndex }),
  /** The same for several windows together. */
  z.object({ of: z.literal('mass-sum'), windows: z.array(windowIndex).min(1) }),
  /** Share of the area in a window, bounds of chroma and lightness included. */
  z.object({ of: z.literal('cover'), window: windowIndex }),
  /** Lightness or chroma under which a share of the area lies. */
  z.object({ of: z.literal('lightness'), share }),
  z.object({ of: z.literal('chroma'), share }),
  /** Lightness at one share less that at another. */
  z.object({ of: z.literal('lightness-range'), from: share, to: share }),
  z.object({ of: z.literal('mean-lightness') }),
  z.object({ of: z.literal('mean-chroma') }),
  z.object({ of: z.literal('hue-concentration') }),
  /** Number of the twelve hues that hold at least this share of the colour. */
  z.object({ of: z.literal('hue-count'), share }),
  /** The accent's share of the area and its chroma above the median; 0 when there is none. */
  z.object({ of: z.literal('accent-share') }),
  z.object({ of: z.literal('accent-chroma') }),
]);
export type MoodQuantity = Readonly<z.infer<typeof moodQuantitySchema>>;

/** One condition of a rule. */
export const moodConditionSchema = z.object({
  quantity: moodQuantitySchema,
  /** What is measured, in words, for the inspector. */
  words: z.string().min(1).max(200),
  comparison: z.enum(['>=', '<=', 'between']),
  threshold: z.number(),
  /** Upper bound of "between". */
  thresholdHigh: z.number().optional(),
  /**
   * The value at which the condition is met in full: confidence grows from .5 at the threshold to 1 here.
   * Left out for "between", where it lies half way.
   */
  full: z.number().optional(),
});
export type MoodCondition = Readonly<z.infer<typeof moodConditionSchema>>;

/** When a mood holds: all conditions must. */
export const moodRuleBodySchema = z
  .object({
    windows: z.array(colourWindowSchema).max(12),
    conditions: z.array(moodConditionSchema).min(1).max(12),
  })
  .refine(
    ({ windows, conditions }) =>
      conditions.every(({ quantity }) => windowsOf(quantity).every((index) => index < windows.length)),
    'A condition names a window that is not there.',
  );
export type MoodRuleBody = z.infer<typeof moodRuleBodySchema>;

/** The windows that a quantity looks through, by their place in the rule. */
export function windowsOf(quantity: MoodQuantity): readonly number[] {
  if (quantity.of === 'mass-sum') return quantity.windows;
  return quantity.of === 'mass' || quantity.of === 'cover' ? [quantity.window] : [];
}

/** A mood as a person made it, or one of the app's with other thresholds; kept in the library. */
export const moodDefinitionSchema = z.object({
  id: moodIdSchema,
  /** Of one of the app's moods, the app's own. */
  label: z.string().min(1).max(60),
  /** The colour of its dot, `#rrggbb`. */
  hex: z.string().regex(/^#[0-9a-f]{6}$/),
  rule: moodRuleBodySchema,
  createdAt: z.iso.datetime(),
  /** Deleted moods are kept, so that Undo brings back also what was set by hand; null while it lives. */
  removedAt: z.iso.datetime().nullable(),
});
export type MoodDefinition = z.infer<typeof moodDefinitionSchema>;

/** The moods that a person made and did not delete, oldest first. */
export function ownMoods(definitions: readonly MoodDefinition[]): MoodDefinition[] {
  return definitions
    .filter(({ id, removedAt }) => !isBuiltInMoodId(id) && removedAt === null)
    .toSorted((a, b) =>
      a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : a.id < b.id ? -1 : 1,
    );
}
