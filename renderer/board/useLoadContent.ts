import { liveQuery } from 'dexie';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { sameContent } from '../../shared/board/boardDiff.ts';
import type { Frame } from '../../shared/domain/frame.ts';
import type { FrameId } from '../../shared/domain/ids.ts';
import type { AfterimageDatabase } from '../database/afterimageDatabase.ts';
import { linkEntry, readableRows, workEntry } from '../library/libraryEntries.ts';
import type { BoardSession } from './boardSession.ts';

const pageSize = 100;

/** Keeps the records that a board's items show in the session, live. */
export function useLoadContent(session: BoardSession): void {
  const { database } = session;
  const frameKey = useStore(session.store, (state) => {
    const ids = new Set<string>();
    for (const { content } of state.items.values()) {
      if (content.kind === 'frame' || content.kind === 'palette') ids.add(content.frameId);
    }
    return state.loaded ? [...ids].sort().join('\n') : null;
  });

  useEffect(() => {
    const subscription = liveQuery(async () => {
      const [works, moments, links] = await Promise.all([
        database.works.toArray(),
        database.moments.toArray(),
        database.links.toArray(),
      ]);
      return {
        works: new Map(readableRows(works, workEntry).map((work) => [work.id, work])),
        moments: new Map(moments.map((moment) => [moment.id, moment])),
        links: new Map(readableRows(links, linkEntry).map((link) => [link.id, link])),
      };
    }).subscribe({ next: (content) => session.content.setState(content) });
    return () => subscription.unsubscribe();
  }, [database, session]);

  useEffect(() => {
    if (frameKey === null) return undefined;
    const ids = frameKey === '' ? [] : (frameKey.split('\n') as FrameId[]);
    const subscription = liveQuery(() => readFrames(database, ids)).subscribe({
      next: (rows) => {
        const known = session.content.getState().frames;
        // A record that did not change keeps its identity, so that its item is not drawn anew.
        const frames = new Map(
          rows.map((row) => {
            const old = known.get(row.id);
            return [row.id, old !== undefined && sameContent(old, row) ? old : row];
          }),
        );
        session.content.setState({ frames, loaded: true });
      },
    });
    return () => subscription.unsubscribe();
  }, [database, session, frameKey]);
}

/** Reads frames a page at a time, so that no single answer holds the window up. */
async function readFrames(database: AfterimageDatabase, ids: readonly FrameId[]): Promise<Frame[]> {
  const frames: Frame[] = [];
  for (let start = 0; start < ids.length; start += pageSize) {
    const rows = await database.frames.bulkGet(ids.slice(start, start + pageSize));
    frames.push(...rows.filter((row) => row !== undefined));
  }
  return frames;
}
