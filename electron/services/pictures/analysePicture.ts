import { analyseColour } from '../../../shared/colour/analyseColour.ts';
import { statisticsText } from '../../../shared/colour/packStatistics.ts';
import type { MoodReading, Rect, Swatch } from '../../../shared/domain/frame.ts';
import { measureSignature, writeSignature } from '../../../shared/similarity/pictureSignature.ts';
import type { PicturePack } from './packPicture.ts';

/** What analysis finds in a picture. */
export interface PictureAnalysis {
  /** The picture proper without bars, in pixels of the pack's full-size JPEG. */
  readonly area: Rect;
  readonly palette: Swatch[];
  readonly moods: MoodReading[];
  /** What the moods were read from; see shared/colour/packStatistics. */
  readonly statistics: string;
  /** What the picture looks like from afar, for finding it again in another file; see shared/similarity. */
  readonly signature: string;
}

/** Palette, moods and signature of a packed picture, its bars left out. */
export function analysePicture(
  pack: Pick<PicturePack, 'plane' | 'area' | 'width' | 'height'>,
): PictureAnalysis {
  const planeArea = areaOnPlane(pack);
  const { palette, moods, statistics } = analyseColour(pack.plane, planeArea);
  const signature = writeSignature(measureSignature(pack.plane, planeArea));
  return { area: pack.area, palette, moods, statistics: statisticsText(statistics), signature };
}

/** The picture area in whole pixels of the plane; those that a bar's edge runs through are left out. */
export function areaOnPlane({
  plane,
  area,
  width,
  height,
}: Pick<PicturePack, 'plane' | 'area' | 'width' | 'height'>): Rect {
  const span = (start: number, length: number, from: number, to: number): [number, number] => {
    const first = Math.ceil((start * to) / from - 0.01);
    const end = Math.floor(((start + length) * to) / from + 0.01);
    // An area thinner than a plane's pixel keeps the one it lies in.
    return end > first ? [first, end - first] : [Math.min(to - 1, Math.floor((start * to) / from)), 1];
  };
  const [x, planeWidth] = span(area.x, area.width, width, plane.width);
  const [y, planeHeight] = span(area.y, area.height, height, plane.height);
  return { x, y, width: planeWidth, height: planeHeight };
}
