import type { ShotCells } from './barEvidence.ts';

export type Side = 'top' | 'bottom' | 'left' | 'right';
/** Depth of the bars at two opposite sides, as shares of the picture's height or width. */
export interface BarPair {
  readonly first: number;
  readonly second: number;
}
export type Axis = 'vertical' | 'horizontal';

/** Luma code up to which a bar is black: limited black is 16. */
const darkest = 21;
/** Luma code up to which what is not black may be a dark wall. */
const dim = 60;
/**
 * Luma codes by which a cell of a bar may change over a shot, and by which cells of one bar may differ: what coding
 * does to it. Dim bars are rare and dark walls are not: they must stand as still as only drawn ones do.
 */
const coding = {
  black: { change: 8, spread: 8 },
  dim: { change: 1, spread: 1 },
  other: { change: 4, spread: 3 },
} as const;
/** Share of a bar's cells that may be other than bar: a logo, a clock; below also subtitles. */
const foreignShare = { top: 0.2, left: 0.2, right: 0.2, bottom: 0.65 };
/** Luma codes by which the picture must, at some time, leave the bar at their common edge, */
const edgeStep = 12;
/** along these shares of the two edges (a dark sky may hide much of one) */
const edgeShare = { surer: 0.6, other: 0.3 };
/** and, since a picture has corners where a lit face has none, along this share of the outer fifths of the surer. */
const cornerShare = 0.35;
/** Lines that bars take at least before they are believed without having been seen in the picture itself. */
const fewestLines = 2;
/** The picture keeps at least this share. */
const leastLeft = 0.22;

const sidesOf: Record<Axis, readonly [Side, Side]> = {
  vertical: ['top', 'bottom'],
  horizontal: ['left', 'right'],
};

/** What the cells of a shot say of bars. */
export class ShotBars {
  readonly #cells: ShotCells;

  constructor(cells: ShotCells) {
    this.#cells = cells;
  }

  /**
   * Whether two bars stay what they are all through the shot; "unknown" where they are thinner than a line of cells.
   */
  hold(axis: Axis, pair: BarPair): 'yes' | 'no' | 'unknown' {
    const [first, second] = sidesOf[axis];
    const verdicts = [this.#holds(first, pair.first), this.#holds(second, pair.second)];
    if (verdicts.includes('no')) return 'no';
    return verdicts.every((verdict) => verdict === 'unknown') ? 'unknown' : 'yes';
  }

  /**
   * Whether, over the shot, the picture is seen to begin at both edges, nearly all along.
   * @param across bars of the other axis, between which the edges run
   */
  edgesAreSeen(axis: Axis, pair: BarPair, across: BarPair): boolean {
    const [first, second] = sidesOf[axis];
    const edges = [this.#edgeSeen(first, pair.first, across), this.#edgeSeen(second, pair.second, across)];
    const [surer, other] = edges.sort((a, b) => b.share - a.share);
    if (surer === undefined || other === undefined) return false;
    return surer.share >= edgeShare.surer && surer.corners >= cornerShare && other.share >= edgeShare.other;
  }

  /** Black bars that show in the cells alone, in whole lines of cells; null where there are none for certain. */
  blackBars(axis: Axis, across: BarPair): BarPair | null {
    const [first, second] = sidesOf[axis];
    const lines = this.#lines(first);
    const least = Math.min(this.#blackLines(first), this.#blackLines(second));
    if (least < fewestLines || least * 2 > lines * (1 - leastLeft)) return null;
    const uneven = Math.abs(this.#blackLines(first) - this.#blackLines(second)) > 1;
    const pair = { first: least / lines, second: least / lines };
    return !uneven && this.edgesAreSeen(axis, pair, across) ? pair : null;
  }

  /** Whether the bars are the black of empty picture. */
  areBlack(axis: Axis, pair: BarPair): boolean {
    return sidesOf[axis].every((side, index) => {
      const depth = Math.max(1, wholeLines((index === 0 ? pair.first : pair.second) * this.#lines(side)));
      return medianOf(this.#levels(side, 0, depth)) <= darkest;
    });
  }

  /** Lines of cells between the two sides of an axis. */
  linesOf(axis: Axis): number {
    return this.#lines(sidesOf[axis][0]);
  }

  #lines(side: Side): number {
    return side === 'top' || side === 'bottom' ? this.#cells.height : this.#cells.width;
  }

  #holds(side: Side, depth: number): 'yes' | 'no' | 'unknown' {
    const count = wholeLines(depth * this.#lines(side));
    if (count === 0) return 'unknown';
    const level = medianOf(this.#levels(side, 0, count));
    for (let line = 0; line < count; line += 1) {
      if (this.#foreign(side, line, level) > foreignShare[side]) return 'no';
    }
    return 'yes';
  }

  /** Along how much of an edge, and of its ends, the picture is seen to begin. */
  #edgeSeen(side: Side, depth: number, across: BarPair): { share: number; corners: number } {
    const lines = this.#lines(side);
    const level = medianOf(this.#levels(side, 0, Math.max(1, wholeLines(depth * lines))));
    const line = Math.min(lines - 1, Math.ceil(depth * lines + 0.1));
    const differs = (at: number): boolean => {
      const [low, high] = this.#extremes(side, line, at);
      return high > level + edgeStep || low < level - edgeStep;
    };
    const along = this.#along(side);
    const from = Math.ceil(across.first * along);
    const to = Math.floor((1 - across.second) * along);
    const share = (start: number, end: number): number => {
      let seen = 0;
      for (let at = start; at < end; at += 1) if (differs(at)) seen += 1;
      return seen / Math.max(1, end - start);
    };
    const fifth = Math.max(1, Math.round((to - from) / 5));
    return {
      share: share(from, to),
      corners: Math.min(share(from, from + fifth), share(to - fifth, to)),
    };
  }

  #blackLines(side: Side): number {
    const lines = this.#lines(side);
    let count = 0;
    while (count < lines) {
      const level = medianOf(this.#levels(side, count, count + 1));
      if (level > darkest || this.#foreign(side, count, Math.min(level, darkest)) > foreignShare[side]) break;
      count += 1;
    }
    return count;
  }

  /** Share of a line's cells that change or are of another level. */
  #foreign(side: Side, line: number, level: number): number {
    const { change, spread } = coding[level <= darkest ? 'black' : level <= dim ? 'dim' : 'other'];
    const along = this.#along(side);
    let foreign = 0;
    for (let at = 0; at < along; at += 1) {
      const [low, high] = this.#extremes(side, line, at);
      if (high - low > change || Math.abs((low + high) / 2 - level) > spread) foreign += 1;
    }
    return foreign / along;
  }

  #levels(side: Side, from: number, to: number): number[] {
    const levels: number[] = [];
    for (let line = from; line < to; line += 1) {
      for (let at = 0; at < this.#along(side); at += 1) levels.push(this.#extremes(side, line, at)[0]);
    }
    return levels;
  }

  #along(side: Side): number {
    return side === 'top' || side === 'bottom' ? this.#cells.width : this.#cells.height;
  }

  /** Lowest and highest code of a cell, counted from a side inwards and along it. */
  #extremes(side: Side, line: number, at: number): [lowest: number, highest: number] {
    const { width, height, lowest, highest } = this.#cells;
    const cell = {
      top: line * width + at,
      bottom: (height - 1 - line) * width + at,
      left: at * width + line,
      right: at * width + (width - 1 - line),
    }[side];
    return [lowest[cell] ?? 0, highest[cell] ?? 0];
  }
}

/** Lines of cells that lie in a bar wholly, the ringing at its edge left out. */
function wholeLines(lines: number): number {
  return Math.max(0, Math.floor(lines - 0.2));
}

function medianOf(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1] ?? 0;
}
