/** Playing speeds: 0 stands, negative runs backwards. */
export type Rate = number;

/** J and L go through 1, 2, 4 and 8. */
const fastest = 8;

/** The speed after one more press of L: forwards, twice as fast each time; out of reverse to normal speed. */
export function fasterForwards(rate: Rate): Rate {
  return rate <= 0 ? 1 : Math.min(fastest, rate * 2);
}

/** The speed after one more press of J: backwards, twice as fast each time; out of forwards to normal speed. */
export function fasterBackwards(rate: Rate): Rate {
  return rate >= 0 ? -1 : Math.max(-fastest, rate * 2);
}

/** What the speed reads like; empty for standing still and for normal speed. */
export function rateText(rate: Rate): string {
  if (rate === 0 || rate === 1) return '';
  return rate < 0 ? `−${-rate}×` : `${rate}×`;
}

/** In and out marks, frame numbers; out is exclusive. Null where not set. */
export interface Marks {
  readonly inFrame: number | null;
  readonly outFrame: number | null;
}

export const noMarks: Marks = { inFrame: null, outFrame: null };

/** Marks this frame as the first one; an out mark that would come before it goes. */
export function markIn(marks: Marks, frame: number): Marks {
  const outFrame = marks.outFrame !== null && marks.outFrame > frame ? marks.outFrame : null;
  return { inFrame: frame, outFrame };
}

/** Marks this frame as the last one that belongs to it; an in mark that would come after it goes. */
export function markOut(marks: Marks, frame: number): Marks {
  const inFrame = marks.inFrame !== null && marks.inFrame <= frame ? marks.inFrame : null;
  return { inFrame, outFrame: frame + 1 };
}

/** The marked frames: an open side reaches to the end of the video. Null without any mark. */
export function markedSpan(
  { inFrame, outFrame }: Marks,
  frameCount: number,
): { inFrame: number; outFrame: number } | null {
  if (inFrame === null && outFrame === null) return null;
  const span = { inFrame: inFrame ?? 0, outFrame: Math.min(outFrame ?? frameCount, frameCount) };
  return span.outFrame > span.inFrame ? span : null;
}
