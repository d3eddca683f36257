import type { Page } from '@playwright/test';

/** Writes a row straight into IndexedDB, for a state that would take long to come by. Live queries do not see it. */
export async function writeRow(page: Page, table: string, row: Record<string, unknown>): Promise<void> {
  await page.evaluate(
    (given) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('afterimage');
        opening.addEventListener('error', () => reject(new Error('the database does not open')));
        opening.addEventListener('success', () => {
          const database = opening.result;
          const transaction = database.transaction(given.table, 'readwrite');
          transaction.objectStore(given.table).put(given.row);
          transaction.addEventListener('abort', () => reject(new Error(`${given.table} cannot be written`)));
          transaction.addEventListener('complete', () => {
            database.close();
            resolve();
          });
        });
      }),
    { table, row },
  );
}
