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

/** Paths and the opaque ids that stand for them outside the main process. */
export interface SourceRegistry {
  /** The same path gets the same id for the whole session. A file that is gone is told by its import. */
  addSource(path: string): Promise<SourceRef>;
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

/** @param placesPath the file that maps media to their last known place */
export async function openSourceRegistry(placesPath: string): Promise<SourceRegistry> {
  const pathOfSource = new Map<SourceId, string>();
  const pathOfTarget = new Map<TargetId, string>();
  const sourceOfPath = new Map<string, SourceId>();
  const places = await openMediaPlaces(placesPath);

  const notes = new Set<Promise<void>>();

  return {
    addSource: async (path) => {
      const sourceId = sourceOfPath.get(path) ?? sourceIdSchema.parse(`s-${randomUUID()}`);
      sourceOfPath.set(path, sourceId);
      pathOfSource.set(sourceId, path);
      const sizeBytes = await stat(path).then(
        ({ size }) => size,
        () => 0,
      );
      return { sourceId, fileName: basename(path), sizeBytes };
    },
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
