/** An upright picture with square pixels in sRGB: three bytes (R, G, B) a pixel, rows from the top, no padding. */
export interface RgbPicture {
  readonly width: number;
  readonly height: number;
  readonly data: Buffer;
}
