import { z } from 'zod';
import { workIdSchema } from './ids.ts';

export const workKindSchema = z.enum(['music-video', 'film', 'series', 'advert', 'painting', 'other']);
export type WorkKind = z.infer<typeof workKindSchema>;

/** Words for a kind, as the interface and the printed page show them. */
export const workKindLabel: Record<WorkKind, string> = {
  'music-video': 'Music video',
  film: 'Film',
  series: 'Series',
  advert: 'Advert',
  painting: 'Painting',
  other: 'Other',
};

/** A work that is looked at: an MV, a film, a painting. Times are ISO 8601 strings. */
export const workSchema = z.object({
  id: workIdSchema,
  kind: workKindSchema,
  title: z.string().max(500),
  /** Title in its original script, empty when the same. */
  originalTitle: z.string().max(500),
  /** Performing artists (MV) or the author of a painting. */
  artists: z.array(z.string().max(300)).max(50),
  directors: z.array(z.string().max(300)).max(50),
  year: z.number().int().min(1000).max(2200).nullable(),
  country: z.string().max(200),
  credits: z.array(z.object({ role: z.string().max(200), name: z.string().max(300) })).max(200),
  links: z.array(z.object({ label: z.string().max(300), url: z.string().max(2000) })).max(50),
  note: z.string().max(20_000),
  createdAt: z.iso.datetime(),
  /** True for what the sample library brought, so that it can be removed in one step. */
  sample: z.boolean(),
});
export type Work = z.infer<typeof workSchema>;

/** "Key feat. Taeyeon" for an MV, "Wong Kar Wai" for a film; empty when nobody is named. */
export function workByline(work: Pick<Work, 'kind' | 'artists' | 'directors'>): string {
  const people = work.kind === 'music-video' || work.kind === 'painting' ? work.artists : work.directors;
  return (people.length > 0 ? people : [...work.artists, ...work.directors]).join(', ');
}
