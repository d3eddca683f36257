import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const boundsSchema = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
});
const windowBoundsSchema = z.object({ bounds: boundsSchema, maximized: z.boolean() });

export type Bounds = z.infer<typeof boundsSchema>;
export type WindowBounds = z.infer<typeof windowBoundsSchema>;

export const minimumSize = { width: 1024, height: 640 };
export const defaultSize = { width: 1440, height: 900 };

/**
 * Where the window was; null when that is not known, or on no display that is there now.
 * @param displays work areas of the displays
 */
export function readWindowBounds(path: string, displays: readonly Bounds[]): WindowBounds | null {
  try {
    const parsed = windowBoundsSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    return displays.some((display) => overlaps(display, parsed.bounds)) ? parsed : null;
  } catch {
    // Not there yet, or damaged: the default place will do.
    return null;
  }
}

/** Written at once, as the window closes; failing costs a place on the screen and nothing else. */
export function saveWindowBounds(path: string, bounds: WindowBounds): void {
  try {
    writeFileSync(`${path}.tmp`, JSON.stringify(bounds));
    renameSync(`${path}.tmp`, path);
  } catch (thrown) {
    process.stderr.write(`window place not saved: ${String(thrown)}\n`);
  }
}

/** Enough of the title bar shows to take hold of it. */
function overlaps(display: Bounds, bounds: Bounds): boolean {
  const grip = 80;
  return (
    bounds.x + bounds.width - grip >= display.x &&
    bounds.x + grip <= display.x + display.width &&
    bounds.y >= display.y &&
    bounds.y + grip <= display.y + display.height
  );
}
