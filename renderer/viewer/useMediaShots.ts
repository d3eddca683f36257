import { useLiveQuery } from 'dexie-react-hooks';
import { useMemo } from 'react';
import type { Shot } from '../../shared/domain/frame.ts';
import type { MediaId } from '../../shared/domain/ids.ts';
import { noShotEdits, shotRepresentatives } from '../../shared/domain/shotEdits.ts';
import { database } from '../database/afterimageDatabase.ts';
import { type MediaShots, readMediaShots } from '../database/shotStore.ts';
import type { FrameEntry } from '../library/libraryEntries.ts';
import type { LibraryIndex } from '../library/useLibraryIndex.ts';

/** A video's shots as they are shown, with the library's frames of it. */
export interface ShownShots extends Pick<MediaShots, 'edits'> {
  readonly shots: readonly Shot[];
  /** In order of time. */
  readonly frames: readonly FrameEntry[];
  /** The frame that stands for a shot, by the shot's first frame. */
  readonly standing: ReadonlyMap<number, FrameEntry>;
  readonly ready: boolean;
}

/** The shots of a video, live: edits, imports and grabbed frames show at once. */
export function useMediaShots(mediaId: MediaId, index: LibraryIndex): ShownShots {
  const read = useLiveQuery(() => readMediaShots(database, mediaId), [mediaId]);
  const frames = useMemo(
    () =>
      [...index.frames.values()]
        .filter((frame) => frame.mediaId === mediaId)
        .sort((a, b) => a.timeSec - b.timeSec || (a.id < b.id ? -1 : 1)),
    [index.frames, mediaId],
  );
  return useMemo(() => {
    const shots = read?.shots ?? [];
    const edits = read?.edits ?? noShotEdits(mediaId);
    return {
      shots,
      edits,
      frames,
      standing: shotRepresentatives(shots, frames, edits),
      ready: read !== undefined,
    };
  }, [read, frames, mediaId]);
}
