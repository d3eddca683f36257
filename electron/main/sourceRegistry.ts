import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { SourceRef } from '../../shared/contract/contract.ts';
import {
  type MediaId,
  type SourceId,
  sourceIdSchema,
  type TargetId,
  targetIdSchema,
} from '../../shared/domain/ids.ts';
import { type MediaPlaces, openMediaPlaces } from '../services/places/mediaPlaces.ts';
import { openQueuedSources, type QueuedSource } from './queuedSources.ts';
import { type SourcePlace, sourcePlace } from './sourcePlace.ts';

/** Paths and the opaque ids that stand for them outside the main process. */
export interface SourceRegistry {
  /**
   * The same path gets the same id, over restarts too, until {@link SourceRegistry.keepSources} lets go of it. A
   * file that is gone is told by its import.
   */
  addSource(path: string): Promise<SourceRef>;
  /** The same for many at once; they are on disk when it resolves. */
  readonly addSources: (paths: readonly string[]) => Promise<SourceRef[]>;
  /** Whether a source can be reached. */
  checkSource(id: SourceId): Promise<SourcePlace>;
  /** Forgets, for the next session, every source of earlier ones but these. */
  keepSources(ids: ReadonlySet<SourceId>): Promise<void>;
  addTarget(path: string): TargetId;
  /** Kept apart from targets, so that no source can ever be written to. */
  sourcePath(id: SourceId): string | undefined;
  targetPath(id: TargetId): string | undefined;
  /** Where a media was seen last, of the places known; undefined where there is none. */
  readonly mediaPath: (id: MediaId) => string | undefined;
  /** The content at that place where the user took another file in place of the media's own. */
  readonly mediaStandIn: (id: MediaId) => MediaId | undefined;
  readonly places: MediaPlaces;
  /** Remembers where a media was last seen, for finding it again in a later session. */
  readonly noteMedia: (sourceId: SourceId, mediaId: MediaId) => void;
  /** Writes what was noted; call before the app quits. */
  save(): Promise<void>;
}

/** Files that are looked at at the same time. */
const statsAtOnce = 64;

/**
 * @param placesPath the file that maps media to their last known place
 * @param queuedPath the file that remembers sources over restarts
 */
export async function openSourceRegistry(placesPath: string, queuedPath: string): Promise<SourceRegistry> {
  const queued = await openQueuedSources(queuedPath);
  const deviceOfSource = new Map<SourceId, number | null>();
  /** Given in this session: on their way into the queue, perhaps. */
  const addedNow = new Set<SourceId>();
  const pathOfSource = new Map<SourceId, string>();
  const pathOfTarget = new Map<TargetId, string>();
  const sourceOfPath = new Map<string, SourceId>();
  const places = await openMediaPlaces(placesPath);
  for (const { id, path, device } of queued.all) {
    pathOfSource.set(id, path);
    sourceOfPath.set(path, id);
    deviceOfSource.set(id, device);
  }

  const addSources = async (paths: readonly string[]): Promise<SourceRef[]> => {
    const refs: SourceRef[] = [];
    const fresh: QueuedSource[] = [];
    for (let start = 0; start < paths.length; start += statsAtOnce) {
      const part = paths.slice(start, start + statsAtOnce);
      const found = await Promise.all(part.map((path) => stat(path).catch(() => null)));
      for (const [at, path] of part.entries()) {
        const known = sourceOfPath.get(path);
        const sourceId = known ?? sourceIdSchema.parse(`s-${randomUUID()}`);
        const device = found[at]?.dev ?? deviceOfSource.get(sourceId) ?? null;
        sourceOfPath.set(path, sourceId);
        pathOfSource.set(sourceId, path);
        addedNow.add(sourceId);
        if (known === undefined || deviceOfSource.get(sourceId) !== device) {
          fresh.push({ id: sourceId, path, device });
        }
        deviceOfSource.set(sourceId, device);
        refs.push({ sourceId, fileName: basename(path), sizeBytes: found[at]?.size ?? 0 });
      }
    }
    // Where that fails only a restart before the import's end is lost, and it is told then.
    await queued.add(fresh).catch(() => undefined);
    return refs;
  };

  const notes = new Set<Promise<void>>();

  return {
    addSource: async (path) => {
      const [source] = await addSources([path]);
      if (source === undefined) throw new Error('nothing was added');
      return source;
    },
    addSources,
    checkSource: async (id) => {
      const path = pathOfSource.get(id);
      if (path === undefined) return { state: 'missing', place: null };
      return await sourcePlace(path, deviceOfSource.get(id) ?? null);
    },
    keepSources: (ids) => queued.keep(new Set([...ids, ...addedNow])),
    addTarget: (path) => {
      const targetId = targetIdSchema.parse(`t-${randomUUID()}`);
      pathOfTarget.set(targetId, path);
      return targetId;
    },
    sourcePath: (id) => pathOfSource.get(id),
    targetPath: (id) => pathOfTarget.get(id),
    mediaPath: (id) => places.of(id)[0]?.path,
    mediaStandIn: (id) => places.of(id)[0]?.standIn ?? undefined,
    places,
    noteMedia: (sourceId, mediaId) => {
      const path = pathOfSource.get(sourceId);
      if (path === undefined) return;
      const note = places.noteFile(mediaId, path).finally(() => notes.delete(note));
      notes.add(note);
    },
    save: async () => {
      await Promise.all(notes);
      await places.save();
    },
  };
}
