import type { IndexableType, Table } from 'dexie';

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
  let last: Key | undefined;
  for (;;) {
    const from = last === undefined ? table.toCollection() : table.where(':id').above(last);
    const keys = await from.clone().limit(pageSize).primaryKeys();
    const rows = await table.bulkGet(keys);
    for (const row of rows) if (row !== undefined) picked.push(pick(row));
    last = keys.at(-1);
    if (keys.length < pageSize || last === undefined) return picked;
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}
