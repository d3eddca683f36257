import type { ShotCells } from './barEvidence.ts';

export type Side = 'top' | 'bottom' | 'left' | 'right';
/** Depth of the bars at two opposite sides, as shares of the picture's height or width. */
export interface BarPair {
  readonly first: number;
  readonly second: number;
}
export type Axis = 'vertical' | 'horizontal';

/** Luma codes by which a cell of a bar may change over a shot: what compression does. */
const mostChange = 8;
/** Luma codes by which cells of one bar may differ. */
const mostSpread = 8;
/** Luma code up to which a bar is black: limited black is 16. */
const darkest = 24;
/** Share of a bar's cells that may be other than bar: a logo, a clock; below also subtitles. */
const foreignShare = { top: 0.2, left: 0.2, right: 0.2, bottom: 0.5 };
/** Luma codes by which the picture must, at some time, leave the bar at their common edge, */
const edgeStep = 14;
/** along this share of the edge. */
const edgeShare = 0.6;
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

  /** Whether, over the shot, the picture is seen to begin at both edges, nearly all along. */
  edgesAreSeen(axis: Axis, pair: BarPair): boolean {
    const [first, second] = sidesOf[axis];
    return this.#edgeIsSeen(first, pair.first) && this.#edgeIsSeen(second, pair.second);
  }

  /** Black bars that show in the cells alone, in whole lines of cells; null where there are none for certain. */
  blackBars(axis: Axis): BarPair | null {
    const [first, second] = sidesOf[axis];
    const lines = this.#lines(first);
    const least = Math.min(this.#blackLines(first), this.#blackLines(second));
    if (least < fewestLines || least * 2 > lines * (1 - leastLeft)) return null;
    const uneven = Math.abs(this.#blackLines(first) - this.#blackLines(second)) > 1;
    const pair = { first: least / lines, second: least / lines };
    return !uneven && this.edgesAreSeen(axis, pair) ? pair : null;
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

  #edgeIsSeen(side: Side, depth: number): boolean {
    const lines = this.#lines(side);
    const bar = Math.max(1, wholeLines(depth * lines));
    const level = medianOf(this.#levels(side, 0, bar));
    const line = Math.min(lines - 1, Math.ceil(depth * lines + 0.1));
    const along = this.#along(side);
    let seen = 0;
    let counted = 0;
    for (let at = 0; at < along; at += 1) {
      // Where bars stand at the other sides too there is no edge to be seen.
      const [, inside = 0] = this.#extremes(side, Math.floor(lines / 2), at);
      const next = [line, Math.min(lines - 1, line + 1)].map((each) => this.#extremes(side, each, at));
      const high = Math.max(...next.map(([, highest]) => highest));
      const low = Math.min(...next.map(([lowest]) => lowest));
      if (Math.abs(inside - level) <= edgeStep && high - level <= edgeStep) continue;
      counted += 1;
      if (high > level + edgeStep || low < level - edgeStep) seen += 1;
    }
    return counted >= along * 0.3 && seen >= counted * edgeShare;
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
    const along = this.#along(side);
    let foreign = 0;
    for (let at = 0; at < along; at += 1) {
      const [low, high] = this.#extremes(side, line, at);
      if (high - low > mostChange || Math.abs((low + high) / 2 - level) > mostSpread) foreign += 1;
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
