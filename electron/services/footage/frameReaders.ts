import type { MediaId } from '../../../shared/domain/ids.ts';
import type { TimedPicture } from '../video/frameAt.ts';
import { type FrameReader, openFrameReader } from './frameReader.ts';

/** Videos held open at once: the two of a comparison. */
const mostOpen = 2;
/** After this long without a request a video is let go of, milliseconds. */
const idleMs = 15_000;

/** Frames of videos that are being looked at, which are held open for a while. */
export interface FrameReaders {
  /**
   * Exactly frame N of a media. Requests for one video are served one after the other.
   * @throws AppFailure as `frameAt`
   */
  read(mediaId: MediaId, path: string, frameIndex: number): Promise<TimedPicture>;
  /** Lets go of everything. */
  close(): Promise<void>;
}

interface OpenReader {
  readonly path: string;
  readonly reader: Promise<FrameReader>;
  /** The end of what is under way. */
  tail: Promise<unknown>;
  timer: NodeJS.Timeout | null;
}

/** @param waitMs how long an idle video stays open */
export function makeFrameReaders(waitMs = idleMs): FrameReaders {
  /** Least recently used first. */
  const open = new Map<MediaId, OpenReader>();

  const letGo = async (mediaId: MediaId): Promise<void> => {
    const entry = open.get(mediaId);
    if (entry === undefined) return;
    open.delete(mediaId);
    if (entry.timer !== null) clearTimeout(entry.timer);
    await entry.tail.catch(() => undefined);
    await entry.reader.then(
      (reader) => reader.close(),
      () => undefined,
    );
  };

  // Without waiting for anything: whoever gets an entry queues up in it before another can let go of it.
  const entryOf = (mediaId: MediaId, path: string): OpenReader => {
    if (open.get(mediaId)?.path !== path) void letGo(mediaId);
    const entry = open.get(mediaId) ?? {
      path,
      reader: openFrameReader(path),
      tail: Promise.resolve(),
      timer: null,
    };
    open.delete(mediaId);
    open.set(mediaId, entry);
    if (open.size > mostOpen) {
      const [oldest] = open.keys();
      if (oldest !== undefined) void letGo(oldest);
    }
    return entry;
  };

  return {
    read: async (mediaId, path, frameIndex) => {
      const entry = entryOf(mediaId, path);
      if (entry.timer !== null) clearTimeout(entry.timer);
      const work = entry.tail.then(async () => (await entry.reader).read(frameIndex));
      entry.tail = work.catch(() => undefined);
      const tail = entry.tail;
      try {
        return await work;
      } catch (thrown) {
        // What is wrong may be of the moment: the next request opens the file anew.
        if (open.get(mediaId) === entry) void letGo(mediaId);
        throw thrown;
      } finally {
        if (entry.tail === tail && open.get(mediaId) === entry) {
          entry.timer = setTimeout(() => void letGo(mediaId), waitMs);
          entry.timer.unref();
        }
      }
    },
    close: async () => {
      await Promise.all([...open.keys()].map(letGo));
    },
  };
}
