import { Dexie, type IndexableType, type Table } from 'dexie';

/**
 * Reads a whole table without holding up the window: page by page in the order of the primary key, with a
 * breath between pages, keeping of each row only what `pick` returns.
 * @param pageSize rows read at a time
 */
export async function readInPages<Row, Key extends IndexableType, Picked>(
  table: Table<Row, Key>,
  pick: (row: Row) => Picked,
  pageSize = 100,
): Promise<Picked[]> {
  const picked: Picked[] = [];
  const { keyPath } = table.schema.primKey;
  if (typeof keyPath !== 'string') throw new TypeError(`${table.name} has no key of one part`);
  let last: Key | undefined;
  for (;;) {
    const from = last === undefined ? table.toCollection() : table.where(':id').above(last);
    const rows = await from.limit(pageSize).toArray();
    for (const row of rows) picked.push(pick(row));
    const end = rows.at(-1);
    if (rows.length < pageSize || end === undefined) return picked;
    last = Dexie.getByKeyPath(end as object, keyPath) as Key;
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}
