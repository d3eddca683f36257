import { z } from 'zod';
import { rationalSchema, timecodeOriginSchema } from './frame.ts';
import { frameIdSchema, linkIdSchema, mediaIdSchema, momentIdSchema, workIdSchema } from './ids.ts';

/** The longest texts of a link and its moments, characters. */
export const linkTextLimits = {
  momentLabel: 500,
  featureDetail: 500,
  note: 20_000,
  claimant: 300,
  statement: 5000,
  source: 500,
  url: 2000,
} as const;

/** A span of a work. `span` is null where the timecode is unknown; `outFrame` is exclusive. */
export const momentSchema = z.object({
  id: momentIdSchema,
  workId: workIdSchema,
  mediaId: mediaIdSchema.nullable(),
  /** "Diner scene: eats noodles while a fight goes on". */
  label: z.string().max(linkTextLimits.momentLabel),
  span: z
    .object({
      inFrame: z.number().int().nonnegative(),
      outFrame: z.number().int().positive(),
      inSec: z.number().nonnegative(),
      outSec: z.number().nonnegative(),
      frameRate: rationalSchema,
      /** As of the frames of its media. */
      timecode: timecodeOriginSchema.optional(),
    })
    .nullable(),
  sample: z.boolean(),
});
export type Moment = z.infer<typeof momentSchema>;

export const relationSchema = z.enum([
  'quotation',
  'recreation',
  'allusion',
  'pastiche',
  'parody',
  'style-homage',
  'uncertain',
]);
export type Relation = z.infer<typeof relationSchema>;

/** Word and plain explanation of a relation. */
export const relationText: Record<Relation, { label: string; meaning: string }> = {
  quotation: { label: 'Quotation', meaning: 'shows the original or a near copy of it' },
  recreation: { label: 'Recreation', meaning: 'stages the same moment again' },
  allusion: { label: 'Allusion', meaning: 'points to it for those who know' },
  pastiche: { label: 'Pastiche', meaning: 'works in its manner throughout' },
  parody: { label: 'Parody', meaning: 'imitates it to comment or amuse' },
  'style-homage': { label: 'Style homage', meaning: 'takes up a director’s style' },
  uncertain: { label: 'Uncertain', meaning: 'alike, intent not known' },
};

export const featureIdSchema = z.enum([
  'composition',
  'field-size-angle',
  'colour',
  'light',
  'lens',
  'frame-rate',
  'camera-movement',
  'editing-rhythm',
  'blocking-gesture',
  'costume',
  'prop',
  'location-set',
  'casting',
  'typography',
  'narrative-theme',
  'lyric-music',
]);
export type FeatureId = z.infer<typeof featureIdSchema>;

export const featureLabel: Record<FeatureId, string> = {
  composition: 'Composition',
  'field-size-angle': 'Field size/angle',
  colour: 'Colour',
  light: 'Light',
  lens: 'Lens',
  'frame-rate': 'Frame rate',
  'camera-movement': 'Camera movement',
  'editing-rhythm': 'Editing rhythm',
  'blocking-gesture': 'Blocking/gesture',
  costume: 'Costume',
  prop: 'Prop',
  'location-set': 'Location/set',
  casting: 'Casting',
  typography: 'Typography/title card',
  'narrative-theme': 'Narrative/theme',
  'lyric-music': 'Lyric/music',
};

/** One thing that both sides share, e.g. prop: "circular window". */
export const sharedFeatureSchema = z.object({
  id: featureIdSchema,
  detail: z.string().max(linkTextLimits.featureDetail),
});

export const scopeSchema = z.enum(['shot', 'sequence', 'whole-video', 'directors-style']);
export type Scope = z.infer<typeof scopeSchema>;

export const scopeLabel: Record<Scope, string> = {
  shot: 'Shot',
  sequence: 'Sequence',
  'whole-video': 'Whole video',
  'directors-style': 'Director’s style',
};

export const evidenceTypeSchema = z.enum([
  'director-stated',
  'press-attributed',
  'critic-argued',
  'own-observation',
]);
export type EvidenceType = z.infer<typeof evidenceTypeSchema>;

/** How a kind of evidence is spelled out, so that an inference is never read as a fact. */
export const evidenceTypeText: Record<EvidenceType, { label: string; meaning: string }> = {
  'director-stated': { label: 'Director-stated', meaning: 'the makers said so themselves' },
  'press-attributed': { label: 'Press-attributed', meaning: 'a publication says so' },
  'critic-argued': { label: 'Critic-argued', meaning: 'a critic or scholar argues it' },
  'own-observation': { label: 'Own observation', meaning: 'seen by the author of this board, not confirmed' },
};

/** Who says so. `url` is http(s) or empty (only https opens from the app); `accessedOn` is YYYY-MM-DD or empty. */
export const evidenceSchema = z.object({
  type: evidenceTypeSchema,
  /** Who makes the claim. */
  claimant: z.string().max(linkTextLimits.claimant),
  /** What is claimed, in our own words or quoted. */
  statement: z.string().max(linkTextLimits.statement),
  source: z.string().max(linkTextLimits.source),
  url: z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(linkTextLimits.url)]),
  accessedOn: z.union([z.literal(''), z.iso.date()]),
  certainty: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]),
});
export type Evidence = z.infer<typeof evidenceSchema>;

/** One end of a link: a frame, or a moment (whose timecode may be unknown). */
export const linkEndSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('frame'), frameId: frameIdSchema, workId: workIdSchema }),
  z.object({ type: z.literal('moment'), momentId: momentIdSchema, workId: workIdSchema }),
]);
export type LinkEnd = z.infer<typeof linkEndSchema>;

/** A homage: what an MV (`from`) keeps of a film (`to`). */
export const homageLinkSchema = z.object({
  id: linkIdSchema,
  from: z.array(linkEndSchema).min(1).max(50),
  to: z.array(linkEndSchema).min(1).max(50),
  relation: relationSchema,
  features: z.array(sharedFeatureSchema).max(40),
  scope: scopeSchema,
  note: z.string().max(linkTextLimits.note),
  evidence: z.array(evidenceSchema).max(50),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  sample: z.boolean(),
});
export type HomageLink = z.infer<typeof homageLinkSchema>;
