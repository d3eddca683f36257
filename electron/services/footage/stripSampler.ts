import { AV_PIX_FMT_YUV444P, type AVPixelFormat, SWS_POINT } from 'node-av/constants';
import { avGetPixFmtName, Frame, SoftwareScaleContext } from 'node-av/lib';
import { longestScrubCellPx, mostColourSlots, mostScrubCells } from '../../../shared/domain/footageStrip.ts';
import type { DisplayGeometry } from '../video/displayGeometry.ts';
import type { OpenVideo } from '../video/openVideo.ts';
import { planeHeight, planeWidth, type TinyPlane } from '../video/tinyPlane.ts';
import { type SourceColour, sourceColour } from '../video/videoColour.ts';
import type { DecodedFrame } from '../video/videoDecoder.ts';
import { type TimeSample, TimeSamples } from './timeSamples.ts';

/** Width and height of a colour sample, px; as coded, not upright. */
export const colourSampleWidth = planeWidth / 2;
export const colourSampleHeight = planeHeight / 2;
/** Frames looked at for the colours of one slot. */
const samplesASlot = 4;
/** Cells are no closer than this, seconds, but for clips so short that they would have fewer than {@link fewCells}. */
const leastCellSec = 0.5;
const fewCells = 20;

/** What a strip is made from: a few small pictures of a video, as coded. */
export interface StripSamples {
  /** Twice as wide and high as the cells, to be averaged down; YCbCr 4:4:4 planes one after the other. */
  readonly cells: readonly TimeSample<Uint8Array>[];
  readonly cellWidth: number;
  readonly cellHeight: number;
  /** {@link colourSampleWidth} x {@link colourSampleHeight}, likewise. */
  readonly colours: readonly TimeSample<Uint8Array>[];
  readonly colour: SourceColour;
  readonly geometry: DisplayGeometry;
  /** Seconds a tick. */
  readonly tickSec: number;
  /** A frame without a picture that carries what HDR video says of its light. */
  readonly properties: Frame;
}

/** Takes a video's samples while it is decoded for something else; what it costs is hardly to be measured. */
export interface StripSampler {
  /** Looks at a frame; it stays the caller's. */
  add(decoded: DecodedFrame, frameIndex: number, plane: TinyPlane): void;
  /** Null where no frame came, or the pass did not begin with the first: then it knows nothing of the beginning. */
  samples(): StripSamples | null;
  close(): void;
}

/** Makes a sampler for a video that is about to be decoded from its start. */
export function makeStripSampler(video: OpenVideo): StripSampler {
  const { geometry, timeBase } = video;
  const tickSec = timeBase.num / timeBase.den;
  const declaredTicks = (video.declaredDurationSec ?? 0) / tickSec;
  const cells = new TimeSamples<Uint8Array>(
    mostScrubCells,
    Math.max(declaredTicks / mostScrubCells, Math.min(leastCellSec / tickSec, declaredTicks / fewCells)),
  );
  const colours = new TimeSamples<Uint8Array>(
    mostColourSlots * samplesASlot,
    declaredTicks / (mostColourSlots * samplesASlot),
  );
  const { width: cellWidth, height: cellHeight } = cellSize(geometry);
  const reader = makeCellReader(cellWidth * 2, cellHeight * 2);
  const properties = new Frame();
  properties.alloc();
  let firstTicks: number | null = null;
  let colour: SourceColour | null = null;
  let fromStart = true;

  return {
    add: ({ frame, ticks }, frameIndex, plane) => {
      if (firstTicks === null && frameIndex > 0) fromStart = false;
      if (!fromStart) return;
      firstTicks ??= ticks;
      if (colour === null) {
        properties.copyProps(frame);
        colour = planeColour(frame);
      }
      const since = ticks - firstTicks;
      if (colours.wants(since)) colours.add({ ticks: since, frameIndex, value: colourSample(plane) });
      if (cells.wants(since)) cells.add({ ticks: since, frameIndex, value: reader.read(frame) });
    },
    samples: () =>
      colour === null || !fromStart
        ? null
        : {
            cells: cells.chosen(),
            cellWidth,
            cellHeight,
            colours: colours.chosen(),
            colour,
            geometry,
            tickSec,
            properties,
          },
    close: () => {
      reader.close();
      properties.free();
    },
  };
}

/** The size of a cell as coded, its pixels square. */
function cellSize({ squareWidth, squareHeight }: DisplayGeometry): { width: number; height: number } {
  const scale = Math.min(1, longestScrubCellPx / Math.max(squareWidth, squareHeight));
  return {
    width: Math.max(1, Math.round(squareWidth * scale)),
    height: Math.max(1, Math.round(squareHeight * scale)),
  };
}

/** The colour of planes that FFmpeg's scaler made of a frame: it leaves YCbCr as it is but for "yuvj" and RGB. */
function planeColour(frame: Frame): SourceColour {
  const colour = sourceColour(frame, frame.format, frame.width, frame.height);
  if (colour.rgbOrGrey) return { ...colour, matrix: 'smpte170m', range: 'limited', rgbOrGrey: false };
  const scaled = avGetPixFmtName(frame.format as AVPixelFormat)?.startsWith('yuvj') === true;
  return scaled ? { ...colour, range: 'limited' } : colour;
}

/** Luma averaged to the size of the chroma, so that no sample touches its neighbour when many are converted at once. */
function colourSample({ luma, u, v }: TinyPlane): Uint8Array {
  const size = colourSampleWidth * colourSampleHeight;
  const sample = new Uint8Array(size * 3);
  for (let y = 0, to = 0; y < colourSampleHeight; y += 1) {
    let at = y * 2 * planeWidth;
    for (let x = 0; x < colourSampleWidth; x += 1, at += 2, to += 1) {
      sample[to] =
        ((luma[at] ?? 0) +
          (luma[at + 1] ?? 0) +
          (luma[at + planeWidth] ?? 0) +
          (luma[at + planeWidth + 1] ?? 0) +
          2) >>
        2;
    }
  }
  sample.set(u, size);
  sample.set(v, size * 2);
  return sample;
}

interface CellReader {
  read(frame: Frame): Uint8Array;
  close(): void;
}

/** Takes single pixels on a grid, which touches only the rows it needs, however large the frame. */
function makeCellReader(width: number, height: number): CellReader {
  let scaler: SoftwareScaleContext | null = null;
  let key = '';
  let target: Frame | null = null;

  return {
    read: (frame) => {
      if (target === null) {
        target = new Frame();
        target.alloc();
        target.width = width;
        target.height = height;
        target.format = AV_PIX_FMT_YUV444P;
        target.getBuffer(0);
      }
      const wanted = `${frame.width} ${frame.height} ${frame.format}`;
      if (scaler === null || key !== wanted) {
        scaler?.freeContext();
        scaler = new SoftwareScaleContext();
        const { width: w, height: h, format } = frame;
        scaler.getContext(w, h, format as AVPixelFormat, width, height, AV_PIX_FMT_YUV444P, SWS_POINT);
        key = wanted;
      }
      scaler.scaleFrameSync(target, frame);
      return packed(target, width, height);
    },
    close: () => {
      scaler?.freeContext();
      target?.free();
    },
  };
}

/** The planes of a frame without padding. */
function packed(frame: Frame, width: number, height: number): Uint8Array {
  const bytes = new Uint8Array(width * height * 3);
  for (let plane = 0, to = 0; plane < 3; plane += 1) {
    const data = frame.data?.[plane];
    const stride = frame.linesize[plane] ?? 0;
    for (let y = 0; y < height; y += 1, to += width) {
      if (data !== undefined) bytes.set(data.subarray(y * stride, y * stride + width), to);
    }
  }
  return bytes;
}
