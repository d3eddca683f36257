import type { Frame, StoredPicture, Swatch } from '../../shared/domain/frame.ts';
import type { FrameId, MediaId, WorkId } from '../../shared/domain/ids.ts';
import type { Media } from '../../shared/domain/media.ts';
import type { MoodId } from '../../shared/domain/moodId.ts';
import { type Work, workKindLabel } from '../../shared/domain/work.ts';
import { frameTimecode } from '../../shared/timecode/frameTimecode.ts';
import { moodLabel } from './moodWords.ts';
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

export function frameEntry(frame: Frame): FrameEntry {
  return {
    id: frame.id,
    workId: frame.workId,
    mediaId: frame.mediaId,
    timeSec: frame.time?.timeSec ?? 0,
    frameIndex: frame.time?.frameIndex ?? null,
    timecode: frameTimecode(frame),
    shotNumber: frame.shot === null ? null : frame.shot.index + 1,
    picture: frame.picture,
    palette: frame.palette,
    moodIds: frame.moodIds,
    tags: frame.tags,
    altText: frame.altText,
    createdAt: frame.createdAt,
    text: searchable(
      [
        ...frame.tags,
        frame.note,
        frame.altText,
        ...frame.moodIds.map(moodLabel),
        ...frame.palette.map((swatch) => swatch.name),
      ].join(' \n '),
    ),
  };
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
