/** Colours of a hue range (degrees; from 321 to 12 runs over 0) within bounds of chroma and lightness. */
export interface ColourWindow {
  readonly hueFrom: number;
  readonly hueTo: number;
  readonly chromaFrom?: number | undefined;
  /** Exclusive, as is `lightnessTo`. */
  readonly chromaTo?: number | undefined;
  readonly lightnessFrom?: number | undefined;
  readonly lightnessTo?: number | undefined;
}

/** Colour below this chroma has no hue to speak of and no part in shares of colour. */
export const LEAST_HUE_CHROMA = 0.015;

/** The grid on which colours are counted, so that any window on it can be measured later without the picture. */
export const HUE_STEP = 3;
export const HUE_BINS = 360 / HUE_STEP;
/** Where a step of chroma begins; the last is open. */
export const CHROMA_EDGES: readonly number[] = [
  LEAST_HUE_CHROMA,
  0.03,
  0.04,
  0.05,
  0.06,
  0.08,
  0.1,
  0.12,
  0.14,
  0.16,
  0.18,
  0.2,
  0.24,
];
export const LIGHTNESS_STEP = 0.05;
const LIGHTNESS_BINS = 20;
export const CELL_COUNT = HUE_BINS * CHROMA_EDGES.length * LIGHTNESS_BINS;

const CHROMA_LEVELS = 200;
const chromaBinOfLevel = Uint8Array.from({ length: CHROMA_LEVELS }, (_, level) =>
  Math.max(
    0,
    CHROMA_EDGES.findLastIndex((edge) => Math.round(edge * CHROMA_LEVELS * 2) <= level),
  ),
);

function chromaBin(chroma: number): number {
  return chromaBinOfLevel[Math.min(CHROMA_LEVELS - 1, (chroma * CHROMA_LEVELS * 2) | 0)]!;
}

function lightnessBin(lightness: number): number {
  return Math.max(0, Math.min(LIGHTNESS_BINS - 1, (lightness * LIGHTNESS_BINS) | 0));
}

/** The cell of a colour that has a hue: of chroma {@link LEAST_HUE_CHROMA} or more. `hue` in degrees, 0-360. */
export function cellOf(lightness: number, chroma: number, hue: number): number {
  const hueBin = (hue / HUE_STEP) | 0;
  return (hueBin * CHROMA_EDGES.length + chromaBin(chroma)) * LIGHTNESS_BINS + lightnessBin(lightness);
}

/** The hue step of a cell: 0 begins at 0 degrees. */
export function hueBinOfCell(cell: number): number {
  return (cell / (CHROMA_EDGES.length * LIGHTNESS_BINS)) | 0;
}

/** The step of chroma of a cell, a place in {@link CHROMA_EDGES}. */
export function chromaBinOfCell(cell: number): number {
  return ((cell / LIGHTNESS_BINS) | 0) % CHROMA_EDGES.length;
}

/** Whether a hue lies in a range that may run over 0; one from 0 to 360 holds all. */
export function isHueWithin(hue: number, from: number, to: number): boolean {
  return from <= to ? hue >= from && hue < to : hue >= from || hue < to;
}

/** Windows are asked about many pictures: which cells lie in them is laid out once. */
const cellsOfWindows = new WeakMap<ColourWindow, Uint8Array>();

/** For each cell of the grid, 1 where it lies in the window. */
export function cellsOfWindow(window: ColourWindow): Uint8Array {
  const known = cellsOfWindows.get(window);
  if (known !== undefined) return known;
  const inside = new Uint8Array(CELL_COUNT);
  const { chromaFrom = 0, chromaTo = 1, lightnessFrom = 0, lightnessTo = 1 } = window;
  let cell = 0;
  for (let hueBin = 0; hueBin < HUE_BINS; hueBin++) {
    const inHue = isHueWithin((hueBin + 0.5) * HUE_STEP, window.hueFrom, window.hueTo);
    for (let c = 0; c < CHROMA_EDGES.length; c++) {
      const chroma = middleOfChroma(c);
      const inChroma = inHue && chroma >= chromaFrom && chroma < chromaTo;
      for (let l = 0; l < LIGHTNESS_BINS; l++, cell++) {
        const lightness = (l + 0.5) * LIGHTNESS_STEP;
        if (inChroma && lightness >= lightnessFrom && lightness < lightnessTo) inside[cell] = 1;
      }
    }
  }
  cellsOfWindows.set(window, inside);
  return inside;
}

/** The chroma that stands for a step of it. */
export function middleOfChroma(bin: number): number {
  const from = CHROMA_EDGES[bin]!;
  return (from + (CHROMA_EDGES[bin + 1] ?? from + 0.04)) / 2;
}

/** The nearest window whose edges lie on the grid, never empty. */
export function onGrid(window: ColourWindow): ColourWindow {
  const hue = (value: number) => Math.round(value / HUE_STEP) * HUE_STEP;
  const lightness = (value: number) => Math.round(value / LIGHTNESS_STEP) / LIGHTNESS_BINS;
  const chroma = (value: number) =>
    CHROMA_EDGES.reduce((best, edge) => (Math.abs(edge - value) < Math.abs(best - value) ? edge : best));
  const { chromaFrom, chromaTo, lightnessFrom, lightnessTo } = window;
  return {
    hueFrom: hue(window.hueFrom),
    hueTo: hue(window.hueTo),
    ...(chromaFrom === undefined ? {} : { chromaFrom: chroma(chromaFrom) }),
    ...(chromaTo === undefined ? {} : { chromaTo: chroma(chromaTo) }),
    ...(lightnessFrom === undefined ? {} : { lightnessFrom: lightness(lightnessFrom) }),
    ...(lightnessTo === undefined ? {} : { lightnessTo: lightness(lightnessTo) }),
  };
}
