import type { Frame } from '../../shared/domain/frame.ts';
import type { FrameId, MediaId } from '../../shared/domain/ids.ts';
import type { Media } from '../../shared/domain/media.ts';
import type { AfterimageDatabase } from './afterimageDatabase.ts';

/** Rows of the tables that matter here, by key; undefined for a row that is not there. */
interface Images {
  readonly frames: ReadonlyMap<string, Frame | undefined>;
  readonly media: ReadonlyMap<string, Media | undefined>;
}

/**
 * Frames that recorded changes deleted while this window lives. A file counts as complete again only when the
 * last of its deleted frames is back, in whatever order the deletions are taken back.
 */
export class MissingFrames {
  private static readonly byDatabase = new WeakMap<AfterimageDatabase, MissingFrames>();
  private readonly mediaOf = new Map<FrameId, MediaId>();
  private readonly onceComplete = new Set<MediaId>();

  static of(database: AfterimageDatabase): MissingFrames {
    const known = MissingFrames.byDatabase.get(database) ?? new MissingFrames();
    MissingFrames.byDatabase.set(database, known);
    return known;
  }

  /** Takes in which frames a change deleted or brought back, and of which files. */
  note(before: Images, after: Images): void {
    for (const [key, frame] of after.frames) {
      const deleted = before.frames.get(key);
      if (frame !== undefined) this.mediaOf.delete(frame.id);
      else if (deleted !== undefined) this.mediaOf.set(deleted.id, deleted.mediaId);
    }
    for (const media of before.media.values()) if (media?.partial === false) this.onceComplete.add(media.id);
  }

  /** @returns the files that are to be written otherwise, since frames of theirs are missing or all are back */
  async correct(database: AfterimageDatabase, written: Images['media']): Promise<Media[]> {
    const corrected: Media[] = [];
    for (const media of written.values()) {
      if (media === undefined || !this.onceComplete.has(media.id)) continue;
      const deleted = [...this.mediaOf].flatMap(([id, mediaId]) => (mediaId === media.id ? [id] : []));
      const partial = (await database.frames.where(':id').anyOf(deleted).count()) < deleted.length;
      if (partial !== media.partial) corrected.push({ ...media, partial });
    }
    return corrected;
  }
}
