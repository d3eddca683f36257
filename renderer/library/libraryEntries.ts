import type { Frame, Rect, StoredPicture, Swatch } from '../../shared/domain/frame.ts';
import type { HomageLink } from '../../shared/domain/homageLink.ts';
import type { FrameId, MediaId, WorkId } from '../../shared/domain/ids.ts';
import type { Media } from '../../shared/domain/media.ts';
import type { MoodId } from '../../shared/domain/moodId.ts';
import { type Work, workKindLabel } from '../../shared/domain/work.ts';
import { frameTimecode } from '../../shared/timecode/frameTimecode.ts';
import { moodLabel } from './moodWords.ts';
import { packPalette, unpackPalette } from './packedPalette.ts';
import { searchable } from './searchText.ts';

/** What the gallery and its filters need of a frame. */
export interface FrameEntry {
  readonly id: FrameId;
  readonly workId: WorkId;
  readonly mediaId: MediaId;
  /** Seconds from the start of its media; 0 for a still. */
  readonly timeSec: number;
  /** Presentation order; null for a still. */
  readonly frameIndex: number | null;
  readonly timecode: string | null;
  /** Counted from 1; null for a still. */
  readonly shotNumber: number | null;
  /** Length of its shot in seconds; null for a still. */
  readonly shotSec: number | null;
  readonly picture: StoredPicture;
  readonly palette: readonly Swatch[];
  readonly moodIds: readonly MoodId[];
  readonly tags: readonly string[];
  readonly altText: string;
  readonly createdAt: string;
  /** Own words, moods and colour names, made comparable. */
  readonly text: string;
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

/** Texts that come again and again: a row read from the database brings copies of its own. */
const known = new Map<string, string>();

/** The one copy of a text of which there are few. */
function shared<Text extends string>(text: Text): Text {
  const one = known.get(text);
  if (one !== undefined) return one as Text;
  known.set(text, text);
  return text;
}

/** Lists that come again and again, likewise. */
const knownLists = new Map<string, readonly string[]>();

function sharedList<Text extends string>(list: readonly Text[]): readonly Text[] {
  const key = JSON.stringify(list);
  const one = knownLists.get(key);
  if (one !== undefined) return one as readonly Text[];
  const made = list.map(shared);
  knownLists.set(key, made);
  return made;
}

const knownAreas = new Map<string, Rect>();

function sharedArea(area: Rect): Rect {
  const key = `${area.x} ${area.y} ${area.width} ${area.height}`;
  const one = knownAreas.get(key);
  if (one !== undefined) return one;
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
  readonly moodIds: readonly MoodId[];
  readonly tags: readonly string[];
  readonly altText: string;
  readonly createdAt: string;
  readonly text: string;
  readonly #palette: string;

  constructor(frame: Omit<FrameEntry, 'palette'>, palette: string) {
    this.id = frame.id;
    this.workId = frame.workId;
    this.mediaId = frame.mediaId;
    this.timeSec = frame.timeSec;
    this.frameIndex = frame.frameIndex;
    this.timecode = frame.timecode;
    this.shotNumber = frame.shotNumber;
    this.shotSec = frame.shotSec;
    this.picture = frame.picture;
    this.moodIds = frame.moodIds;
    this.tags = frame.tags;
    this.altText = frame.altText;
    this.createdAt = frame.createdAt;
    this.text = frame.text;
    this.#palette = palette;
  }

  /** Not a field of its own: a copy made by spreading has to name it. */
  get palette(): readonly Swatch[] {
    const known = looked.get(this);
    if (known !== undefined) return known;
    const palette = unpackPalette(this.#palette);
    looked.set(this, palette);
    if (looked.size > mostLooked) {
      for (const oldest of looked.keys()) {
        looked.delete(oldest);
        if (looked.size <= mostLooked / 2) break;
      }
    }
    return palette;
  }
}

export function frameEntry(frame: Frame): FrameEntry {
  const { picture } = frame;
  return new LightFrame(
    {
      id: frame.id,
      workId: shared(frame.workId),
      mediaId: shared(frame.mediaId),
      timeSec: frame.time?.timeSec ?? 0,
      frameIndex: frame.time?.frameIndex ?? null,
      timecode: frameTimecode(frame),
      shotNumber: frame.shot === null ? null : frame.shot.index + 1,
      shotSec: frame.shot === null ? null : frame.shot.endSec - frame.shot.startSec,
      picture: { ...picture, area: sharedArea(picture.area) },
      moodIds: sharedList(frame.moodIds),
      tags: sharedList(frame.tags),
      altText: frame.altText,
      createdAt: shared(frame.createdAt),
      text: searchable(
        [
          ...frame.tags,
          frame.note,
          frame.altText,
          ...frame.moodIds.map(moodLabel),
          ...frame.palette.map((swatch) => swatch.name),
        ].join(' \n '),
      ),
    },
    packPalette(frame.palette),
  );
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
