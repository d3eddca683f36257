import { AV_PIX_FMT_GRAY8, type AV_PIX_FMT_YUV420P, SWS_POINT } from 'node-av/constants';
import { Frame, SoftwareScaleContext } from 'node-av/lib';

/** Rows and columns of the picture that are looked at. */
const lines = 32;
/** Distance of the samples that are compared, pixels: grain counts less than at 1, a soft edge still does. */
const distance = 2;

/** Measures how sharp decoded frames are to the pixel; close when done. */
export interface SharpnessMeter {
  /**
   * Mean difference of samples two pixels apart, along rows and along columns, as their geometric mean in 8-bit
   * levels: smeared in one direction is smeared. Comparable between frames of one shot. The frame stays the caller's.
   */
  measure(frame: Frame): number;
  close(): void;
}

/** Makes a meter for the frames of one video. It reads only a few rows and columns (FFmpeg's scaler in point mode). */
export function makeSharpnessMeter(): SharpnessMeter {
  const rows = new ThinReader();
  const columns = new ThinReader();
  return {
    measure(frame) {
      const along = rows.read(frame, frame.width, Math.min(lines, frame.height));
      const down = columns.read(frame, Math.min(lines, frame.width), frame.height);
      if (along === null || down === null) return 0;
      return Math.sqrt(meanStep(along, 1) * meanStep(down, down.stride));
    },
    close() {
      rows.close();
      columns.close();
    },
  };
}

interface Grey {
  readonly data: Uint8Array;
  readonly stride: number;
  readonly width: number;
  readonly height: number;
}

/** Takes rows or columns out of frames by resizing to few of them. */
class ThinReader {
  #target: Frame | null = null;
  #scaler: SoftwareScaleContext | null = null;
  #key = '';

  read(frame: Frame, width: number, height: number): Grey | null {
    const key = `${frame.width} ${frame.height} ${frame.format}`;
    if (this.#key !== key) this.#open(frame, width, height, key);
    const target = this.#target;
    if (target === null || this.#scaler === null || this.#scaler.scaleFrameSync(target, frame) < 0)
      return null;
    const data = target.data?.[0];
    return data === undefined ? null : { data, stride: target.linesize[0] ?? width, width, height };
  }

  close(): void {
    this.#scaler?.freeContext();
    this.#target?.free();
    this.#scaler = null;
    this.#target = null;
    this.#key = '';
  }

  #open(frame: Frame, width: number, height: number, key: string): void {
    this.close();
    const target = new Frame();
    target.alloc();
    target.width = width;
    target.height = height;
    target.format = AV_PIX_FMT_GRAY8;
    target.getBuffer(0);
    const scaler = new SoftwareScaleContext();
    const format = frame.format as typeof AV_PIX_FMT_YUV420P;
    scaler.getContext(frame.width, frame.height, format, width, height, AV_PIX_FMT_GRAY8, SWS_POINT);
    this.#target = target;
    this.#scaler = scaler;
    this.#key = key;
  }
}

/** Mean absolute difference of samples `distance` steps of `step` bytes apart. */
function meanStep({ data, stride, width, height }: Grey, step: number): number {
  const reach = distance * step;
  const wide = step === 1 ? width - distance : width;
  const high = step === 1 ? height : height - distance;
  let sum = 0;
  for (let y = 0; y < high; y += 1) {
    const end = y * stride + wide;
    for (let at = y * stride; at < end; at += 1) sum += Math.abs(data[at + reach]! - data[at]!);
  }
  return wide <= 0 || high <= 0 ? 0 : sum / (wide * high);
}
