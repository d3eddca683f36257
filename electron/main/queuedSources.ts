import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { type SourceId, sourceIdSchema } from '../../shared/domain/ids.ts';
import { writeAtomically } from '../services/import/writeAtomically.ts';

const queuedSourceSchema = z.object({
  id: sourceIdSchema,
  path: z.string(),
  /** Number of the disk it was on, as the system counts them; null where that was not known. */
  device: z.number().nullable(),
});
export type QueuedSource = z.infer<typeof queuedSourceSchema>;

/** Paths of files that the import queue may still want after a restart, one JSON line each. */
export interface QueuedSources {
  readonly all: readonly QueuedSource[];
  /** Resolves once they are on disk: only then may the window put them in its queue. */
  add(sources: readonly QueuedSource[]): Promise<void>;
  /** Forgets all but these. */
  keep(ids: ReadonlySet<SourceId>): Promise<void>;
}

/** @param path the file that holds them; a line that a crash cut off is left out */
export async function openQueuedSources(path: string): Promise<QueuedSources> {
  let all = await readLines(path);
  let tail: Promise<void> = Promise.resolve();
  /** One after the other, whatever became of the one before. */
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const done = tail.then(work);
    tail = done.catch(() => undefined);
    return done;
  };

  return {
    get all() {
      return all;
    },
    add: (sources) =>
      inTurn(async () => {
        if (sources.length === 0) return;
        await mkdir(dirname(path), { recursive: true });
        const file = await open(path, 'a');
        try {
          // A line of its own even after one that was cut off.
          await file.writeFile(`\n${sources.map((source) => JSON.stringify(source)).join('\n')}\n`);
          await file.sync();
        } finally {
          await file.close();
        }
        all = [...all, ...sources];
      }),
    keep: (ids) =>
      inTurn(async () => {
        const kept = all.filter(({ id }) => ids.has(id));
        if (kept.length === all.length) return;
        await writeAtomically(path, kept.map((source) => `${JSON.stringify(source)}\n`).join(''));
        all = kept;
      }),
  };
}

async function readLines(path: string): Promise<readonly QueuedSource[]> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const byId = new Map<SourceId, QueuedSource>();
  for (const line of text.split('\n')) {
    const source = parseLine(line);
    if (source !== null) byId.set(source.id, source);
  }
  return [...byId.values()];
}

function parseLine(line: string): QueuedSource | null {
  if (line.trim() === '') return null;
  try {
    return queuedSourceSchema.parse(JSON.parse(line));
  } catch {
    return null;
  }
}
