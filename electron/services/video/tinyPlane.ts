/** Pixels a row of a plane's luma; its chroma has half of them. */
export const planeWidth = 64;
/** Rows of a plane's luma; its chroma has half of them. */
export const planeHeight = 36;

/** What the shot detector sees of a frame: 64x36 luma, 32x18 chroma, 8 bits, as coded (not upright). */
export interface TinyPlane {
  readonly luma: Uint8Array;
  readonly u: Uint8Array;
  readonly v: Uint8Array;
  /** Mean absolute difference of neighbouring samples of the picture, 8-bit levels; larger is sharper. */
  readonly sharpness: number;
}
