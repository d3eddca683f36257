import { useLiveQuery } from 'dexie-react-hooks';
import type { Frame } from '../../shared/domain/frame.ts';
import type { HomageLink, LinkEnd, Moment } from '../../shared/domain/homageLink.ts';
import type { FrameId, MomentId, WorkId } from '../../shared/domain/ids.ts';
import type { Work } from '../../shared/domain/work.ts';
import { database } from '../database/afterimageDatabase.ts';
import { linkEntry, readableRows, workEntry } from '../library/libraryEntries.ts';

/** Links with everything their reading needs. */
export interface LinkData {
  /** Newest change first. */
  readonly links: readonly HomageLink[];
  readonly works: ReadonlyMap<WorkId, Work>;
  readonly moments: ReadonlyMap<MomentId, Moment>;
}

/** All links, works and moments, live; undefined until first read. */
export function useLinkData(): LinkData | undefined {
  return useLiveQuery(async () => {
    const [links, works, moments] = await Promise.all([
      database.links.toArray(),
      database.works.toArray(),
      database.moments.toArray(),
    ]);
    return {
      links: readableRows(links, linkEntry).sort(
        (a, b) => b.updatedAt.localeCompare(a.updatedAt) || a.id.localeCompare(b.id),
      ),
      works: new Map(readableRows(works, workEntry).map((work) => [work.id, work])),
      moments: new Map(moments.map((moment) => [moment.id, moment])),
    };
  });
}

/** The frames that ends show, live. */
export function useFrames(frameIds: readonly FrameId[]): ReadonlyMap<FrameId, Frame> {
  const key = frameIds.join('|');
  const frames = useLiveQuery(async () => {
    const rows = await database.frames.bulkGet([...frameIds]);
    return new Map(rows.flatMap((row) => (row === undefined ? [] : [[row.id, row] as const])));
    // The ids are compared by value: a new array of the same ids is the same query.
  }, [key]);
  return frames ?? new Map();
}

export function frameIdsOf(ends: readonly LinkEnd[]): FrameId[] {
  return ends.flatMap((end) => (end.type === 'frame' ? [end.frameId] : []));
}
