import { startTransition, useEffect, useState } from 'react';
import type { HomageLink } from '../../shared/domain/homageLink.ts';
import type { FrameId, HomageLinkId, MediaId, WorkId } from '../../shared/domain/ids.ts';
import { database } from '../database/afterimageDatabase.ts';
import { onMoodsRenamed } from '../moods/moodCatalogue.ts';
import { readKeptEntries } from './keptEntries.ts';
import {
  type FrameEntry,
  frameEntries,
  frameEntry,
  linkEntry,
  type MediaEntry,
  mediaEntry,
  type WorkEntry,
  workEntry,
} from './libraryEntries.ts';
import { TableMirror } from './tableMirror.ts';

/** Everything the library's lists are made from. */
export interface LibraryIndex {
  readonly works: ReadonlyMap<WorkId, WorkEntry>;
  readonly media: ReadonlyMap<MediaId, MediaEntry>;
  readonly frames: ReadonlyMap<FrameId, FrameEntry>;
  readonly links: ReadonlyMap<HomageLinkId, HomageLink>;
  /** What is there but cannot be read; it is left as it is. */
  readonly unreadable: readonly UnreadableRecord[];
  /** False until every table was read once. */
  readonly ready: boolean;
}

/** A record that cannot be shown. */
export interface UnreadableRecord {
  readonly kind: 'work' | 'file' | 'frame' | 'homage link';
  readonly id: string;
}

/** Milliseconds between two renderings of the library while an import goes on. */
const showEveryMs = 400;

const { name } = database;
const works = new TableMirror(name, database.works, (row) => row.id, workEntry);
const media = new TableMirror(name, database.media, (row) => row.id, mediaEntry);
const frames = new TableMirror(name, database.frames, (row) => row.id, frameEntry, {
  toEntries: frameEntries,
  readKept: (onSome) => readKeptEntries(database, onSome),
});
const links = new TableMirror(name, database.links, (row) => row.id, linkEntry);
const mirrors = [works, media, frames, links];

let shown: LibraryIndex = {
  works: new Map(),
  media: new Map(),
  frames: new Map(),
  links: new Map(),
  unreadable: [],
  ready: false,
};
const watchers = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | null = null;
let lastShownMs = Number.NEGATIVE_INFINITY;
let following = false;

function showNow(): void {
  timer = null;
  lastShownMs = performance.now();
  shown = {
    works: works.getSnapshot().entries,
    media: media.getSnapshot().entries,
    frames: frames.getSnapshot().entries,
    links: links.getSnapshot().entries,
    unreadable: [
      ...unreadableOf('work', works),
      ...unreadableOf('file', media),
      ...unreadableOf('frame', frames),
      ...unreadableOf('homage link', links),
    ],
    ready: mirrors.every((mirror) => mirror.getSnapshot().ready),
  };
  for (const watcher of watchers) watcher();
}

function unreadableOf(
  kind: UnreadableRecord['kind'],
  mirror: { getSnapshot: () => { readonly unreadable: ReadonlySet<string> } },
): UnreadableRecord[] {
  return [...mirror.getSnapshot().unreadable].map((id) => ({ kind, id }));
}

/** One picture for changes that come together in several tables; the first change is shown at once. */
function showSoon(): void {
  if (timer !== null) return;
  timer = setTimeout(showNow, Math.max(0, lastShownMs + showEveryMs - performance.now()));
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  if (!following) {
    following = true;
    for (const mirror of mirrors) mirror.subscribe(showSoon);
    // Frames are found by the names of their moods.
    onMoodsRenamed(() => frames.showAnew());
  }
  return () => watchers.delete(watcher);
}

/** Resolves once every table was read: what goes on in the background does not hold up what is waited for. */
export function libraryRead(): Promise<void> {
  return new Promise((resolve) => {
    if (shown.ready) {
      resolve();
      return;
    }
    const stop = watch(() => {
      if (!shown.ready) return;
      stop();
      resolve();
    });
  });
}

/** The library's light copy as it was shown last, for what happens at a press. */
export function currentLibrary(): LibraryIndex {
  return shown;
}

/** The library's light copy, live; it changes in transitions, so that typing and scrolling go first. */
export function useLibraryIndex(): LibraryIndex {
  const [index, setIndex] = useState(currentLibrary);
  useEffect(() => {
    const update = (): void => startTransition(() => setIndex(shown));
    const stop = watch(update);
    update();
    return stop;
  }, []);
  return index;
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
