import { bestLikeness, colourDistance, mirroredLayout } from './compareSignatures.ts';
import { isFlat, type PictureSignature } from './pictureSignature.ts';

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
  // What costs least goes first: in a library nearly every pair is told apart here.
  if (isFlat(a) || isFlat(b) || colourDistance(a.chroma, b.chroma) > sameColourDistance) return false;
  const likeness = bestLikeness(a.layout, b.layout);
  if (likeness < sameLikeness) return false;
  // Nothing is more alike than 1, a mirror image neither.
  if (likeness > 1.001 - mirrorMargin) return true;
  return likeness > bestLikeness(a.layout, mirroredLayout(b.layout)) - mirrorMargin;
}
