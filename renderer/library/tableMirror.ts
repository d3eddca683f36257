import { Dexie, type IndexableType, type ObservabilitySet, RangeSet, type Table } from 'dexie';

/** What a mirror shows: an unchanging picture, replaced whole whenever rows changed. */
export interface MirrorSnapshot<Key, Entry> {
  readonly entries: ReadonlyMap<Key, Entry>;
  /** False until the whole table was read once. */
  readonly ready: boolean;
  /** Grows with every change. */
  readonly version: number;
}

/** Milliseconds between two snapshots while rows keep changing. */
const publishEveryMs = 200;
const pageSize = 100;

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
  private readonly listeners = new Set<() => void>();
  private readonly dirty = new Set<Key>();
  private entries = new Map<Key, Entry>();
  private reloadAll = true;
  private working = false;
  private following = false;
  private publishTimer: ReturnType<typeof setTimeout> | null = null;
  private lastPublishedMs = Number.NEGATIVE_INFINITY;
  private snapshot: MirrorSnapshot<Key, Entry> = { entries: new Map(), ready: false, version: 0 };

  constructor(
    databaseName: string,
    table: Table<Row, Key>,
    keyOf: (row: Row) => Key,
    toEntry: (row: Row) => Entry,
  ) {
    this.databaseName = databaseName;
    this.table = table;
    this.keyOf = keyOf;
    this.toEntry = toEntry;
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

  /** Reads the whole table again, for entries that are made of more than their row. */
  reread(): void {
    if (!this.following) return;
    this.reloadAll = true;
    void this.work();
  }

  /** Stops following; for tests and for a database that is closed. */
  stop(): void {
    Dexie.on.storagemutated.unsubscribe(this.onMutated);
    if (this.publishTimer !== null) clearTimeout(this.publishTimer);
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
        if (this.reloadAll) await this.readAll();
        else await this.readDirty();
        this.publish();
      }
    } catch (thrown) {
      // A database closed under it (window going away) leaves the last picture standing.
      if (!(thrown instanceof Dexie.DexieError)) throw thrown;
    } finally {
      this.working = false;
    }
  }

  private async readAll(): Promise<void> {
    this.reloadAll = false;
    this.dirty.clear();
    const fresh = new Map<Key, Entry>();
    let last: Key | undefined;
    for (;;) {
      const from = last === undefined ? this.table.toCollection() : this.table.where(':id').above(last);
      const rows = await from.limit(pageSize).toArray();
      for (const row of rows) fresh.set(this.keyOf(row), this.toEntry(row));
      const lastRow = rows.at(-1);
      if (rows.length < pageSize || lastRow === undefined) break;
      last = this.keyOf(lastRow);
      await breath();
    }
    this.entries = fresh;
  }

  private async readDirty(): Promise<void> {
    const keys = [...this.dirty].slice(0, pageSize);
    for (const key of keys) this.dirty.delete(key);
    const rows = await this.table.bulkGet(keys);
    keys.forEach((key, index) => {
      const row = rows[index];
      if (row === undefined) this.entries.delete(key);
      else this.entries.set(key, this.toEntry(row));
    });
    if (this.dirty.size > 0) await breath();
  }

  private publish(): void {
    if (this.publishTimer !== null) return;
    const waitMs = this.lastPublishedMs + publishEveryMs - performance.now();
    if (waitMs <= 0) this.publishNow();
    else this.publishTimer = setTimeout(() => this.publishNow(), waitMs);
  }

  private publishNow(): void {
    this.publishTimer = null;
    this.lastPublishedMs = performance.now();
    this.snapshot = { entries: new Map(this.entries), ready: true, version: this.snapshot.version + 1 };
    for (const listener of this.listeners) listener();
  }
}

function breath(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
