/** What is known by an id. */
export interface Identified {
  readonly id: string;
}

/** One change to a board, as undo, redo and the database take it. */
export interface BoardDiff<T extends Identified> {
  readonly added: readonly T[];
  readonly updated: readonly (readonly [from: T, to: T])[];
  readonly removed: readonly T[];
}

/** What turns `before` into `after`; records that are the same by content are not named. */
export function diffItems<T extends Identified>(before: Iterable<T>, after: Iterable<T>): BoardDiff<T> {
  const old = new Map([...before].map((item) => [item.id, item]));
  const added: T[] = [];
  const updated: [T, T][] = [];
  for (const item of after) {
    const was = old.get(item.id);
    old.delete(item.id);
    if (was === undefined) added.push(item);
    else if (!sameContent(was, item)) updated.push([was, item]);
  }
  return { added, updated, removed: [...old.values()] };
}

/** The map with the change made; records that the change does not name keep their identity. */
export function applyDiff<T extends Identified>(
  items: ReadonlyMap<T['id'], T>,
  diff: BoardDiff<T>,
): Map<T['id'], T> {
  const result = new Map(items);
  for (const item of diff.removed) result.delete(item.id);
  for (const item of diff.added) result.set(item.id, item);
  for (const [, to] of diff.updated) result.set(to.id, to);
  return result;
}

/** The change that takes it back. */
export function invertDiff<T extends Identified>(diff: BoardDiff<T>): BoardDiff<T> {
  return {
    added: diff.removed,
    updated: diff.updated.map(([from, to]) => [to, from] as const),
    removed: diff.added,
  };
}

/** One change that does what `first` and then `second` do. */
export function mergeDiffs<T extends Identified>(first: BoardDiff<T>, second: BoardDiff<T>): BoardDiff<T> {
  const before = new Map<string, T | null>();
  const after = new Map<string, T | null>();
  const note = (id: string, from: T | null, to: T | null): void => {
    if (!before.has(id)) before.set(id, from);
    after.set(id, to);
  };
  for (const diff of [first, second]) {
    for (const item of diff.removed) note(item.id, item, null);
    for (const item of diff.added) note(item.id, null, item);
    for (const [from, to] of diff.updated) note(to.id, from, to);
  }
  const present = (items: Iterable<T | null>): T[] => [...items].filter((item) => item !== null);
  return diffItems(present(before.values()), present(after.values()));
}

/** True where the change does nothing. */
export function isEmptyDiff(diff: BoardDiff<Identified>): boolean {
  return diff.added.length + diff.updated.length + diff.removed.length === 0;
}

/** Deep equality of plain JSON-like records. */
export function sameContent(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const left = Object.entries(a);
  const right = new Map(Object.entries(b));
  return (
    left.length === right.size &&
    left.every(([key, value]) => right.has(key) && sameContent(value, right.get(key)))
  );
}
