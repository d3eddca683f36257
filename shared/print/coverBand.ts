import type { StoredPicture } from '../domain/frame.ts';
import type { LayoutContext } from './pageBuilder.ts';
import type { DrawOp } from './pageLayout.ts';
import { pictureInShape } from './pictureInShape.ts';
import type { PrintSpread } from './printDocument.ts';
import { quarterX } from './printGrid.ts';

const columns = 4;
const pairGapPt = 3;
const leastPictureHeightPt = 44;
/** Narrower and wider pictures are cut to these shapes, so that the band stays a band. */
const shapeRange = { narrowest: 4 / 3, widest: 2.6 };

interface PicturePair {
  readonly from: StoredPicture;
  readonly to: StoredPicture;
}

/**
 * A band of the first picture pairs over the page's four columns, each film below its music video: one pair a
 * music video, then further ones.
 * @param footY lower edge of the band
 * @param maxHeightPt room above it
 * @returns nothing where there are fewer than two pairs or the room is too low
 */
export function coverBand(
  spreads: readonly PrintSpread[],
  footY: number,
  maxHeightPt: number,
  context: LayoutContext,
): DrawOp[] {
  const { grid } = context;
  const pairs = firstPairs(spreads);
  if (pairs.length < 2) return [];
  const shapes = pairs.flatMap(({ from, to }) => [shapeOf(from), shapeOf(to)]).toSorted((a, b) => a - b);
  const usual = shapes[Math.floor(shapes.length / 2)] ?? shapeRange.narrowest;
  const wanted = grid.quarter / Math.min(shapeRange.widest, Math.max(shapeRange.narrowest, usual));
  const height = Math.min(wanted, (maxHeightPt - pairGapPt) / 2);
  if (height < leastPictureHeightPt) return [];
  const shape = grid.quarter / height;
  const top = footY - 2 * height - pairGapPt;
  return pairs.flatMap(({ from, to }, column) =>
    [from, to].map(
      (picture, row): DrawOp => ({
        kind: 'image',
        picture: pictureInShape(picture, shape),
        x: quarterX(grid, column),
        y: top + row * (height + pairGapPt),
        width: grid.quarter,
        height,
        // Described where it stands in full.
        altText: '',
      }),
    ),
  );
}

function firstPairs(spreads: readonly PrintSpread[]): PicturePair[] {
  const all = spreads.flatMap(({ fromTitle, from, to }) => {
    const fromPicture = from.find(({ picture }) => picture !== null)?.picture;
    const toPicture = to.find(({ picture }) => picture !== null)?.picture;
    return fromPicture && toPicture ? [{ fromTitle, from: fromPicture, to: toPicture }] : [];
  });
  const isFirst = ({ fromTitle }: (typeof all)[number], index: number): boolean =>
    all.findIndex((other) => other.fromTitle === fromTitle) === index;
  const firsts = all.filter(isFirst);
  const others = all.filter((pair) => !firsts.includes(pair));
  const chosen = [...firsts, ...others].slice(0, columns);
  return all.filter((pair) => chosen.includes(pair));
}

function shapeOf({ area }: StoredPicture): number {
  return area.width / area.height;
}
