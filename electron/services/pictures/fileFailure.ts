import { AppFailure } from '../../../shared/contract/appError.ts';

/**
 * Turns what reading a file threw into a typed failure that names the file; an {@link AppFailure} passes.
 * @param fileName name without folder
 */
export function fileFailure(thrown: unknown, fileName: string): AppFailure {
  if (thrown instanceof AppFailure) return thrown;
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  const reason = code === '' ? (thrown instanceof Error ? thrown.message : String(thrown)) : code;
  const options = { cause: thrown };
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new AppFailure('file-not-found', { fileName, reason }, options);
  }
  if (['EACCES', 'EPERM', 'EISDIR', 'EIO', 'ENXIO', 'ELOOP', 'ENAMETOOLONG', 'EBUSY'].includes(code)) {
    return new AppFailure('file-unreadable', { fileName, reason }, options);
  }
  return new AppFailure('file-broken', { fileName, reason }, options);
}
