/** Cells a side of the structure. */
export const structureSide = 6;
/** Directions an edge may run in: across, falling, upright, rising (0, 45, 90, 135 degrees of its gradient). */
export const structureDirections = 4;
export const structureValues = structureSide * structureSide * structureDirections;

/** Slopes of OKLab L a cell below this are noise. */
const noiseSlope = 0.004;
/** Below this sum of slopes a picture has no structure to speak of. */
const leastStructure = 0.5;

/**
 * Where edges run which way: for each cell, rows from the top, how much lightness changes in each of the directions.
 * Roots are taken, so that one hard edge does not drown the rest; the mean is taken off and the squares add to 1, so
 * that two structures correlate by their product. All 0 for a picture without edges.
 *
 * After Dalal and Triggs, "Histograms of Oriented Gradients for Human Detection" (CVPR 2005), on few cells and
 * directions and normalised over the whole picture.
 * @param lightness OKLab L on a square grid of `side` cells
 */
export function measureStructure(lightness: Float32Array, side: number): Float32Array {
  const grid = new Float32Array(structureValues);
  const cellSize = side / structureSide;
  let total = 0;
  for (let y = 1; y < side - 1; y += 1) {
    // The nearer of two cells gets the more: a shift of a pixel changes little.
    const cellY = (y + 0.5) / cellSize - 0.5;
    const rowAbove = Math.floor(cellY);
    for (let x = 1; x < side - 1; x += 1) {
      const at = y * side + x;
      const slopeX = ((lightness[at + 1] ?? 0) - (lightness[at - 1] ?? 0)) / 2;
      const slopeY = ((lightness[at + side] ?? 0) - (lightness[at - side] ?? 0)) / 2;
      const slope = Math.sqrt(slopeX * slopeX + slopeY * slopeY);
      if (slope < noiseSlope) continue;
      total += slope;
      const turn = Math.atan2(slopeY, slopeX) / Math.PI;
      const direction = (turn < 0 ? turn + 1 : turn) * structureDirections;
      const first = Math.floor(direction);
      const second = direction - first;
      const cellX = (x + 0.5) / cellSize - 0.5;
      const columnLeft = Math.floor(cellX);
      for (let corner = 0; corner < 4; corner += 1) {
        const column = columnLeft + (corner & 1);
        const row = rowAbove + (corner >> 1);
        if (column < 0 || row < 0 || column >= structureSide || row >= structureSide) continue;
        const share = slope * (1 - Math.abs(cellX - column)) * (1 - Math.abs(cellY - row));
        const cell = (row * structureSide + column) * structureDirections;
        const one = cell + (first % structureDirections);
        const other = cell + ((first + 1) % structureDirections);
        grid[one] = (grid[one] ?? 0) + share * (1 - second);
        grid[other] = (grid[other] ?? 0) + share * second;
      }
    }
  }
  if (total < leastStructure) return grid.fill(0);
  return toUnit(grid);
}

function toUnit(grid: Float32Array): Float32Array {
  let mean = 0;
  for (let at = 0; at < grid.length; at += 1) {
    grid[at] = Math.sqrt(grid[at] ?? 0);
    mean += (grid[at] ?? 0) / grid.length;
  }
  let square = 0;
  for (const value of grid) square += (value - mean) ** 2;
  const length = Math.sqrt(square);
  return grid.map((value) => (length < 1e-6 ? 0 : (value - mean) / length));
}
