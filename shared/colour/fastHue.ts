const ATAN_STEPS = 1024;
const DEGREES = 180 / Math.PI;
const atanTable = Float32Array.from(
  { length: ATAN_STEPS + 2 },
  (_, i) => Math.atan(i / ATAN_STEPS) * DEGREES,
);

/** Hue angle 0-360 by table, right to a tenth of a degree: the same for measuring and for masks. */
export function fastHue(a: number, b: number): number {
  const absA = Math.abs(a);
  const absB = Math.abs(b);
  if (absA === 0 && absB === 0) return 0;
  let angle =
    absA >= absB
      ? atanTable[((absB / absA) * ATAN_STEPS + 0.5) | 0]!
      : 90 - atanTable[((absA / absB) * ATAN_STEPS + 0.5) | 0]!;
  if (a < 0) angle = 180 - angle;
  if (b < 0) angle = 360 - angle;
  return angle >= 360 ? 0 : angle;
}
