/** A part of a picture that another picture may show whole: origin and size as shares of its sides. */
interface Window {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** For each cell of a grid four cells of the same grid and how much of each: the grid as seen through a window. */
interface Taps {
  readonly cells: Int32Array;
  readonly weights: Float32Array;
}

/** A window on the grids that features are measured on. */
export interface Framing {
  readonly tapsOf: (side: number) => Taps;
}

/** Crops of up to 15 % on every side, 26 % at a corner, 20 % across or down only. */
const windows: readonly Window[] = [
  ...[0.93, 0.85, 0.77, 0.7].map((size) => ({
    x: (1 - size) / 2,
    y: (1 - size) / 2,
    width: size,
    height: size,
  })),
  ...[0.86, 0.74].flatMap((size) => placesOf(size, [0, 1], [0, 1])),
  ...[0, 0.5, 1].flatMap((place) => [
    { x: place * 0.2, y: 0, width: 0.8, height: 1 },
    { x: 0, y: place * 0.2, width: 1, height: 0.8 },
  ]),
];

function placesOf(size: number, across: readonly number[], down: readonly number[]): Window[] {
  return across.flatMap((x) =>
    down.map((y) => ({ x: x * (1 - size), y: y * (1 - size), width: size, height: size })),
  );
}

/** Framings under which two pictures are compared besides as they are. */
export const framings: readonly Framing[] = windows.map((window) => {
  const made = new Map<number, Taps>();
  return {
    tapsOf: (side) => {
      const known = made.get(side) ?? tapsThrough(window, side);
      made.set(side, known);
      return known;
    },
  };
});

function tapsThrough({ x, y, width, height }: Window, side: number): Taps {
  const cells = new Int32Array(side * side * 4);
  const weights = new Float32Array(side * side * 4);
  const last = side - 1;
  for (let cell = 0; cell < side * side; cell += 1) {
    const at = (start: number, size: number, place: number): number =>
      Math.min(last, Math.max(0, (start + ((place + 0.5) / side) * size) * side - 0.5));
    const fromX = at(x, width, cell % side);
    const fromY = at(y, height, Math.floor(cell / side));
    const column = Math.min(last - 1, Math.floor(fromX));
    const row = Math.min(last - 1, Math.floor(fromY));
    for (let corner = 0; corner < 4; corner += 1) {
      const [right, below] = [corner & 1, corner >> 1];
      cells[cell * 4 + corner] = (row + below) * side + column + right;
      weights[cell * 4 + corner] =
        (right === 1 ? fromX - column : 1 - fromX + column) * (below === 1 ? fromY - row : 1 - fromY + row);
    }
  }
  return { cells, weights };
}
