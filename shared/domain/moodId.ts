import { z } from 'zod';

/** The moods that come with the app, in the vocabulary's order. */
export const BUILT_IN_MOOD_IDS = [
  'orange-red-glow',
  'blue-neon',
  'pink-magenta-neon',
  'sodium-amber',
  'fluorescent-green',
  'sickly-yellow-green',
  'blood-red',
  'teal-and-orange',
  'cold-warm-contrast',
  'noir-low-key',
  'night',
  'high-key',
  'pastel',
  'muted',
  'black-and-white',
  'sepia-tint',
  'gaudy',
  'accent',
] as const;
export const builtInMoodIdSchema = z.enum(BUILT_IN_MOOD_IDS);
export type BuiltInMoodId = z.infer<typeof builtInMoodIdSchema>;

/** A mood that a person made. */
export const ownMoodIdSchema = z.templateLiteral([z.literal('own:'), z.uuid()]);
export type OwnMoodId = z.infer<typeof ownMoodIdSchema>;

export const moodIdSchema = z.union([builtInMoodIdSchema, ownMoodIdSchema]);
export type MoodId = z.infer<typeof moodIdSchema>;

/** Whether a mood comes with the app. */
export function isBuiltInMoodId(id: MoodId): id is BuiltInMoodId {
  return !id.startsWith('own:');
}
