import { nameColourKorean } from '../../../shared/colour/nameColourKorean.ts';
import type { FrameCopyChunk } from '../../../shared/domain/frameCopyChunk.ts';
import { type ColourColumns, coloursOver, columnBytes, columnsOver, nothing } from './copyColumns.ts';
import type { FrameCopy } from './frameCopy.ts';

/** How copies are made: grows with every change of what they hold, how they lie in a chunk, or how colours are named in Korean. */
export const copyVersion = 1;

/** Stands in `koreanNames` where names were not made. */
export const notNamed = 65535;

/**
 * Packs copies of frames into columns.
 * @param copies in their order; null leaves a place free
 * @param inKorean whether colours are named in Korean too, which takes longer than all the rest
 */
export function packFrameCopies(
  id: number,
  copies: readonly (FrameCopy | null)[],
  inKorean: boolean,
): FrameCopyChunk {
  const bytes = new Uint8Array(columnBytes(copies.length));
  const columns = columnsOver(copies.length, bytes);
  const count = copies.reduce((sum, copy) => sum + (copy?.palette.length ?? 0), 0);
  const colours = coloursOver(count);
  const repeated = new Repeated();
  let colour = 0;
  for (const [at, copy] of copies.entries()) {
    if (copy !== null) {
      const { picture } = copy;
      columns.timeSecs[at] = copy.timeSec;
      columns.frameIndexes[at] = copy.frameIndex ?? nothing;
      columns.shotNumbers[at] = copy.shotNumber ?? nothing;
      columns.shotSecs[at] = copy.shotSec ?? nothing;
      columns.areas.set([picture.area.x, picture.area.y, picture.area.width, picture.area.height], 4 * at);
      columns.widths[at] = picture.width;
      columns.heights[at] = picture.height;
      columns.works[at] = repeated.placeOf(copy.workId);
      columns.media[at] = repeated.placeOf(copy.mediaId);
      columns.createdAts[at] = repeated.placeOf(copy.createdAt);
      columns.moodLists[at] = repeated.placeOf(JSON.stringify(copy.moodIds));
      columns.tagLists[at] = repeated.placeOf(JSON.stringify(copy.tags));
      for (const swatch of copy.palette) {
        packColour(colours, colour, swatch, repeated, inKorean);
        colour += 1;
      }
    }
    columns.colourEnds[at] = colour;
  }
  return {
    id,
    version: copyVersion,
    frameIds: copies.map((copy) => copy?.id ?? ''),
    hashes: copies.map((copy) => copy?.picture.hash ?? ''),
    timecodes: copies.map((copy) => copy?.timecode ?? null),
    altTexts: copies.map((copy) => copy?.altText ?? ''),
    words: copies.map((copy) => copy?.words ?? ''),
    repeated: repeated.texts,
    bytes,
    colours: new Uint8Array(colours.values.buffer),
  };
}

function packColour(
  colours: ColourColumns,
  at: number,
  { hex, oklch: [lightness, chroma, hue], share, name }: FrameCopy['palette'][number],
  repeated: Repeated,
  inKorean: boolean,
): void {
  colours.values.set([lightness, chroma, hue ?? nothing, share], 4 * at);
  colours.hexes[at] = Number.parseInt(hex.slice(1), 16);
  colours.names[at] = repeated.placeOf(name);
  colours.koreanNames[at] = inKorean
    ? repeated.placeOf(nameColourKorean([lightness, chroma, hue]))
    : notNamed;
}

/** Texts that come again and again, each once. */
class Repeated {
  readonly texts: string[] = [];
  readonly #places = new Map<string, number>();

  placeOf(text: string): number {
    const known = this.#places.get(text);
    if (known !== undefined) return known;
    const place = this.texts.push(text) - 1;
    this.#places.set(text, place);
    return place;
  }
}
