import type { FootageStrip } from '../../shared/domain/footageStrip.ts';
import type { Shot, Swatch } from '../../shared/domain/frame.ts';

/** A stretch of a video with its colours, the lightest first: so that they lie in bands that run on. */
export interface ColourStretch {
  readonly startSec: number;
  readonly endSec: number;
  readonly colours: readonly { readonly hex: string; readonly share: number }[];
}

/** The colours over time as analysis measured them; without them, of each shot the palette of its frame. */
export function colourTimeline(
  strip: FootageStrip | null,
  shots: readonly Shot[],
  paletteOf: (shot: Shot) => readonly Swatch[] | undefined,
): readonly ColourStretch[] {
  if (strip !== null) {
    return strip.colours.map(({ startSec, endSec, colours }) => ({
      startSec,
      endSec,
      colours: [...colours].sort((a, b) => b.oklab[0] - a.oklab[0]),
    }));
  }
  return shots.flatMap((shot) => {
    const palette = paletteOf(shot);
    if (palette === undefined) return [];
    const colours = [...palette].sort((a, b) => b.oklch[0] - a.oklch[0]);
    return [{ startSec: shot.startSec, endSec: shot.endSec, colours }];
  });
}

/** A field of colour, in shares of the strip's width and height. */
export interface ColourField {
  readonly hex: string;
  readonly left: number;
  readonly width: number;
  readonly top: number;
  readonly height: number;
}

/** Lays colours over time out: time to the right, shares from the top. */
export function colourFields(stretches: readonly ColourStretch[], durationSec: number): ColourField[] {
  if (durationSec <= 0) return [];
  return stretches.flatMap(({ startSec, endSec, colours }) => {
    const left = Math.min(1, startSec / durationSec);
    const width = Math.min(1, endSec / durationSec) - left;
    const total = colours.reduce((sum, { share }) => sum + share, 0);
    if (width <= 0 || total <= 0) return [];
    let top = 0;
    return colours.map(({ hex, share }) => {
      const field = { hex, left, width, top, height: share / total };
      top += field.height;
      return field;
    });
  });
}
