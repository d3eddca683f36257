import { mkdir, readFile, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { type MediaId, mediaIdSchema } from '../../../shared/domain/ids.ts';
import { writeAtomically } from '../import/writeAtomically.ts';

const mediaPlaceSchema = z.object({
  path: z.string().min(1),
  /** Bytes when the content was last known to be right; null where that was not noted. */
  sizeBytes: z.number().int().nonnegative().nullable(),
  /** Unix milliseconds of the last change then. */
  modifiedMs: z.number().nullable(),
  /** Fingerprint of another file that the user took in place of the original; null for the original itself. */
  standIn: mediaIdSchema.nullable(),
});
/** Where a media was seen, and how its file looked from outside then. */
export type MediaPlace = z.infer<typeof mediaPlaceSchema>;

/** Places a media is remembered at; the oldest are forgotten. */
const mostPlaces = 8;
const saveDelayMs = 1000;

/** Where media were seen, on disk over sessions. Only the main process has it. */
export interface MediaPlaces {
  /** Newest first. */
  readonly of: (mediaId: MediaId) => readonly MediaPlace[];
  /** Puts a place first; the same path is not kept twice. */
  readonly note: (mediaId: MediaId, place: MediaPlace) => void;
  /** As `note` for a file that was just fingerprinted, with its size and time as they are now. */
  readonly noteFile: (mediaId: MediaId, path: string, standIn?: MediaId) => Promise<void>;
  /** What happened to the list when it was read or written, for the user; null where nothing did. */
  readonly problem: string | null;
  /** Writes what was noted; call before the app quits. @throws AppFailure disk-full | write-failed */
  readonly save: () => Promise<void>;
}

/**
 * Opens the list of places. A damaged list is put aside and begun anew; one that cannot be read is left as it is and
 * nothing is written over it; one damaged entry costs only itself.
 * @param path the file that holds it
 */
export async function openMediaPlaces(path: string): Promise<MediaPlaces> {
  const read = await readPlaces(path);
  const { places } = read;
  let { problem } = read;
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> = Promise.resolve();

  const write = async (): Promise<void> => {
    await mkdir(dirname(path), { recursive: true });
    const content = { version: 2, places: Object.fromEntries(places) };
    await writeAtomically(path, JSON.stringify(content));
  };
  const save = (): Promise<void> => {
    if (timer === null) return writing;
    clearTimeout(timer);
    timer = null;
    // One write at a time: two would share the file they write to beside it.
    writing = writing.catch(() => undefined).then(write);
    return writing;
  };
  const saveSoon = (): void => {
    if (read.locked) return;
    timer ??= setTimeout(() => {
      save().catch((thrown: unknown) => {
        const said = thrown instanceof Error ? ` (${thrown.message})` : '';
        problem = `Where your files are could not be saved${said}. Files may have to be found again next time.`;
      });
    }, saveDelayMs);
  };

  const note = (mediaId: MediaId, place: MediaPlace): void => {
    const others = (places.get(mediaId) ?? []).filter((other) => other.path !== place.path);
    places.set(mediaId, [place, ...others].slice(0, mostPlaces));
    saveSoon();
  };
  return {
    of: (mediaId) => places.get(mediaId) ?? [],
    note,
    noteFile: async (mediaId, filePath, standIn) => {
      const found = await stat(filePath).catch(() => null);
      note(mediaId, {
        path: filePath,
        sizeBytes: found?.size ?? null,
        modifiedMs: found?.mtimeMs ?? null,
        standIn: standIn ?? null,
      });
    },
    get problem() {
      return problem;
    },
    save,
  };
}

interface ReadPlaces {
  readonly places: Map<MediaId, readonly MediaPlace[]>;
  readonly problem: string | null;
  /** The file is there but could not be read: it must not be written over. */
  readonly locked: boolean;
}

async function readPlaces(path: string): Promise<ReadPlaces> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
    if (code === 'ENOENT') return { places: new Map(), problem: null, locked: false };
    const problem = `The list of where your files are cannot be read (${code || 'unknown error'}). Check the permissions of Afterimage’s data folder and start again; until then files count as missing and nothing is written over the list.`;
    return { places: new Map(), problem, locked: true };
  }
  try {
    return { places: parsePlaces(JSON.parse(text)), problem: null, locked: false };
  } catch {
    const aside = `${path}.damaged-${Date.now()}`;
    await rename(path, aside).catch(() => undefined);
    const problem =
      'The list of where your files are was damaged and was put aside. Files whose place is not known count as missing; use Find files to find them again.';
    return { places: new Map(), problem, locked: false };
  }
}

/** Today's list, or the plain map from media to path that the first version wrote. @throws where it is neither */
function parsePlaces(content: unknown): Map<MediaId, readonly MediaPlace[]> {
  const entries = z.record(z.string(), z.unknown());
  const today = z.object({ version: z.literal(2), places: entries }).safeParse(content);
  const rows = today.success ? today.data.places : entries.parse(content);
  const places = new Map<MediaId, readonly MediaPlace[]>();
  for (const [key, value] of Object.entries(rows)) {
    const mediaId = mediaIdSchema.safeParse(key);
    const listed =
      typeof value === 'string'
        ? [{ path: value, sizeBytes: null, modifiedMs: null, standIn: null }]
        : Array.isArray(value)
          ? value.flatMap((entry: unknown) => mediaPlaceSchema.safeParse(entry).data ?? [])
          : [];
    if (mediaId.success && listed.length > 0) places.set(mediaId.data, listed);
  }
  return places;
}
