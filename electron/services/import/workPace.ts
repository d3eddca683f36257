/** What an import works on: a video by pixels times frames, a still by bytes. */
export type WorkKind = 'video' | 'still';

/** What a frame costs beside its pixels, in pixels: it is looked at by the shot detector, however small. */
const frameExtraPixels = 400_000;

/** How much work a video is, in pixels. */
export function videoWork(frameCount: number, width: number, height: number): number {
  return frameCount * (width * height + frameExtraPixels);
}

/** Learns how long a unit of each kind of work takes. */
export interface WorkPace {
  /** Time that went into a kind, ms. */
  spend(kind: WorkKind, ms: number): void;
  /** Units of it that were done. */
  achieve(kind: WorkKind, units: number): void;
  readonly msPerUnit: (kind: WorkKind) => number;
}

/**
 * Before anything is measured: a frame of 1080p H.264 in 4 ms, a JPEG of 4 MB in 90 ms (two cores of 2024). Only
 * what one is against the other matters.
 */
const expectedMs: Record<WorkKind, number> = { video: 2e-6, still: 2e-5 };
/** What was measured counts as much as the expectation once it took this long, ms. */
const trustedMs = 300;

/** Starts from an expectation; a kind not yet met is as much faster or slower than expected as the other. */
export function makeWorkPace(): WorkPace {
  const spent: Record<WorkKind, number> = { video: 0, still: 0 };
  const achieved: Record<WorkKind, number> = { video: 0, still: 0 };

  const slowness = (kind: WorkKind): number => {
    const expected = achieved[kind] * expectedMs[kind];
    return (spent[kind] + trustedMs) / (expected + trustedMs);
  };

  return {
    spend: (kind, ms) => {
      spent[kind] += ms;
    },
    achieve: (kind, units) => {
      achieved[kind] += units;
    },
    msPerUnit: (kind) => {
      const other: WorkKind = kind === 'video' ? 'still' : 'video';
      // The expectation, as it held for the other kind, weighs as much as a little time of the kind's own.
      const assumed = achieved[other] > 0 ? slowness(other) : 1;
      const expected = achieved[kind] * expectedMs[kind];
      return (expectedMs[kind] * (spent[kind] + trustedMs * assumed)) / (expected + trustedMs);
    },
  };
}
