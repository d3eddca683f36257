/**
 * Mean of a plane in each cell of a square grid laid over it, pixels on an edge counted to both cells by their share.
 * @param plane `width * height` values, rows from the top
 * @param side cells a side; may be more than there are pixels
 */
export function averageCells(plane: Float32Array, width: number, height: number, side: number): Float32Array {
  const across = shares(width, side);
  const down = shares(height, side);
  // Rows first, then columns: a mean of means, since every cell of a row is equally wide.
  const narrowed = new Float32Array(height * side);
  for (let y = 0; y < height; y += 1) {
    for (let cell = 0; cell < side; cell += 1) {
      let sum = 0;
      const end = across.starts[cell + 1] ?? 0;
      for (let at = across.starts[cell] ?? 0; at < end; at += 1) {
        sum += (plane[y * width + (across.pixels[at] ?? 0)] ?? 0) * (across.weights[at] ?? 0);
      }
      narrowed[y * side + cell] = sum;
    }
  }
  const cells = new Float32Array(side * side);
  for (let row = 0; row < side; row += 1) {
    const end = down.starts[row + 1] ?? 0;
    for (let at = down.starts[row] ?? 0; at < end; at += 1) {
      const from = (down.pixels[at] ?? 0) * side;
      const weight = down.weights[at] ?? 0;
      for (let cell = 0; cell < side; cell += 1) {
        const to = row * side + cell;
        cells[to] = (cells[to] ?? 0) + (narrowed[from + cell] ?? 0) * weight;
      }
    }
  }
  return cells;
}

/** For each cell the pixels it covers, with how much of the cell each makes up. */
function shares(
  pixels: number,
  cells: number,
): { readonly starts: Int32Array; readonly pixels: number[]; readonly weights: number[] } {
  const starts = new Int32Array(cells + 1);
  const covered: number[] = [];
  const weights: number[] = [];
  const size = pixels / cells;
  for (let cell = 0; cell < cells; cell += 1) {
    const from = cell * size;
    const to = (cell + 1) * size;
    for (let pixel = Math.floor(from); pixel < Math.min(pixels, Math.ceil(to - 1e-9)); pixel += 1) {
      covered.push(pixel);
      weights.push((Math.min(to, pixel + 1) - Math.max(from, pixel)) / size);
    }
    starts[cell + 1] = covered.length;
  }
  return { starts, pixels: covered, weights };
}
