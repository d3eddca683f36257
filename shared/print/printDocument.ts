import { z } from 'zod';
import { storedPictureSchema, swatchSchema } from '../domain/frame.ts';

/** A picture with its caption, as a spread prints it. `picture` is null for a moment without a frame. */
export const printFigureSchema = z.object({
  picture: storedPictureSchema.nullable(),
  /** "Key feat. Taeyeon, “Hate that…” (2021)". */
  caption: z.string(),
  /** What the moment shows, in words; printed in place of a picture that is not there. */
  momentLabel: z.string(),
  /** "00:00:41:12", "00:00:39:00 – 00:00:44:20", or null where unknown. */
  timecode: z.string().nullable(),
  palette: z.array(swatchSchema),
  altText: z.string(),
});
export type PrintFigure = z.infer<typeof printFigureSchema>;

export const printEvidenceSchema = z.object({
  /** "Press-attributed". */
  typeLabel: z.string(),
  /** "a publication says so". */
  typeMeaning: z.string(),
  claimant: z.string(),
  statement: z.string(),
  source: z.string(),
  url: z.string(),
  accessedOn: z.string(),
  certainty: z.number().int().min(1).max(5),
});
export type PrintEvidence = z.infer<typeof printEvidenceSchema>;

/** One homage link over one or more pages. */
export const printSpreadSchema = z.object({
  /** "Hate that…" and "2046": the heading reads "Hate that… remembers 2046". */
  fromTitle: z.string(),
  toTitle: z.string(),
  /** "may remember" where nobody but the board's own author says so. */
  verb: z.enum(['remembers', 'may remember']).default('remembers'),
  from: z.array(printFigureSchema).min(1),
  to: z.array(printFigureSchema).min(1),
  relationLabel: z.string(),
  relationMeaning: z.string(),
  scopeLabel: z.string(),
  features: z.array(z.object({ label: z.string(), detail: z.string() })),
  note: z.string(),
  evidence: z.array(printEvidenceSchema),
});
export type PrintSpread = z.infer<typeof printSpreadSchema>;

const placedSchema = z.object({
  x: z.number(),
  y: z.number(),
  width: z.number().positive(),
  height: z.number().positive(),
  rotation: z.number(),
  z: z.number(),
});

/** A board item with all it shows, in board units. */
export const printBoardItemSchema = placedSchema.extend({
  content: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('frame'),
      picture: storedPictureSchema,
      timecode: z.string().nullable(),
      palette: z.array(swatchSchema),
      altText: z.string(),
    }),
    /** A title where the palette is not of one frame. */
    z.object({
      kind: z.literal('palette'),
      palette: z.array(swatchSchema),
      title: z.string().optional(),
    }),
    /** A work card or a moment card: small print above, title, a line below. */
    z.object({ kind: z.literal('card'), overline: z.string(), title: z.string(), line: z.string() }),
    z.object({ kind: z.literal('note'), text: z.string() }),
    z.object({ kind: z.literal('heading'), text: z.string() }),
  ]),
});
export type PrintBoardItem = z.infer<typeof printBoardItemSchema>;

const pointSchema = z.object({ x: z.number(), y: z.number() });

/** A drawn homage link: a cubic curve in board units with its label at its middle. */
export const printBoardEdgeSchema = z.object({
  start: pointSchema,
  control1: pointSchema,
  control2: pointSchema,
  end: pointSchema,
  labelAt: pointSchema,
  label: z.string(),
});
export type PrintBoardEdge = z.infer<typeof printBoardEdgeSchema>;

/** Everything a printed board needs, with no look-up left to do but the pictures in the frame store. */
export const printDocumentSchema = z.object({
  title: z.string(),
  subtitle: z.string(),
  /** YYYY-MM-DD. */
  createdOn: z.iso.date(),
  /** BCP 47. */
  language: z.string(),
  pageFormat: z.enum(['a4-landscape', 'letter-landscape']),
  board: z.object({ items: z.array(printBoardItemSchema), edges: z.array(printBoardEdgeSchema) }),
  spreads: z.array(printSpreadSchema),
  /** One line a credit: works shown, sample pictures' maker. */
  credits: z.array(z.string()),
});
export type PrintDocument = z.infer<typeof printDocumentSchema>;
