import sharp from 'sharp';
import { findPictureArea } from '../../../shared/colour/findPictureArea.ts';
import { slotColours } from '../../../shared/colour/slotColours.ts';
import {
  type ColourSlot,
  type FootageStrip,
  mostColourSlots,
  mostSlotColours,
  type ScrubSheet,
} from '../../../shared/domain/footageStrip.ts';
import type { Rect } from '../../../shared/domain/frame.ts';
import type { MediaId } from '../../../shared/domain/ids.ts';
import type { DisplayGeometry } from '../video/displayGeometry.ts';
import { letOthersIn } from '../video/letOthersIn.ts';
import { planesToRgb } from './planeRgb.ts';
import { colourSampleHeight, colourSampleWidth, type StripSamples } from './stripSampler.ts';
import { wholeArea } from './wholeArea.ts';

/** A strip and its sprite, a WebP picture. */
export interface DrawnStrip {
  readonly strip: FootageStrip;
  readonly sprite: Uint8Array;
}

/** How long the video is. */
export interface StripExtent {
  readonly mediaId: MediaId;
  readonly durationSec: number;
  readonly frameCount: number;
}

interface Cell {
  readonly rgb: Uint8Array;
  readonly area: Rect;
}

const spriteColumns = 10;

/** Makes the sprite and the colours over time from a video's samples. Bars are found in the cells. */
export async function drawStrip(samples: StripSamples, extent: StripExtent): Promise<DrawnStrip> {
  const { cellWidth, cellHeight } = samples;
  const large = await planesToRgb(
    { width: cellWidth * 2, height: cellHeight * 2, pictures: samples.cells.map(({ value }) => value) },
    samples.colour,
    samples.properties,
  );
  const cells: Cell[] = [];
  for (const rgb of large) {
    const data = halved(rgb, cellWidth, cellHeight);
    cells.push({ rgb: data, area: findPictureArea({ width: cellWidth, height: cellHeight, data }) });
    await letOthersIn();
  }
  const shared = wholeArea(
    cells.map(({ area }) => area),
    cellWidth,
    cellHeight,
  );
  const sheet = await drawSprite(cells, shared, samples);
  const colours = await coloursOverTime(cells, shared, samples, extent.durationSec);
  return {
    sprite: sheet.sprite,
    strip: { version: 1, ...extent, scrub: sheet.scrub, colours },
  };
}

/** Averages 2x2 pixels. */
function halved(rgb: Uint8Array, width: number, height: number): Uint8Array {
  const half = new Uint8Array(width * height * 3);
  const row = width * 6;
  for (let y = 0, to = 0; y < height; y += 1) {
    let at = y * 2 * row;
    for (let x = 0; x < width; x += 1, at += 6, to += 3) {
      for (let part = at; part < at + 3; part += 1) {
        half[to + part - at] =
          ((rgb[part] ?? 0) +
            (rgb[part + 3] ?? 0) +
            (rgb[part + row] ?? 0) +
            (rgb[part + row + 3] ?? 0) +
            2) >>
          2;
      }
    }
  }
  return half;
}

async function drawSprite(
  cells: readonly Cell[],
  area: Rect,
  samples: StripSamples,
): Promise<{ sprite: Uint8Array; scrub: ScrubSheet }> {
  const { rotation } = samples.geometry;
  const turned = rotation === 90 || rotation === 270;
  const [cellWidth, cellHeight] = turned ? [area.height, area.width] : [area.width, area.height];
  const columns = Math.min(spriteColumns, cells.length);
  const rows = Math.ceil(cells.length / columns);
  const width = columns * cellWidth;
  const sheet = Buffer.alloc(width * rows * cellHeight * 3);
  const { corner, right, down } = uprightSteps(area, samples.geometry, samples.cellWidth);
  for (const [index, { rgb }] of cells.entries()) {
    const left = (index % columns) * cellWidth;
    const top = Math.floor(index / columns) * cellHeight;
    for (let y = 0; y < cellHeight; y += 1) {
      let from = (corner + y * down) * 3;
      let to = ((top + y) * width + left) * 3;
      for (let x = 0; x < cellWidth; x += 1, from += right * 3, to += 3) {
        sheet[to] = rgb[from] ?? 0;
        sheet[to + 1] = rgb[from + 1] ?? 0;
        sheet[to + 2] = rgb[from + 2] ?? 0;
      }
    }
    await letOthersIn();
  }
  const sprite = await sharp(sheet, { raw: { width, height: rows * cellHeight, channels: 3 } })
    .webp({ quality: 70, effort: 1 })
    .toBuffer();
  return {
    sprite,
    scrub: {
      columns,
      rows,
      cellWidth,
      cellHeight,
      timesSec: samples.cells.map(({ ticks }) => ticks * samples.tickSec),
      frameIndexes: samples.cells.map(({ frameIndex }) => frameIndex),
    },
  };
}

/**
 * How to walk through a cell as coded so that it comes out upright: the pixel that becomes the upper left one, and
 * how many pixels on the next to its right and the next below it are.
 */
function uprightSteps(
  area: Rect,
  { rotation, mirrored }: DisplayGeometry,
  cellWidth: number,
): { readonly corner: number; readonly right: number; readonly down: number } {
  const lastColumn = area.width - 1;
  const lastRow = area.height - 1;
  // As if not mirrored: column and row of the corner, and of a step to the right; a step down is that turned on.
  const [column, row, across, along] = {
    0: [0, 0, 1, 0],
    90: [0, lastRow, 0, -1],
    180: [lastColumn, lastRow, -1, 0],
    270: [lastColumn, 0, 0, 1],
  }[rotation] as [number, number, number, number];
  const pixel = (x: number, y: number): number => (mirrored ? -x : x) + y * cellWidth;
  const mirroredColumn = mirrored ? lastColumn - column : column;
  return {
    corner: (area.y + row) * cellWidth + area.x + mirroredColumn,
    right: pixel(across, along),
    down: pixel(-along, across),
  };
}

async function coloursOverTime(
  cells: readonly Cell[],
  shared: Rect,
  samples: StripSamples,
  durationSec: number,
): Promise<ColourSlot[]> {
  const pictures = await planesToRgb(
    {
      width: colourSampleWidth,
      height: colourSampleHeight,
      pictures: samples.colours.map(({ value }) => value),
    },
    samples.colour,
    samples.properties,
  );
  const slotCount = Math.min(mostColourSlots, pictures.length);
  const slotSec = durationSec / slotCount;
  const slots: ColourSlot[] = [];
  let next = 0;
  let latest: Uint8Array | null = null;
  let cell = 0;
  for (let slot = 0; slot < slotCount; slot += 1) {
    const parts: Uint8Array[] = [];
    for (; next < pictures.length; next += 1) {
      const sample = samples.colours[next];
      const picture = pictures[next];
      if (sample === undefined || picture === undefined) break;
      // A hundredth of a slot is rounding.
      if (sample.ticks * samples.tickSec >= (slot + 1 - 0.01) * slotSec && slot < slotCount - 1) break;
      while ((samples.cells[cell + 1]?.frameIndex ?? Number.POSITIVE_INFINITY) <= sample.frameIndex)
        cell += 1;
      latest = insideBars(picture, cells[cell]?.area ?? shared, shared, samples);
      parts.push(latest);
    }
    // A frame that is shown for longer than a slot stands for the next one too.
    if (parts.length === 0 && latest !== null) parts.push(latest);
    const colours = slotColours(new Uint8Array(Buffer.concat(parts)), mostSlotColours);
    slots.push({ startSec: slot * slotSec, endSec: (slot + 1) * slotSec, colours });
    if (slot % 16 === 15) await letOthersIn();
  }
  return slots;
}

/** The pixels of a colour sample that lie wholly inside its picture area. */
function insideBars(
  rgb: Uint8Array,
  own: Rect,
  shared: Rect,
  { cellWidth, cellHeight }: StripSamples,
): Uint8Array {
  // A cell so dark that most of it counts as bars says nothing of the bars.
  const area = own.width * own.height < (shared.width * shared.height) / 3 ? shared : own;
  const left = Math.ceil((area.x * colourSampleWidth) / cellWidth - 0.01);
  const top = Math.ceil((area.y * colourSampleHeight) / cellHeight - 0.01);
  const right = Math.floor(((area.x + area.width) * colourSampleWidth) / cellWidth + 0.01);
  const bottom = Math.floor(((area.y + area.height) * colourSampleHeight) / cellHeight + 0.01);
  if (right <= left || bottom <= top) return rgb;
  const inside = new Uint8Array((right - left) * (bottom - top) * 3);
  for (let y = top, to = 0; y < bottom; y += 1, to += (right - left) * 3) {
    inside.set(rgb.subarray((y * colourSampleWidth + left) * 3, (y * colourSampleWidth + right) * 3), to);
  }
  return inside;
}
