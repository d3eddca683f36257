import { isSameValue } from './isSameValue.ts';

/** What {@link mergeBack} made of a value. */
export interface Merged<Value> {
  readonly value: Value;
  /** True where something of it was changed since and therefore stays. */
  readonly kept: boolean;
}

type Fields = Readonly<Record<string, unknown>>;

/** Fields whose entries are each a decision of its own. */
const entryFields: ReadonlySet<string> = new Set(['moodOverrides']);
/** Fields that say when or how a row came to be; that they stay is nothing to tell of. */
const bookkeepingFields: ReadonlySet<string> = new Set(['createdAt', 'updatedAt', 'importedAt', 'partial']);
/** Fields that the app works out by itself, in the background and again: no later change of a person. */
const measuredFields: ReadonlySet<string> = new Set(['moods', 'moodIds', 'palette', 'signature', 'shot']);

/**
 * Takes a change of one row back without losing what was changed in it later: a three-way merge, field by
 * field, lists element by element. A field that says something else by now than the change left keeps it.
 * @param from the row as the change left it; undefined where the change deleted it
 * @param to the row to go back to; undefined where the change made it
 * @param now the row as it is; undefined where it is gone
 */
export function mergeBack<Row extends object>(
  from: Row | undefined,
  to: Row | undefined,
  now: Row | undefined,
): Merged<Row | undefined> {
  if (isSameValue(now, from)) return { value: to, kept: false };
  if (isSameValue(now, to)) return { value: now, kept: false };
  if (now === undefined) return { value: now, kept: true };
  // Made by the change, and perhaps written on since.
  if (to === undefined) {
    return from !== undefined && isSameValue(ownPart(now), ownPart(from))
      ? { value: to, kept: false }
      : { value: now, kept: true };
  }
  // Deleted by the change and made anew since: what was written on it before returns where there is nothing.
  if (from === undefined) return fillIn(to, now);
  const value = { ...now };
  let kept = false;
  for (const key of keysOf(from, to)) {
    const merged = mergeField(key, Reflect.get(from, key), Reflect.get(to, key), Reflect.get(now, key));
    if (merged.value === undefined) Reflect.deleteProperty(value, key);
    else Reflect.set(value, key, merged.value);
    kept ||= merged.kept && isOwnField(key);
  }
  return { value, kept };
}

function mergeField(key: string, from: unknown, to: unknown, now: unknown): Merged<unknown> {
  if (isSameValue(from, to) || isSameValue(now, to)) return { value: now, kept: false };
  if (isSameValue(now, from)) return { value: to, kept: false };
  if (Array.isArray(from) && Array.isArray(to) && Array.isArray(now)) return mergeLists(from, to, now);
  if (entryFields.has(key) && isFields(from) && isFields(to) && isFields(now)) {
    return mergeBack(from, to, now);
  }
  return { value: now, kept: true };
}

function fillIn<Row extends object>(to: Row, now: Row): Merged<Row> {
  const value = { ...now };
  let kept = false;
  for (const key of keysOf(to, now)) {
    const [before, later]: unknown[] = [Reflect.get(to, key), Reflect.get(now, key)];
    if (isEmpty(later)) Reflect.set(value, key, before);
    else kept ||= !isEmpty(before) && !isSameValue(before, later) && isOwnField(key);
  }
  return { value, kept };
}

function mergeLists(
  from: readonly unknown[],
  to: readonly unknown[],
  now: readonly unknown[],
): Merged<unknown[]> {
  const came = without(from, to);
  const went = without(to, from);
  const gone = without(came, now);
  // As many as came went: each stands for the one in whose place it came.
  const isSwap = came.length === went.length && came.length > 0;
  const unchanged = { value: [...now], kept: true };
  // An element of several fields that is not there any more was likely changed: which one went for it is unknown.
  if (!isSwap && gone.some(isFields)) return unchanged;
  const value: unknown[] = [];
  for (const element of now) {
    const at = came.findIndex((other) => isSameValue(other, element));
    if (at !== -1 && !isSwap) continue;
    const put = at === -1 ? element : went[at];
    if (!includes(value, put)) value.push(put);
  }
  if (!isSwap) {
    for (const element of without(went, value)) {
      const at = to.findIndex((other) => isSameValue(other, element));
      value.splice(Math.min(at, value.length), 0, element);
    }
  }
  if (value.length === 0 && to.length > 0) return unchanged;
  return { value, kept: gone.length > 0 || (came.length === 0 && went.length === 0) };
}

function keysOf(a: object, b: object): Set<string> {
  return new Set([...Object.keys(a), ...Object.keys(b)]);
}

function without(list: readonly unknown[], others: readonly unknown[]): unknown[] {
  return list.filter((element) => !includes(others, element));
}

function includes(list: readonly unknown[], element: unknown): boolean {
  return list.some((other) => isSameValue(other, element));
}

/** Whether a field says what a person said. */
function isOwnField(key: string): boolean {
  return !bookkeepingFields.has(key) && !measuredFields.has(key);
}

function ownPart(row: object): Fields {
  return Object.fromEntries(Object.entries(row).filter(([key]) => isOwnField(key)));
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && !ArrayBuffer.isView(value) && Object.keys(value).length === 0;
}
