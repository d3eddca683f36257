import type { FrameEntry } from '../library/libraryEntries.ts';
import type { ShownShots } from './useMediaShots.ts';

/**
 * The library's frames that stand for a span of a video: those of every shot that the span touches. Inside one shot those
 * within the span, where there are any.
 * @param span frame numbers; `outFrame` is exclusive
 */
export function framesOfSpan(
  { inFrame, outFrame }: { readonly inFrame: number; readonly outFrame: number },
  { shots, frames }: Pick<ShownShots, 'shots' | 'frames'>,
): FrameEntry[] {
  const within = (from: number, to: number) =>
    frames.filter(({ frameIndex }) => frameIndex !== null && frameIndex >= from && frameIndex < to);
  const touched = shots.filter((shot) => shot.startFrame < outFrame && shot.endFrame > inFrame);
  return touched.flatMap(({ startFrame, endFrame }) => {
    const inside = within(Math.max(startFrame, inFrame), Math.min(endFrame, outFrame));
    return inside.length > 0 ? inside : within(startFrame, endFrame);
  });
}
