import type { Frame, Rect, StoredPicture, Swatch } from '../../shared/domain/frame.ts';
import type { FrameCopyChunk } from '../../shared/domain/frameCopyChunk.ts';
import type { HomageLink } from '../../shared/domain/homageLink.ts';
import type { FrameId, MediaId, WorkId } from '../../shared/domain/ids.ts';
import type { Media } from '../../shared/domain/media.ts';
import type { MoodId } from '../../shared/domain/moodId.ts';
import { type Work, workKindLabel } from '../../shared/domain/work.ts';
import { type CopyColumns, columnsOver, ownBytes } from './copies/copyColumns.ts';
import { type FrameCopy, frameCopy } from './copies/frameCopy.ts';
import { PackedColours } from './copies/packedColours.ts';
import { packFrameCopies } from './copies/packFrameCopies.ts';
import { searchable } from './searchText.ts';

/** What the gallery and its filters need of a frame. */
export interface FrameEntry extends FrameCopy {
  /** Numbers of its moods and of its tags among the lists that there are: frames with the same ones have the same number. */
  readonly moodList: number;
  readonly tagList: number;
  /**
   * Whether one of its colours has a name with the word in it, English or Korean.
   * @param word as `searchable` makes it
   */
  hasColourName(word: string): boolean;
}

export interface MediaEntry {
  readonly id: MediaId;
  readonly workId: WorkId;
  readonly fileName: string;
  readonly isVideo: boolean;
  readonly partial: boolean;
  readonly text: string;
}

export interface WorkEntry extends Work {
  readonly text: string;
}

/** The lists of moods and of tags that there are, by their numbers. Frames with the same ones share them. */
class KnownLists<Text extends string> {
  readonly #lists: (readonly Text[])[] = [];
  readonly #numbers = new Map<string, number>();

  numberOf(packed: string): number {
    const known = this.#numbers.get(packed);
    if (known !== undefined) return known;
    const list: unknown = JSON.parse(packed);
    if (!Array.isArray(list)) throw new TypeError('not a list');
    const number = this.#lists.push(list as Text[]) - 1;
    this.#numbers.set(packed, number);
    return number;
  }

  at(number: number): readonly Text[] {
    return this.#lists[number] ?? [];
  }

  get size(): number {
    return this.#lists.length;
  }
}

/** By {@link FrameEntry.moodList}. */
export const moodLists = new KnownLists<MoodId>();
/** By {@link FrameEntry.tagList}. */
export const tagLists = new KnownLists<string>();

const knownAreas = new Map<string, Rect>();

function sharedArea(x: number, y: number, width: number, height: number): Rect {
  const key = `${x} ${y} ${width} ${height}`;
  const one = knownAreas.get(key);
  if (one !== undefined) return one;
  const area = { x, y, width, height };
  knownAreas.set(key, area);
  return area;
}

/** Palettes that were looked at last: one and the same for as long as it may be on screen. */
const looked = new Map<FrameEntry, readonly Swatch[]>();
const mostLooked = 4000;

/** As a library holds it: as little as can be, a hundred thousand times. The palette is unpacked by whoever looks. */
class LightFrame implements FrameEntry {
  readonly id: FrameId;
  readonly workId: WorkId;
  readonly mediaId: MediaId;
  readonly timeSec: number;
  readonly frameIndex: number | null;
  readonly timecode: string | null;
  readonly shotNumber: number | null;
  readonly shotSec: number | null;
  readonly picture: StoredPicture;
  readonly moodList: number;
  readonly tagList: number;
  readonly altText: string;
  readonly createdAt: string;
  readonly words: string;
  readonly #colours: PackedColours;
  readonly #place: number;

  constructor(
    chunk: FrameCopyChunk,
    columns: CopyColumns,
    lists: ChunkLists,
    colours: PackedColours,
    place: number,
  ) {
    this.id = chunk.frameIds[place] as FrameId;
    this.workId = (chunk.repeated[columns.works[place] ?? 0] ?? '') as WorkId;
    this.mediaId = (chunk.repeated[columns.media[place] ?? 0] ?? '') as MediaId;
    this.timeSec = columns.timeSecs[place] ?? 0;
    this.frameIndex = known(columns.frameIndexes[place]);
    this.timecode = chunk.timecodes[place] ?? null;
    this.shotNumber = known(columns.shotNumbers[place]);
    this.shotSec = known(columns.shotSecs[place]);
    this.picture = {
      hash: (chunk.hashes[place] ?? '') as StoredPicture['hash'],
      width: columns.widths[place] ?? 0,
      height: columns.heights[place] ?? 0,
      area: sharedArea(
        columns.areas[4 * place] ?? 0,
        columns.areas[4 * place + 1] ?? 0,
        columns.areas[4 * place + 2] ?? 0,
        columns.areas[4 * place + 3] ?? 0,
      ),
    };
    this.moodList = lists.moods(columns.moodLists[place] ?? 0);
    this.tagList = lists.tags(columns.tagLists[place] ?? 0);
    this.altText = chunk.altTexts[place] ?? '';
    this.createdAt = chunk.repeated[columns.createdAts[place] ?? 0] ?? '';
    this.words = chunk.words[place] ?? '';
    this.#colours = colours;
    this.#place = place;
  }

  /** These are not fields of its own: a copy made by spreading has to name them. */
  get moodIds(): readonly MoodId[] {
    return moodLists.at(this.moodList);
  }

  get tags(): readonly string[] {
    return tagLists.at(this.tagList);
  }

  get palette(): readonly Swatch[] {
    const last = looked.get(this);
    if (last !== undefined) return last;
    const palette = this.#colours.paletteAt(this.#place);
    looked.set(this, palette);
    if (looked.size > mostLooked) {
      for (const oldest of looked.keys()) {
        looked.delete(oldest);
        if (looked.size <= mostLooked / 2) break;
      }
    }
    return palette;
  }

  hasColourName(word: string): boolean {
    return this.#colours.hasName(this.#place, word);
  }
}

function known(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}

/** Numbers of the lists of a chunk, each found once. */
class ChunkLists {
  readonly #texts: readonly string[];
  readonly #moods = new Map<number, number>();
  readonly #tags = new Map<number, number>();

  constructor(texts: readonly string[]) {
    this.#texts = texts;
  }

  moods(place: number): number {
    return this.#find(place, this.#moods, moodLists);
  }

  tags(place: number): number {
    return this.#find(place, this.#tags, tagLists);
  }

  #find(place: number, found: Map<number, number>, lists: { numberOf(packed: string): number }): number {
    const last = found.get(place);
    if (last !== undefined) return last;
    const number = lists.numberOf(this.#texts[place] ?? '[]');
    found.set(place, number);
    return number;
  }
}

/** The frames of a chunk of copies, as the library holds them, in their places; null where one is free. */
export function copiedEntries(chunk: FrameCopyChunk): (FrameEntry | null)[] {
  const columns = columnsOver(chunk.frameIds.length, ownBytes(chunk.bytes));
  const colours = new PackedColours(chunk, columns.colourEnds);
  const lists = new ChunkLists(chunk.repeated);
  return chunk.frameIds.map((id, place) =>
    id === '' ? null : new LightFrame(chunk, columns, lists, colours, place),
  );
}

/** Frames of the database, as the library holds them. @throws TypeError where one is no frame */
export function frameEntries(frames: readonly Frame[]): FrameEntry[] {
  const entries = copiedEntries(packFrameCopies(0, frames.map(frameCopy), false));
  return entries.filter((entry) => entry !== null);
}

/** @throws TypeError for a row that is no frame */
export function frameEntry(frame: Frame): FrameEntry {
  const [entry] = frameEntries([frame]);
  if (entry === undefined) throw new TypeError('not a frame');
  return entry;
}

export function mediaEntry(media: Media): MediaEntry {
  return {
    id: media.id,
    workId: media.workId,
    fileName: media.fileName,
    isVideo: media.content.kind === 'video',
    partial: media.partial,
    text: searchable(media.fileName),
  };
}

export function workEntry(work: Work): WorkEntry {
  return {
    ...work,
    text: searchable(
      [
        work.title,
        work.originalTitle,
        ...work.artists,
        ...work.directors,
        work.country,
        work.year ?? '',
        workKindLabel[work.kind],
      ].join(' \n '),
    ),
  };
}

/**
 * The link itself.
 * @throws TypeError where a part is missing that every list of links goes through
 */
export function linkEntry(link: HomageLink): HomageLink {
  const parts: readonly unknown[] = [link.from, link.to, link.features, link.evidence];
  if (!parts.every(Array.isArray) || typeof link.updatedAt !== 'string') {
    throw new TypeError('not a homage link');
  }
  return link;
}

/** The rows that an entry can be made of; of the others the library's index tells. */
export function readableRows<Row>(rows: readonly Row[], toEntry: (row: Row) => unknown): Row[] {
  return rows.filter((row) => {
    try {
      toEntry(row);
      return true;
    } catch {
      return false;
    }
  });
}
