import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { describe, expect, it } from 'vitest';
import { AppFailure, describeAppError } from '../../shared/contract/appError.ts';
import { AfterimageDatabase } from './afterimageDatabase.ts';
import { storageError } from './storageError.ts';

describe('storageError', () => {
  it('names a full disk, also inside an aborted transaction', () => {
    const full = new DOMException('Encountered full disk while opening backing store', 'QuotaExceededError');
    expect(storageError(full).code).toBe('disk-full');
    expect(storageError(new Dexie.AbortError('aborted', full)).code).toBe('disk-full');
  });

  it('names a library that is closed and says what to do', async () => {
    const database = new AfterimageDatabase(`closed-${crypto.randomUUID()}`);
    await database.open();
    database.close();
    const thrown: unknown = await database.works.count().catch((error: unknown) => error);
    const error = storageError(thrown);
    expect(error.code).toBe('library-closed');
    expect(describeAppError(error)).toContain('start Afterimage again');
    await database.delete();
  });

  it('leaves typed failures and the rest as they are', () => {
    expect(storageError(new AppFailure('file-empty', { fileName: 'a.mp4' })).code).toBe('file-empty');
    expect(storageError('nonsense')).toMatchObject({ code: 'internal', details: { reason: 'nonsense' } });
  });
});
