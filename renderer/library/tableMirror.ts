import { Dexie, type IndexableType, type ObservabilitySet, RangeSet, type Table } from 'dexie';
import { breath } from '../search/breath.ts';

/** What a mirror shows: an unchanging picture, replaced whole whenever rows changed. */
export interface MirrorSnapshot<Key, Entry> {
  readonly entries: ReadonlyMap<Key, Entry>;
  /** Rows that are there but cannot be read or are not of a form that is known; they are left as they are. */
  readonly unreadable: ReadonlySet<Key>;
  /** False until the whole table was read once; a part of a long one may be there before. */
  readonly ready: boolean;
  /** Grows with every change. */
  readonly version: number;
}

/** Other ways to make or find entries than from one row after the other. */
export interface MirrorShortcuts<Row, Key, Entry> {
  /** Entries of many rows at once; where it throws, each row is tried by itself. */
  readonly toEntries?: (rows: readonly Row[]) => readonly Entry[];
  /**
   * Brings all entries for the first reading of the table from where they are kept, as one moment of the database has
   * them.
   * @param onSome called with more and more of them
   * @returns null where they have to be made from the rows
   */
  readonly readKept?: (onSome: (some: ReadonlyMap<Key, Entry>) => void) => Promise<Map<Key, Entry> | null>;
}

/**
 * Milliseconds between two snapshots while rows keep changing: more for a long table, of which each snapshot, and all that
 * is worked out from it, takes a quarter of a second at 100,000 rows.
 */
const publishEvery = { ms: 200, msARow: 0.008 } as const;
/** Rows read at a time: as many as take about so long, so that the window stays free between. */
const pageSize = { least: 100, most: 400, ms: 12 } as const;
/** The first reading of a long table shows what it has when it has so many rows, and each time they have grown so. */
const shownEarly = { rows: 200, growth: 8 } as const;
/** What could not be read is tried again after so long, then after twice as long each time. Milliseconds. */
const retryMs = { first: 250, most: 10_000 } as const;

/** Rows read together. */
interface Page<Row, Key> {
  /** Null for a row that cannot be read. */
  readonly rows: readonly (readonly [Key, Row | null])[];
  /** Where the next page begins; null where there is none. */
  readonly last: Key | null;
}

/**
 * A light copy of a table in memory, for lists over more rows than can be read again at each change. The
 * database stays the only truth: the copy is read from it page by page, and after every committed
 * transaction the rows it touched are read again.
 */
export class TableMirror<Row, Key extends IndexableType & string, Entry> {
  private readonly table: Table<Row, Key>;
  private readonly databaseName: string;
  private readonly keyOf: (row: Row) => Key;
  private readonly toEntry: (row: Row) => Entry;
  private readonly shortcuts: MirrorShortcuts<Row, Key, Entry>;
  private readonly listeners = new Set<() => void>();
  private readonly dirty = new Set<Key>();
  private entries = new Map<Key, Entry>();
  private unreadable = new Set<Key>();
  private reloadAll = true;
  private working = false;
  private following = false;
  private publishTimer: ReturnType<typeof setTimeout> | null = null;
  private retryTimer: ReturnType<typeof setTimeout> | null = null;
  private nextRetryMs: number = retryMs.first;
  private lastPublishedMs = Number.NEGATIVE_INFINITY;
  private snapshot: MirrorSnapshot<Key, Entry> = {
    entries: new Map(),
    unreadable: new Set(),
    ready: false,
    version: 0,
  };

  constructor(
    databaseName: string,
    table: Table<Row, Key>,
    keyOf: (row: Row) => Key,
    toEntry: (row: Row) => Entry,
    shortcuts: MirrorShortcuts<Row, Key, Entry> = {},
  ) {
    this.databaseName = databaseName;
    this.table = table;
    this.keyOf = keyOf;
    this.toEntry = toEntry;
    this.shortcuts = shortcuts;
  }

  readonly getSnapshot = (): MirrorSnapshot<Key, Entry> => this.snapshot;

  /** Starts following the table at the first subscriber. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    if (!this.following) {
      this.following = true;
      Dexie.on('storagemutated', this.onMutated);
      void this.work();
    }
    return () => this.listeners.delete(listener);
  };

  /** Shows the same entries anew, for what is found out from them and hangs on more than they do. */
  showAnew(): void {
    const { entries, unreadable, ready } = this.snapshot;
    if (this.following) this.show(entries, unreadable, ready);
  }

  /** Stops following; for tests and for a database that is closed. */
  stop(): void {
    Dexie.on.storagemutated.unsubscribe(this.onMutated);
    if (this.publishTimer !== null) clearTimeout(this.publishTimer);
    if (this.retryTimer !== null) clearTimeout(this.retryTimer);
    this.following = false;
    this.listeners.clear();
  }

  private readonly onMutated = (parts: ObservabilitySet): void => {
    const touched = parts['all'] ?? parts[`idb://${this.databaseName}/${this.table.name}/`];
    if (touched === undefined) return;
    if (parts['all'] !== undefined) this.reloadAll = true;
    for (const { from, to } of RangeSet(touched)) {
      // A range of more than one key is a bulk delete or a clearing; which rows it hit is not said.
      if (from === to && typeof from === 'string') this.dirty.add(from as Key);
      else this.reloadAll = true;
    }
    void this.work();
  };

  private async work(): Promise<void> {
    if (this.working) return;
    this.working = true;
    try {
      while (this.following && (this.reloadAll || this.dirty.size > 0)) {
        if (this.reloadAll) await this.readWhole();
        else await this.readDirty();
        this.nextRetryMs = retryMs.first;
        this.publish();
      }
    } catch (thrown) {
      if (!(thrown instanceof Dexie.DexieError)) throw thrown;
      // A database closed under it (window going away) leaves the last picture standing; all else may pass.
      if (!(thrown instanceof Dexie.DatabaseClosedError)) this.retryLater();
    } finally {
      this.working = false;
    }
  }

  private retryLater(): void {
    if (!this.following) return;
    if (this.retryTimer !== null) clearTimeout(this.retryTimer);
    this.retryTimer = setTimeout(() => {
      this.retryTimer = null;
      void this.work();
    }, this.nextRetryMs);
    this.nextRetryMs = Math.min(retryMs.most, this.nextRetryMs * 2);
  }

  private async readWhole(): Promise<void> {
    this.reloadAll = false;
    this.dirty.clear();
    try {
      const kept = this.snapshot.ready ? null : await this.readKept();
      if (kept === null) {
        await this.readAll();
        return;
      }
      this.entries = kept;
      this.unreadable = new Set();
    } catch (thrown) {
      this.reloadAll = true;
      throw thrown;
    }
  }

  /** What is kept of the table, whole and as it is; null where that does not serve. */
  private async readKept(): Promise<Map<Key, Entry> | null> {
    const { readKept } = this.shortcuts;
    if (readKept === undefined) return null;
    let showAt: number = shownEarly.rows;
    try {
      return await readKept((some) => {
        if (some.size < showAt) return;
        showAt = some.size * shownEarly.growth;
        this.show(some, this.unreadable, false);
      });
    } catch (thrown) {
      if (isClosed(thrown)) throw thrown;
      // Whatever is wrong with it: the rows themselves are the truth.
      return null;
    }
  }

  private async readAll(): Promise<void> {
    const fresh = new Map<Key, Entry>();
    const unreadable = new Set<Key>();
    const isFirst = !this.snapshot.ready;
    let showAt: number = shownEarly.rows;
    let wanted: number = pageSize.least;
    let reading = this.readPage(null, wanted);
    for (;;) {
      const { rows: page, last } = await reading;
      const isLast = last === null;
      // The next page is fetched while entries are made of this one.
      if (!isLast) {
        reading = this.readPage(last, wanted);
        // Told of when it is waited for.
        reading.catch(() => {});
      }
      const startMs = performance.now();
      this.takeAll(page, fresh, unreadable);
      const tookMs = performance.now() - startMs;
      if (isLast) break;
      if (isFirst && fresh.size >= showAt) {
        showAt = fresh.size * shownEarly.growth;
        this.show(fresh, unreadable, false);
      }
      if (tookMs < pageSize.ms / 2) wanted = Math.min(pageSize.most, wanted * 2);
      else if (tookMs > pageSize.ms) wanted = Math.max(pageSize.least, wanted >> 1);
      await breath();
    }
    this.entries = fresh;
    this.unreadable = unreadable;
  }

  /** The rows after a key, in order. */
  private async readPage(after: Key | null, most: number): Promise<Page<Row, Key>> {
    const from = after === null ? this.table.toCollection() : this.table.where(':id').above(after);
    /** Told by what was asked for: a row that goes while it is read does not make a page the last one. */
    const lastOf = (keys: readonly Key[]): Key | null => (keys.length < most ? null : (keys.at(-1) ?? null));
    try {
      const rows = await from.clone().limit(most).toArray();
      const read = rows.map((row): [Key, Row] => [this.keyOf(row), row]);
      return { rows: read, last: lastOf(read.map(([key]) => key)) };
    } catch (thrown) {
      if (isClosed(thrown)) throw thrown;
      const keys = await from.clone().limit(most).primaryKeys();
      return { rows: await this.readSingly(keys), last: lastOf(keys) };
    }
  }

  /** One bad row fails a reading of many: each by itself, then. */
  private async readSingly(keys: readonly Key[]): Promise<[Key, Row | null][]> {
    const read: [Key, Row | null][] = [];
    for (const key of keys) {
      try {
        const row = await this.table.get(key);
        if (row !== undefined) read.push([key, row]);
      } catch (thrown) {
        if (isClosed(thrown)) throw thrown;
        read.push([key, null]);
      }
    }
    return read;
  }

  private takeAll(
    page: readonly (readonly [Key, Row | null])[],
    entries: Map<Key, Entry>,
    unreadable: Set<Key>,
  ): void {
    const made = this.entriesOf(page);
    for (const [at, [key, row]] of page.entries()) {
      const entry = made?.[at];
      if (entry === undefined) {
        this.take(key, row, entries, unreadable);
        continue;
      }
      entries.set(key, entry);
      unreadable.delete(key);
    }
  }

  /** Entries of a page made at once; null where one of them cannot be made, or there is no such way. */
  private entriesOf(page: readonly (readonly [Key, Row | null])[]): readonly Entry[] | null {
    const rows = page.flatMap(([, row]) => (row === null ? [] : [row]));
    if (rows.length !== page.length) return null;
    try {
      return this.shortcuts.toEntries?.(rows) ?? null;
    } catch {
      return null;
    }
  }

  private take(key: Key, row: Row | null, entries: Map<Key, Entry>, unreadable: Set<Key>): void {
    try {
      if (row === null) throw new Error('not read');
      entries.set(key, this.toEntry(row));
      unreadable.delete(key);
    } catch {
      // Nothing is known of it but that it is there: it is told of, and every other row is shown.
      entries.delete(key);
      unreadable.add(key);
    }
  }

  private async readDirty(): Promise<void> {
    const keys = [...this.dirty].slice(0, pageSize.least);
    for (const key of keys) this.dirty.delete(key);
    let rows: [Key, Row | null][];
    try {
      rows = await this.readKeys(keys);
    } catch (thrown) {
      for (const key of keys) this.dirty.add(key);
      throw thrown;
    }
    const there = new Set(rows.map(([key]) => key));
    this.takeAll(rows, this.entries, this.unreadable);
    for (const key of keys) {
      if (there.has(key)) continue;
      this.entries.delete(key);
      this.unreadable.delete(key);
    }
    if (this.dirty.size > 0) await breath();
  }

  private async readKeys(keys: readonly Key[]): Promise<[Key, Row | null][]> {
    try {
      const rows = await this.table.bulkGet([...keys]);
      return keys.flatMap((key, at): [Key, Row][] => {
        const row = rows[at];
        return row === undefined ? [] : [[key, row]];
      });
    } catch (thrown) {
      if (isClosed(thrown)) throw thrown;
      return await this.readSingly(keys);
    }
  }

  private publish(): void {
    if (this.publishTimer !== null) return;
    const everyMs = Math.max(publishEvery.ms, publishEvery.msARow * this.entries.size);
    const waitMs = this.lastPublishedMs + everyMs - performance.now();
    if (waitMs <= 0) this.publishNow();
    else this.publishTimer = setTimeout(() => this.publishNow(), waitMs);
  }

  private publishNow(): void {
    this.publishTimer = null;
    this.lastPublishedMs = performance.now();
    this.show(this.entries, this.unreadable, true);
  }

  private show(entries: ReadonlyMap<Key, Entry>, unreadable: ReadonlySet<Key>, ready: boolean): void {
    this.snapshot = {
      entries: new Map(entries),
      unreadable: new Set(unreadable),
      ready,
      version: this.snapshot.version + 1,
    };
    for (const listener of this.listeners) listener();
  }
}

/** The database went away under the reading: no row is to blame. */
function isClosed(thrown: unknown): boolean {
  return (
    thrown instanceof Dexie.DatabaseClosedError ||
    thrown instanceof Dexie.InvalidStateError ||
    thrown instanceof Dexie.OpenFailedError
  );
}
