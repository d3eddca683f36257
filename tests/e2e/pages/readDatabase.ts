import type { Page } from '@playwright/test';

/** All rows of a table, read straight from IndexedDB: what is really saved, whatever is on screen. */
export async function readTable(page: Page, table: string): Promise<Record<string, unknown>[]> {
  return await page.evaluate(
    (name) =>
      new Promise<Record<string, unknown>[]>((resolve, reject) => {
        const opening = indexedDB.open('afterimage');
        opening.addEventListener('error', () => reject(new Error('the database does not open')));
        opening.addEventListener('success', () => {
          const database = opening.result;
          const rows = database.transaction(name).objectStore(name).getAll();
          rows.addEventListener('error', () => reject(new Error(`${name} cannot be read`)));
          rows.addEventListener('success', () => {
            database.close();
            resolve(rows.result as Record<string, unknown>[]);
          });
        });
      }),
    table,
  );
}
