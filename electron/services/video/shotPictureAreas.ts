import { findPictureArea } from '../../../shared/colour/findPictureArea.ts';
import type { RgbPixels } from '../../../shared/colour/rgbPixels.ts';
import type { Rect } from '../../../shared/domain/frame.ts';
import type { ShotCells } from './barEvidence.ts';
import { type Axis, type BarPair, ShotBars } from './shotBars.ts';

/** Areas remembered of earlier shots. */
const remembered = 4;
/** Bars that differ by less than this share are the same: the frame's edge was hard to see. */
const sameBars = 0.02;
const none: BarPair = { first: 0, second: 0 };

/**
 * Finds the picture between bars, shot by shot. One frame alone can mislead: a doorway in a dark room looks like a
 * pillarbox, and the edge of a letterbox drowns in a night scene. So what the frame shows must hold all through the
 * shot, and bars seen for certain in an earlier shot of the file are believed where this shot does not speak against
 * them. Areas may change from shot to shot.
 */
export class ShotPictureAreas {
  readonly #seen: Record<Axis, BarPair[]> = { vertical: [], horizontal: [] };

  /**
   * @param pixels the frame that stands for the shot, upright
   * @param cells what stayed the same over the shot, upright; null where nothing is known: then the frame decides
   * @returns whole pixels
   */
  areaOf(pixels: RgbPixels, cells: ShotCells | null): Rect {
    const { width, height } = pixels;
    const own = findPictureArea(pixels);
    if (cells === null) return own;
    const bars = new ShotBars(cells);
    const shown: Record<Axis, BarPair> = {
      vertical: { first: own.y / height, second: (height - own.y - own.height) / height },
      horizontal: { first: own.x / width, second: (width - own.x - own.width) / width },
    };
    const beside = bars.hold('horizontal', shown.horizontal) === 'yes' ? shown.horizontal : none;
    const vertical = this.#decide('vertical', { shown: shown.vertical, across: beside }, bars, pixels);
    const horizontal = this.#decide(
      'horizontal',
      { shown: shown.horizontal, across: vertical },
      bars,
      pixels,
    );
    const x = Math.round(horizontal.first * width);
    const y = Math.round(vertical.first * height);
    const area = {
      x,
      y,
      width: width - x - Math.round(horizontal.second * width),
      height: height - y - Math.round(vertical.second * height),
    };
    return area.width < 1 || area.height < 1 ? { x: 0, y: 0, width, height } : area;
  }

  #decide(
    axis: Axis,
    { shown, across }: { readonly shown: BarPair; readonly across: BarPair },
    bars: ShotBars,
    pixels: RgbPixels,
  ): BarPair {
    const earlier = this.#seen[axis].find(
      (pair) => bars.hold(axis, pair) === 'yes' && bars.areBlack(axis, pair),
    );
    if (shown.first + shown.second > 0) {
      const verdict = bars.hold(axis, shown);
      // Too thin for the cells to tell: the frame is believed.
      if (verdict === 'unknown') return shown;
      const isSame = earlier !== undefined && distance(shown, earlier) <= sameBars;
      if (verdict === 'yes' && !isSame && bars.edgesAreSeen(axis, shown, across)) {
        return this.#remember(axis, shown, bars);
      }
    }
    if (earlier !== undefined) return earlier;
    const coarse = bars.blackBars(axis, across);
    return coarse === null ? none : this.#remember(axis, sharpen(axis, coarse, bars, pixels), bars);
  }

  #remember(axis: Axis, pair: BarPair, bars: ShotBars): BarPair {
    if (bars.areBlack(axis, pair)) {
      const others = this.#seen[axis].filter((other) => distance(other, pair) > sameBars);
      this.#seen[axis] = [pair, ...others].slice(0, remembered);
    }
    return pair;
  }
}

function distance(one: BarPair, other: BarPair): number {
  return Math.max(Math.abs(one.first - other.first), Math.abs(one.second - other.second));
}

/** Finds, within the line of cells behind a coarse edge, the row or column of pixels at which the picture begins. */
function sharpen(axis: Axis, coarse: BarPair, bars: ShotBars, pixels: RgbPixels): BarPair {
  const length = axis === 'vertical' ? pixels.height : pixels.width;
  const lines = bars.linesOf(axis);
  const edge = (depth: number, fromEnd: boolean): number => {
    const from = Math.max(1, Math.floor((depth - 0.5 / lines) * length));
    const to = Math.min(length - 2, Math.ceil((depth + 1.5 / lines) * length));
    let best = Math.round((depth + 0.5 / lines) * length);
    let bestStep = 4;
    let before = meanLevel(axis, pixels, fromEnd ? length - from : from - 1);
    for (let line = from; line <= to; line += 1) {
      const level = meanLevel(axis, pixels, fromEnd ? length - 1 - line : line);
      if (level - before > bestStep) {
        bestStep = level - before;
        best = line;
      }
      before = level;
    }
    return best / length;
  };
  return { first: edge(coarse.first, false), second: edge(coarse.second, true) };
}

/** Mean green of a row (vertical) or column of pixels. */
function meanLevel(axis: Axis, { width, height, data }: RgbPixels, line: number): number {
  const count = axis === 'vertical' ? width : height;
  const step = axis === 'vertical' ? 3 : width * 3;
  let at = (axis === 'vertical' ? line * width * 3 : line * 3) + 1;
  let sum = 0;
  for (let index = 0; index < count; index += 1, at += step) sum += data[at] ?? 0;
  return sum / count;
}
