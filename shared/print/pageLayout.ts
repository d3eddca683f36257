import type { StoredPicture } from '../domain/frame.ts';

/** A typeface that ships with the app: Pretendard for Latin and Hangul, Noto Sans for Han and Kana. */
export type FontFace = 'pretendard' | 'noto-sans-tc' | 'noto-sans-sc' | 'noto-sans-jp';
export type FontWeight = 'regular' | 'semibold';

/** How wide text is set, so that the PDF writer and the window's preview share one layout. */
export interface TextMeasure {
  /** Width in points of text that is set in one face. */
  widthOf(text: string, face: FontFace, weight: FontWeight, sizePt: number): number;
  /** Whether the face has a glyph for a code point. */
  covers(face: FontFace, codePoint: number): boolean;
}

/** What a text is within the document, for the tags of the PDF; artifacts are not read out. */
export type TextRole = 'title' | 'heading' | 'subheading' | 'paragraph' | 'caption' | 'artifact';

/** One run of one face on one line; x is its left edge and y its baseline. */
export interface TextOp {
  readonly kind: 'text';
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly face: FontFace;
  readonly weight: FontWeight;
  readonly sizePt: number;
  readonly colour: string;
  readonly role: TextRole;
  /** Runs with the same number belong to one paragraph; unique within the document. */
  readonly block: number;
  /** A web address that the run opens. */
  readonly url: string | null;
  /** Index of the page that the run leads to. */
  readonly toPage: number | null;
}

export interface RectOp {
  readonly kind: 'rect';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly fill: string | null;
  readonly stroke: string | null;
}

export interface LineOp {
  readonly kind: 'line';
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  readonly colour: string;
  readonly thickness: number;
}

export interface CurveOp {
  readonly kind: 'curve';
  readonly start: { readonly x: number; readonly y: number };
  readonly control1: { readonly x: number; readonly y: number };
  readonly control2: { readonly x: number; readonly y: number };
  readonly end: { readonly x: number; readonly y: number };
  readonly colour: string;
  readonly thickness: number;
}

/** A picture without its bars: only `picture.area` is shown, filling the box. */
export interface ImageOp {
  readonly kind: 'image';
  readonly picture: StoredPicture;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly altText: string;
}

/** Operations turned together about a point. */
export interface GroupOp {
  readonly kind: 'group';
  /** Clockwise degrees. */
  readonly rotation: number;
  readonly originX: number;
  readonly originY: number;
  readonly ops: readonly DrawOp[];
}

export type DrawOp = TextOp | RectOp | LineOp | CurveOp | ImageOp | GroupOp;

/** A page in points (1/72 inch); the origin is its top left corner. */
export interface PageLayout {
  readonly width: number;
  readonly height: number;
  /** Entry in the document's outline; null for a page that only continues the one before. */
  readonly bookmark: string | null;
  /** Short name for a page list: "Cover", "Homage 2". */
  readonly label: string;
  readonly ops: readonly DrawOp[];
}
