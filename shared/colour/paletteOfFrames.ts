import type { Swatch } from '../domain/frame.ts';
import { poolPalettes } from './poolPalettes.ts';

/** What the common palette needs of a frame. */
export interface PaletteFrame {
  readonly mediaId: string;
  readonly palette: readonly Swatch[];
  /** Number of its shot; null for a still. */
  readonly shotNumber: number | null;
  /** Length of its shot in seconds; null for a still. */
  readonly shotSec: number | null;
}

/** Of more frames than this, so many evenly spread ones stand for all: more change nothing to the eye. */
const MOST_FRAMES = 2000;
/** Part of a step by which each place moves on within its own: no order that comes again falls in step with it. */
const GOLDEN_STEP = (Math.sqrt(5) - 1) / 2;

/**
 * The common palette of frames, each weighed by the length of the shot that it stands for, which frames of one shot share;
 * stills count as much as a shot of mean length.
 * @returns as `poolPalettes`; the palette itself where there is one frame
 */
export function paletteOfFrames(frames: readonly PaletteFrame[]): readonly Swatch[] {
  const [first] = frames;
  if (first === undefined) return [];
  if (frames.length === 1) return first.palette;
  const counted = evenlySpread(frames);
  const shots = new Map<string, { frames: number; lengthSec: number }>();
  for (const frame of counted) {
    const { shotSec } = frame;
    if (shotSec === null || shotSec <= 0) continue;
    const known = shots.get(shotOf(frame));
    shots.set(shotOf(frame), { frames: (known?.frames ?? 0) + 1, lengthSec: shotSec });
  }
  const total = [...shots.values()].reduce((sum, { lengthSec }) => sum + lengthSec, 0);
  const usual = shots.size === 0 ? 1 : total / shots.size;
  return poolPalettes(
    counted.map((frame) => {
      const shot = shots.get(shotOf(frame));
      return { palette: frame.palette, weight: shot === undefined ? usual : shot.lengthSec / shot.frames };
    }),
  );
}

function evenlySpread(frames: readonly PaletteFrame[]): readonly PaletteFrame[] {
  if (frames.length <= MOST_FRAMES) return frames;
  const apart = frames.length / MOST_FRAMES;
  return Array.from({ length: MOST_FRAMES }, (_, step) => {
    const moved = (step * GOLDEN_STEP) % 1;
    return frames[Math.min(frames.length - 1, Math.floor((step + moved) * apart))];
  }).filter((frame) => frame !== undefined);
}

function shotOf({ mediaId, shotNumber, shotSec }: PaletteFrame): string {
  return shotSec === null ? '' : `${mediaId} ${shotNumber ?? ''}`;
}
