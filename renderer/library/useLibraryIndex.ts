import type { IndexableType } from 'dexie';
import { startTransition, useEffect, useMemo, useState } from 'react';
import type { HomageLink } from '../../shared/domain/homageLink.ts';
import type { FrameId, HomageLinkId, MediaId, WorkId } from '../../shared/domain/ids.ts';
import { database } from '../database/afterimageDatabase.ts';
import {
  type FrameEntry,
  frameEntry,
  type MediaEntry,
  mediaEntry,
  type WorkEntry,
  workEntry,
} from './libraryEntries.ts';
import { type MirrorSnapshot, TableMirror } from './tableMirror.ts';

const { name } = database;
const mirrors = {
  works: new TableMirror(name, database.works, (row) => row.id, workEntry),
  media: new TableMirror(name, database.media, (row) => row.id, mediaEntry),
  frames: new TableMirror(name, database.frames, (row) => row.id, frameEntry),
  links: new TableMirror(
    name,
    database.links,
    (row) => row.id,
    (row): HomageLink => row,
  ),
};

/** Everything the library's lists are made from. */
export interface LibraryIndex {
  readonly works: ReadonlyMap<WorkId, WorkEntry>;
  readonly media: ReadonlyMap<MediaId, MediaEntry>;
  readonly frames: ReadonlyMap<FrameId, FrameEntry>;
  readonly links: ReadonlyMap<HomageLinkId, HomageLink>;
  /** False until every table was read once. */
  readonly ready: boolean;
}

/** The library's light copy, live; it changes in transitions, so that typing and scrolling go first. */
export function useLibraryIndex(): LibraryIndex {
  const works = useMirror(mirrors.works);
  const media = useMirror(mirrors.media);
  const frames = useMirror(mirrors.frames);
  const links = useMirror(mirrors.links);
  return useMemo(
    () => ({
      works: works.entries,
      media: media.entries,
      frames: frames.entries,
      links: links.entries,
      ready: works.ready && media.ready && frames.ready && links.ready,
    }),
    [works, media, frames, links],
  );
}

/** How much the library holds; null until it was read. */
export function useLibraryCounts(): { frames: number; works: number; links: number } | null {
  const works = useMirror(mirrors.works);
  const frames = useMirror(mirrors.frames);
  const links = useMirror(mirrors.links);
  if (!works.ready || !frames.ready || !links.ready) return null;
  return { frames: frames.entries.size, works: works.entries.size, links: links.entries.size };
}

/** How many homage links each frame is an end of. */
export function countLinksByFrame(links: Iterable<HomageLink>): Map<FrameId, number> {
  const counts = new Map<FrameId, number>();
  for (const link of links) {
    const frameIds = new Set(
      [...link.from, ...link.to].flatMap((end) => (end.type === 'frame' ? [end.frameId] : [])),
    );
    for (const id of frameIds) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

function useMirror<Row, Key extends IndexableType & string, Entry>(
  mirror: TableMirror<Row, Key, Entry>,
): MirrorSnapshot<Key, Entry> {
  const [snapshot, setSnapshot] = useState(mirror.getSnapshot);
  useEffect(() => {
    const update = (): void => startTransition(() => setSnapshot(mirror.getSnapshot()));
    const stop = mirror.subscribe(update);
    update();
    return stop;
  }, [mirror]);
  return snapshot;
}
