import type { Transaction } from 'dexie';
import { version1 } from './version1.ts';
import { version2 } from './version2.ts';
import { version3 } from './version3.ts';
import { version4 } from './version4.ts';

/** One step of the database's history. Append only: a released version is never edited. */
export interface SchemaVersion {
  readonly version: number;
  /** Dexie's index syntax: primary key first, `*` for one entry an array element. */
  readonly stores: Readonly<Record<string, string>>;
  readonly upgrade: ((transaction: Transaction) => Promise<void>) | null;
}

export const schemaVersions: readonly SchemaVersion[] = [version1, version2, version3, version4];
