import { randomUUID } from 'node:crypto';
import { mkdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { z } from 'zod';
import type { SourceRef } from '../../shared/contract/contract.ts';
import {
  type MediaId,
  mediaIdSchema,
  type SourceId,
  sourceIdSchema,
  type TargetId,
  targetIdSchema,
} from '../../shared/domain/ids.ts';
import { writeAtomically } from '../services/import/writeAtomically.ts';

const placesSchema = z.record(mediaIdSchema, z.string());

/** Paths and the opaque ids that stand for them outside the main process. */
export interface SourceRegistry {
  /** The same path gets the same id for the whole session. A file that is gone is told by its import. */
  addSource(path: string): Promise<SourceRef>;
  addTarget(path: string): TargetId;
  /** Kept apart from targets, so that no source can ever be written to. */
  sourcePath(id: SourceId): string | undefined;
  targetPath(id: TargetId): string | undefined;
  /** Where a media was last seen, in this session or an earlier one. */
  readonly mediaPath: (id: MediaId) => string | undefined;
  /** Remembers where a media was last seen, for finding it again in a later session. */
  readonly noteMedia: (sourceId: SourceId, mediaId: MediaId) => void;
  /** Writes what was noted; call before the app quits. */
  save(): Promise<void>;
}

const saveDelayMs = 1000;

/** @param placesPath the file that maps media to their last known place */
export async function openSourceRegistry(placesPath: string): Promise<SourceRegistry> {
  const pathOfSource = new Map<SourceId, string>();
  const pathOfTarget = new Map<TargetId, string>();
  const sourceOfPath = new Map<string, SourceId>();
  const placeOf = new Map(Object.entries(await readPlaces(placesPath)));
  let timer: NodeJS.Timeout | null = null;

  const save = async (): Promise<void> => {
    if (timer === null) return;
    clearTimeout(timer);
    timer = null;
    await mkdir(dirname(placesPath), { recursive: true });
    await writeAtomically(placesPath, JSON.stringify(Object.fromEntries(placeOf), null, 1));
  };

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
    mediaPath: (id) => placeOf.get(id),
    noteMedia: (sourceId, mediaId) => {
      const path = pathOfSource.get(sourceId);
      if (path === undefined || placeOf.get(mediaId) === path) return;
      placeOf.set(mediaId, path);
      // A failed write costs a relinking by hand later, no more; the next note tries again.
      timer ??= setTimeout(() => void save().catch(() => undefined), saveDelayMs);
    },
    save,
  };
}

async function readPlaces(path: string): Promise<Record<string, string>> {
  try {
    return placesSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    // Not there yet, or damaged: only convenience is lost.
    return {};
  }
}
