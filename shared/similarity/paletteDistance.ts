/** A palette as numbers: for each colour OKLab L, a, b and its share; the shares add to 1. */
export type PaletteColours = Float32Array;

/** Colours of a palette that count; a palette has no more. */
export const mostPaletteColours = 8;
const numbersAColour = 4;

export function colourCount(palette: PaletteColours): number {
  return palette.length / numbersAColour;
}

/**
 * How far the area of one palette has to be moved in OKLab to become the other: the earth mover's distance (Rubner,
 * Tomasi, Guibas, "The Earth Mover's Distance as a Metric for Image Retrieval", IJCV 2000) with Delta E(OK) as the
 * ground distance, found exactly by shortest augmenting paths.
 * @returns Delta E(OK), 0 for the same palette; 1 from black to white. An empty palette is 1 from any other.
 */
export function paletteDistance(first: PaletteColours, second: PaletteColours): number {
  const rows = Math.min(colourCount(first), mostPaletteColours);
  const columns = Math.min(colourCount(second), mostPaletteColours);
  if (rows === 0 || columns === 0) return rows === columns ? 0 : 1;
  const supplied = fillShares(first, rows, supply);
  const wanted = fillShares(second, columns, demand);
  if (supplied <= 0 || wanted <= 0) return supplied === wanted ? 0 : 1;
  for (let row = 0; row < rows; row += 1) {
    supply[row] = (supply[row] ?? 0) / supplied;
    for (let column = 0; column < columns; column += 1) {
      const i = row * numbersAColour;
      const j = column * numbersAColour;
      const dl = (first[i] ?? 0) - (second[j] ?? 0);
      const da = (first[i + 1] ?? 0) - (second[j + 1] ?? 0);
      const db = (first[i + 2] ?? 0) - (second[j + 2] ?? 0);
      cost[row * mostPaletteColours + column] = Math.sqrt(dl * dl + da * da + db * db);
      flow[row * mostPaletteColours + column] = 0;
    }
  }
  for (let column = 0; column < columns; column += 1) demand[column] = (demand[column] ?? 0) / wanted;
  return leastWork(rows, columns);
}

const supply = new Float64Array(mostPaletteColours);
const demand = new Float64Array(mostPaletteColours);
const cost = new Float64Array(mostPaletteColours * mostPaletteColours);
const flow = new Float64Array(mostPaletteColours * mostPaletteColours);
const nodes = 2 * mostPaletteColours;
const potential = new Float64Array(nodes);
const reached = new Float64Array(nodes);
const before = new Int32Array(nodes);
const isDone = new Uint8Array(nodes);
/** Shares below this are rounding. */
const nothing = 1e-9;

function fillShares(palette: PaletteColours, count: number, into: Float64Array): number {
  let total = 0;
  for (let at = 0; at < count; at += 1) {
    const share = Math.max(0, palette[at * numbersAColour + 3] ?? 0);
    into[at] = share;
    total += share;
  }
  return total;
}

/** Sends all supply along ever the cheapest path left, with potentials so that Dijkstra's search serves. */
function leastWork(rows: number, columns: number): number {
  potential.fill(0);
  let work = 0;
  for (let row = 0; row < rows; row += 1) {
    while ((supply[row] ?? 0) > nothing) {
      const last = cheapestPath(row, rows, columns);
      if (last < 0) return work;
      let moved = Math.min(supply[row] ?? 0, demand[last] ?? 0);
      for (let node = mostPaletteColours + last; node !== row; node = before[node] ?? row) {
        const from = before[node] ?? row;
        // Back along a filled way: no more can be taken than lies on it.
        if (from >= mostPaletteColours) {
          moved = Math.min(moved, flow[node * mostPaletteColours + from - mostPaletteColours] ?? 0);
        }
      }
      for (let node = mostPaletteColours + last; node !== row; node = before[node] ?? row) {
        const from = before[node] ?? row;
        const isForward = from < mostPaletteColours;
        const at = isForward
          ? from * mostPaletteColours + node - mostPaletteColours
          : node * mostPaletteColours + from - mostPaletteColours;
        flow[at] = (flow[at] ?? 0) + (isForward ? moved : -moved);
        work += (isForward ? moved : -moved) * (cost[at] ?? 0);
      }
      supply[row] = (supply[row] ?? 0) - moved;
      demand[last] = (demand[last] ?? 0) - moved;
    }
  }
  return Math.max(0, work);
}

/** @returns the column with room left at the end of the cheapest path; -1 where there is none */
function cheapestPath(start: number, rows: number, columns: number): number {
  reached.fill(Number.POSITIVE_INFINITY);
  isDone.fill(0);
  reached[start] = 0;
  for (;;) {
    let node = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let each = 0; each < nodes; each += 1) {
      if (isDone[each] === 0 && (reached[each] ?? 0) < least) {
        least = reached[each] ?? 0;
        node = each;
      }
    }
    if (node < 0) return -1;
    isDone[node] = 1;
    const column = node - mostPaletteColours;
    if (column >= 0 && (demand[column] ?? 0) > nothing) {
      for (let each = 0; each < nodes; each += 1) {
        potential[each] = (potential[each] ?? 0) + Math.min(least, reached[each] ?? 0);
      }
      return column;
    }
    const count = column < 0 ? columns : rows;
    for (let other = 0; other < count; other += 1) {
      const next = column < 0 ? mostPaletteColours + other : other;
      const at = column < 0 ? node * mostPaletteColours + other : other * mostPaletteColours + column;
      if (column >= 0 && (flow[at] ?? 0) <= nothing) continue;
      const step =
        (column < 0 ? (cost[at] ?? 0) : -(cost[at] ?? 0)) + (potential[node] ?? 0) - (potential[next] ?? 0);
      const sum = least + Math.max(0, step);
      if (sum < (reached[next] ?? 0)) {
        reached[next] = sum;
        before[next] = node;
      }
    }
  }
}
