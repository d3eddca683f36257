import type { PaletteFrame } from '../../shared/colour/paletteOfFrames.ts';
import type { Shot } from '../../shared/domain/frame.ts';

interface SpanFrame extends PaletteFrame {
  readonly frameIndex: number | null;
}

/**
 * The library's frames that stand for a span of a video: those of every shot that the span touches. Inside one shot those
 * within the span, where there are any. `shotSec` is the length of the part of the shot that lies in the span.
 * @param span frame numbers; `outFrame` is exclusive
 */
export function framesOfSpan<F extends SpanFrame>(
  { inFrame, outFrame }: { readonly inFrame: number; readonly outFrame: number },
  { shots, frames }: { readonly shots: readonly Shot[]; readonly frames: readonly F[] },
): F[] {
  const within = (from: number, to: number) =>
    frames.filter(({ frameIndex }) => frameIndex !== null && frameIndex >= from && frameIndex < to);
  const touched = shots.filter((shot) => shot.startFrame < outFrame && shot.endFrame > inFrame);
  return touched.flatMap(({ startFrame, endFrame }) => {
    const from = Math.max(startFrame, inFrame);
    const to = Math.min(endFrame, outFrame);
    const inside = within(from, to);
    const part = (to - from) / (endFrame - startFrame);
    return (inside.length > 0 ? inside : within(startFrame, endFrame)).map((frame) => ({
      ...frame,
      // Unpacked when asked for, which a copy of the rest does not.
      palette: frame.palette,
      shotSec: frame.shotSec === null ? null : frame.shotSec * part,
    }));
  });
}
