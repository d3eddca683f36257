import type { Frame, StoredPicture, Swatch } from '../../../shared/domain/frame.ts';
import type { FrameId, MediaId, WorkId } from '../../../shared/domain/ids.ts';
import type { MoodId } from '../../../shared/domain/moodId.ts';
import { frameTimecode } from '../../../shared/timecode/frameTimecode.ts';
import { searchable } from '../searchText.ts';

/** What lists and filters need of a frame: nothing that hangs on more than its row. */
export interface FrameCopy {
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
  /** Its tags, note and description, made comparable. */
  readonly words: string;
}

/** The most colours that a palette may have, see `analysedFrameSchema`. */
const mostColours = 12;

/** @throws TypeError for a row that is no frame */
export function frameCopy(frame: Frame): FrameCopy {
  const { id, workId, mediaId, time, shot, picture, palette, moodIds, tags, altText, createdAt } = frame;
  const { hash, width, height, area } = picture;
  const texts: readonly unknown[] = [id, workId, mediaId, hash, altText, createdAt, ...moodIds, ...tags];
  const numbers: readonly unknown[] = [width, height, area.x, area.y, area.width, area.height];
  if (!texts.every((each) => typeof each === 'string')) throw new TypeError('a text is missing');
  if (!numbers.every((each) => typeof each === 'number')) throw new TypeError('a number is missing');
  if (palette.length > mostColours || !palette.every(isSwatch)) throw new TypeError('not a palette');
  return {
    id,
    workId,
    mediaId,
    timeSec: time?.timeSec ?? 0,
    frameIndex: time?.frameIndex ?? null,
    timecode: frameTimecode(frame),
    shotNumber: shot === null ? null : shot.index + 1,
    shotSec: shot === null ? null : shot.endSec - shot.startSec,
    picture,
    palette,
    moodIds,
    tags,
    altText,
    createdAt,
    words: searchable([...tags, frame.note, altText].join(' \n ')),
  };
}

function isSwatch({ hex, oklch, name }: Swatch): boolean {
  return /^#[0-9a-f]{6}$/.test(hex) && oklch.length === 3 && typeof name === 'string';
}
