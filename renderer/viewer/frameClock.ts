/**
 * When each frame of a video is shown. Frame numbers count in presentation order from 0; seconds from the
 * first frame.
 */
export interface FrameClock {
  /** One per frame, rising. */
  readonly timesSec: Float64Array;
  /** End of the last frame. */
  readonly durationSec: number;
}

/** Number of the last frame; 0 for an empty clock. */
export function lastFrame(clock: FrameClock): number {
  return Math.max(0, clock.timesSec.length - 1);
}

/** The frame shown at a time: the last one that began by then. Times outside give the first or last frame. */
export function frameShownAt({ timesSec }: FrameClock, timeSec: number): number {
  let low = 0;
  let high = timesSec.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((timesSec[middle] ?? 0) <= timeSec) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}

/** Containers keep times as coarse as a millisecond, players as a microsecond. */
const roundingSec = 0.0015;

/**
 * The frame whose own time this is, as a player tells it of the picture it shows.
 * @returns null where no frame begins at that time
 */
export function frameBeginningAt(clock: FrameClock, timeSec: number): number | null {
  const { timesSec } = clock;
  const near = frameShownAt(clock, timeSec + roundingSec);
  let best: number | null = null;
  let bestSec = roundingSec;
  for (let frame = Math.max(0, near - 2); frame <= Math.min(near + 1, timesSec.length - 1); frame += 1) {
    const awaySec = Math.abs((timesSec[frame] ?? 0) - timeSec);
    if (awaySec > bestSec) continue;
    best = frame;
    bestSec = awaySec;
  }
  return best;
}

/** When a frame begins; the end of the video for the frame after the last. */
export function frameTimeSec({ timesSec, durationSec }: FrameClock, frame: number): number {
  if (frame >= timesSec.length) return durationSec;
  return timesSec[Math.max(0, frame)] ?? 0;
}

/** Where to seek so that a player shows this frame: the middle of its time, away from both neighbours. */
export function seekTimeSec(clock: FrameClock, frame: number): number {
  const fromSec = frameTimeSec(clock, frame);
  return fromSec + Math.max(0, frameTimeSec(clock, frame + 1) - fromSec) / 2;
}

/** A frame number brought into the video. */
export function clampFrame(clock: FrameClock, frame: number): number {
  return Math.min(lastFrame(clock), Math.max(0, Math.round(frame)));
}
