import { liveQuery } from 'dexie';
import { create } from 'zustand';
import type { ContractClient } from '../../shared/contract/contractClient.ts';
import type { MediaId } from '../../shared/domain/ids.ts';
import type { AfterimageDatabase } from '../database/afterimageDatabase.ts';
import { readInPages } from '../database/readInPages.ts';

/** Whether a media's file is where it was last seen; `changed`: another file lies in its place. */
export type Availability = 'present' | 'missing' | 'changed';

interface MediaAvailability {
  missing: ReadonlySet<MediaId>;
  changed: ReadonlySet<MediaId>;
  /** Missing and changed together. */
  offline: ReadonlySet<MediaId>;
  /** What happened to the list of places, for the user. */
  problem: string | null;
}

/** Which originals cannot be reached now; found anew at every start, so not saved. */
export const useMediaAvailability = create<MediaAvailability>(() => ({
  missing: new Set(),
  changed: new Set(),
  offline: new Set(),
  problem: null,
}));

export function useAvailability(mediaId: MediaId): Availability {
  return useMediaAvailability(({ missing, changed }) =>
    missing.has(mediaId) ? 'missing' : changed.has(mediaId) ? 'changed' : 'present',
  );
}

/** "missing", "changed on disk"; empty for a file that is there. */
export const availabilityWords: Record<Availability, string> = {
  present: '',
  missing: 'missing',
  changed: 'changed on disk',
};

let running: Promise<void> | null = null;
let wanted = false;

/** Looks where all originals are; a request during a check makes one more after it. Never rejects. */
export function checkAvailability(
  database: AfterimageDatabase,
  client: Pick<ContractClient, 'call'>,
): Promise<void> {
  wanted = true;
  running ??= (async () => {
    while (wanted) {
      wanted = false;
      await checkOnce(database, client).catch(() => undefined);
    }
    running = null;
  })();
  return running;
}

async function checkOnce(database: AfterimageDatabase, client: Pick<ContractClient, 'call'>): Promise<void> {
  const media = await readInPages(database.media, ({ id, sizeBytes }) => ({ mediaId: id, sizeBytes }), 500);
  let leftBefore = Number.POSITIVE_INFINITY;
  for (;;) {
    const answer = await client.call('checkMedia', { media });
    if (!answer.ok) return;
    const { missing, changed, unchecked, problem } = answer.value;
    show(missing, changed, problem);
    // Touched files are read a few at a time; on a disk where they never settle the rest is left alone.
    if (unchecked === 0 || unchecked >= leftBefore) return;
    leftBefore = unchecked;
  }
}

function show(missing: readonly MediaId[], changed: readonly MediaId[], problem: string | null): void {
  const before = useMediaAvailability.getState();
  const same = (ids: readonly MediaId[], set: ReadonlySet<MediaId>): boolean =>
    ids.length === set.size && ids.every((id) => set.has(id));
  if (same(missing, before.missing) && same(changed, before.changed) && problem === before.problem) return;
  useMediaAvailability.setState({
    missing: new Set(missing),
    changed: new Set(changed),
    offline: new Set([...missing, ...changed]),
    problem,
  });
}

/** Milliseconds between two checks that nobody asked for. */
const atMostEveryMs = 3000;
/** While something is missing, a disk may be connected or a file come back by an import. Milliseconds. */
const whileMissingMs = 15_000;

/** Checks at once, whenever the window is come back to, when files were added, and while any are missing. @returns a function that ends it */
export function keepAvailability(
  database: AfterimageDatabase,
  client: Pick<ContractClient, 'call'>,
): () => void {
  let lastMs = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const check = (): void => {
    timer = null;
    lastMs = performance.now();
    void checkAvailability(database, client);
  };
  const checkSoon = (): void => {
    timer ??= setTimeout(check, Math.max(0, lastMs + atMostEveryMs - performance.now()));
  };
  const polling = setInterval(() => {
    const isSeen = document.visibilityState === 'visible';
    if (isSeen && useMediaAvailability.getState().offline.size > 0) checkSoon();
  }, whileMissingMs);
  window.addEventListener('focus', checkSoon);
  const counting = liveQuery(() => database.media.count()).subscribe({ next: checkSoon });
  return () => {
    window.removeEventListener('focus', checkSoon);
    counting.unsubscribe();
    clearInterval(polling);
    if (timer !== null) clearTimeout(timer);
  };
}
