import type { RgbPixels } from '../../shared/colour/rgbPixels.ts';

/** A plain way of telling how alike two pictures are, to stand beside ours. */
export interface EchoPeer {
  readonly name: string;
  readonly measure: (plane: RgbPixels) => Float64Array;
  /** Smaller is more alike. */
  readonly distance: (a: Float64Array, b: Float64Array) => number;
}

/** Luma of a picture on a few cells. */
function lumaCells({ width, height, data }: RgbPixels, columns: number, rows: number): Float64Array {
  const cells = new Float64Array(columns * rows);
  const counts = new Float64Array(columns * rows);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const cell = Math.floor((y * rows) / height) * columns + Math.floor((x * columns) / width);
      const at = (y * width + x) * 3;
      cells[cell] =
        (cells[cell] ?? 0) +
        0.299 * (data[at] ?? 0) +
        0.587 * (data[at + 1] ?? 0) +
        0.114 * (data[at + 2] ?? 0);
      counts[cell] = (counts[cell] ?? 0) + 1;
    }
  }
  return cells.map((sum, cell) => sum / Math.max(1, counts[cell] ?? 1));
}

function hamming(a: Float64Array, b: Float64Array): number {
  let other = 0;
  for (let at = 0; at < a.length; at += 1) if (a[at] !== b[at]) other += 1;
  return other;
}

export const echoPeers: readonly EchoPeer[] = [
  {
    name: 'average hash',
    measure: (plane) => {
      const cells = lumaCells(plane, 8, 8);
      const mean = cells.reduce((sum, value) => sum + value, 0) / 64;
      return cells.map((value) => (value > mean ? 1 : 0));
    },
    distance: hamming,
  },
  {
    name: 'difference hash',
    measure: (plane) => {
      const cells = lumaCells(plane, 9, 8);
      return Float64Array.from({ length: 64 }, (_, bit) => {
        const at = Math.floor(bit / 8) * 9 + (bit % 8);
        return (cells[at] ?? 0) < (cells[at + 1] ?? 0) ? 1 : 0;
      });
    },
    distance: hamming,
  },
  {
    name: 'colour histogram',
    measure: ({ data }) => {
      const bins = new Float64Array(512);
      for (let at = 0; at < data.length; at += 3) {
        const bin = ((data[at] ?? 0) >> 5) * 64 + ((data[at + 1] ?? 0) >> 5) * 8 + ((data[at + 2] ?? 0) >> 5);
        bins[bin] = (bins[bin] ?? 0) + 3 / data.length;
      }
      return bins;
    },
    distance: (a, b) => {
      let sum = 0;
      for (let at = 0; at < a.length; at += 1) sum += Math.abs((a[at] ?? 0) - (b[at] ?? 0));
      return sum;
    },
  },
];
