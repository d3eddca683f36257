/** Enough for a palette, and measured within a frame's time. */
const mostPixels = 256 * 144;
/** No canvas of the window is longer. */
const longestSide = 4096;

/** The size at which a picture's colours are measured: never larger than it is, and small whatever its shape. */
export function measuredSize(
  width: number,
  height: number,
): { readonly width: number; readonly height: number } {
  const scale = Math.min(1, Math.sqrt(mostPixels / (width * height)), longestSide / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
