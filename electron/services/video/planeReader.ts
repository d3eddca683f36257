import { AV_PIX_FMT_YUV420P, SWS_POINT } from 'node-av/constants';
import { FFmpegError, Frame, SoftwareScaleContext } from 'node-av/lib';
import { AppFailure } from '../../../shared/contract/appError.ts';
import { planeHeight, planeWidth, type TinyPlane } from './tinyPlane.ts';

/** Makes a frame's {@link TinyPlane}; close when done. */
export interface PlaneReader {
  /** The frame stays the caller's. */
  read(frame: Frame): TinyPlane;
  close(): void;
}

/**
 * Makes a reader for the frames of one video. It takes single pixels on a grid twice as fine as the plane
 * (FFmpeg's scaler in point mode touches only the rows it needs) and averages four: a tenth of the price of
 * averaging the whole picture, and grain still evens out.
 */
export function makePlaneReader(fileName: string): PlaneReader {
  const target = new Frame();
  target.alloc();
  target.width = planeWidth * 2;
  target.height = planeHeight * 2;
  target.format = AV_PIX_FMT_YUV420P;
  target.getBuffer(0);
  let scaler: SoftwareScaleContext | null = null;
  let key = '';

  const scalerFor = (frame: Frame): SoftwareScaleContext => {
    const wanted = `${frame.width} ${frame.height} ${frame.format}`;
    if (scaler !== null && key === wanted) return scaler;
    scaler?.freeContext();
    scaler = new SoftwareScaleContext();
    const { width, height, format } = frame;
    scaler.getContext(
      width,
      height,
      format as typeof AV_PIX_FMT_YUV420P,
      target.width,
      target.height,
      AV_PIX_FMT_YUV420P,
      SWS_POINT,
    );
    key = wanted;
    return scaler;
  };

  return {
    read(frame) {
      const scaled = scalerFor(frame).scaleFrameSync(target, frame);
      const [luma, u, v] = target.data ?? [];
      const [lumaStride = 0, uStride = 0, vStride = 0] = target.linesize;
      if (scaled < 0 || luma === undefined || u === undefined || v === undefined) {
        throw new AppFailure('file-unsupported', { fileName, reason: FFmpegError.strerror(scaled) });
      }
      return {
        luma: halve(luma, lumaStride, planeWidth, planeHeight),
        u: halve(u, uStride, planeWidth / 2, planeHeight / 2),
        v: halve(v, vStride, planeWidth / 2, planeHeight / 2),
        sharpness: sharpnessOf(luma, lumaStride, planeWidth * 2, planeHeight * 2),
      };
    },
    close() {
      scaler?.freeContext();
      scaler = null;
      target.free();
    },
  };
}

/** Averages 2x2 pixels. */
function halve(from: Uint8Array, stride: number, width: number, height: number): Uint8Array {
  const to = new Uint8Array(width * height);
  for (let y = 0, index = 0; y < height; y += 1) {
    let at = y * 2 * stride;
    for (let x = 0; x < width; x += 1, at += 2, index += 1) {
      to[index] = (from[at]! + from[at + 1]! + from[at + stride]! + from[at + stride + 1]! + 2) >> 2;
    }
  }
  return to;
}

/** Mean absolute difference of neighbouring samples, in 8-bit levels. */
function sharpnessOf(from: Uint8Array, stride: number, width: number, height: number): number {
  let sum = 0;
  for (let y = 1; y < height; y += 2) {
    let at = y * stride;
    for (let x = 1; x < width; x += 1, at += 1) sum += Math.abs(from[at + 1]! - from[at]!);
  }
  return sum / ((width - 1) * (height >> 1));
}
