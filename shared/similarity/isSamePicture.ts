import { bestLikeness, compareSignatures, mirroredLayout } from './compareSignatures.ts';
import type { PictureSignature } from './pictureSignature.ts';

/**
 * Calibrated by `npm run bench similarity` on photographs: re-encoded, scaled, cropped by up to 8 % a side, put
 * between bars and regraded ones lie above, other pictures below.
 */
export const sameLikeness = 0.8;
const sameColourDistance = 0.045;
/** By so much a mirror image must be likelier before it is taken for one: some pictures are nearly their own. */
const mirrorMargin = 0.03;

/** Whether two pictures show the same frame: re-encoded, scaled, cropped a little or regraded, but not mirrored. */
export function isSamePicture(a: PictureSignature, b: PictureSignature): boolean {
  const { likeness, colourDistance } = compareSignatures(a, b);
  if (likeness < sameLikeness || colourDistance > sameColourDistance) return false;
  return likeness > bestLikeness(a.layout, mirroredLayout(b.layout)) - mirrorMargin;
}
