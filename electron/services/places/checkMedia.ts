import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { MediaId } from '../../../shared/domain/ids.ts';
import { fingerprintFile } from '../pictures/fingerprintFile.ts';
import type { MediaPlace, MediaPlaces } from './mediaPlaces.ts';

/** A media to look for, with the size its file had when it was imported, bytes. */
export interface SoughtMedia {
  readonly mediaId: MediaId;
  readonly sizeBytes: number;
}

export interface MediaCheck {
  readonly missing: MediaId[];
  /** Something else lies where the file was. */
  readonly changed: MediaId[];
  /** Touched files that were not read again this time. */
  readonly unchecked: number;
}

interface CheckOptions {
  readonly places: Pick<MediaPlaces, 'of' | 'note'>;
  /** Folders whose files may have come to lie elsewhere with the app itself: the sample library's. */
  readonly homeFolders: readonly string[];
  /** Files read again in one check. */
  readonly mostReadings?: number;
  /** A disk that says nothing for so long counts as gone. */
  readonly patienceMs?: number;
}

/** Questions to disks at once: a disk that hangs holds up as many threads, and the rest must stay free. */
const lanes = 2;

type State = 'present' | 'missing' | 'changed' | 'unchecked';

/**
 * Looks whether media are where they were seen. Each place costs a stat; a file whose size or time of change is
 * another than noted is fingerprinted, and noted anew when it is still the same.
 */
export async function checkMedia(media: readonly SoughtMedia[], options: CheckOptions): Promise<MediaCheck> {
  const check = new PlaceCheck(options);
  const states: State[] = [];
  const queue = media.entries();
  const runLane = async (): Promise<void> => {
    for (const [index, sought] of queue) states[index] = await check.stateOf(sought);
  };
  await Promise.all(Array.from({ length: lanes }, runLane));
  const inState = (wanted: State): MediaId[] =>
    media.flatMap(({ mediaId }, index) => (states[index] === wanted ? [mediaId] : []));
  return {
    missing: inState('missing'),
    changed: inState('changed'),
    unchecked: inState('unchecked').length,
  };
}

class PlaceCheck {
  readonly #options: CheckOptions;
  readonly #silentDisks = new Set<string>();
  #readingsLeft: number;

  constructor(options: CheckOptions) {
    this.#options = options;
    this.#readingsLeft = options.mostReadings ?? 64;
  }

  async stateOf(sought: SoughtMedia): Promise<State> {
    let state: State = 'missing';
    const known = this.#options.places.of(sought.mediaId);
    for (const place of known) {
      const found = await this.#stateAt(sought, place);
      // The place where it is comes first: it is what other parts are told.
      if (found === 'present' && place.path !== known[0]?.path) this.#moveFirst(sought.mediaId, place.path);
      if (found === 'present' || found === 'unchecked') return found;
      if (found === 'changed') state = 'changed';
    }
    for (const folder of this.#options.homeFolders) {
      const names = new Set(known.map(({ path }) => basename(path)));
      for (const name of names) {
        const place = { path: join(folder, name), sizeBytes: null, modifiedMs: null, standIn: null };
        if ((await this.#stateAt(sought, place)) === 'present') return 'present';
      }
    }
    return state;
  }

  #moveFirst(mediaId: MediaId, path: string): void {
    const { places } = this.#options;
    const place = places.of(mediaId).find((other) => other.path === path);
    if (place !== undefined) places.note(mediaId, place);
  }

  async #stateAt({ mediaId, sizeBytes }: SoughtMedia, place: MediaPlace): Promise<State> {
    const found = await this.#look(place.path);
    if (found === null) return 'missing';
    const asNoted = found.sizeBytes === place.sizeBytes && found.modifiedMs === place.modifiedMs;
    if (asNoted) return 'present';
    // The first version noted no more than the path: the size must do, or reading would never end.
    const unnoted = place.sizeBytes === null && place.standIn === null && found.sizeBytes === sizeBytes;
    if (!unnoted) {
      if (this.#readingsLeft === 0) return 'unchecked';
      this.#readingsLeft -= 1;
      const print = await fingerprintFile(place.path).catch(() => null);
      if (print === null || print.mediaId !== (place.standIn ?? mediaId)) return 'changed';
    }
    this.#options.places.note(mediaId, { ...place, ...found });
    return 'present';
  }

  /** What a file looks like from outside; null where it is not there, or its disk does not answer. */
  async #look(path: string): Promise<{ sizeBytes: number; modifiedMs: number } | null> {
    const disk = path.split(/[\\/]/).slice(0, 3).join('/');
    if (this.#silentDisks.has(disk)) return null;
    const asked = stat(path).then(
      (found) => (found.isFile() ? { sizeBytes: found.size, modifiedMs: found.mtimeMs } : null),
      () => null,
    );
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<'silent'>((resolve) => {
      timer = setTimeout(() => resolve('silent'), this.#options.patienceMs ?? 5000);
    });
    const answer = await Promise.race([asked, silence]);
    clearTimeout(timer);
    if (answer !== 'silent') return answer;
    this.#silentDisks.add(disk);
    return null;
  }
}
