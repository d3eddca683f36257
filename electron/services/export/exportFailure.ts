import { AppFailure } from '../../../shared/contract/appError.ts';

const fullDiskCodes: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT']);

/** What to tell of an export that broke off: errors of the file system name the target file, never its folder. */
export function exportFailure(
  thrown: unknown,
  temporaryPath: string,
  fileName: string,
  signal?: AbortSignal,
): AppFailure {
  if (signal?.aborted === true) return new AppFailure('cancelled', { fileName }, { cause: thrown });
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : null;
  const reason = code ?? (thrown instanceof Error ? thrown.message : String(thrown));
  if (code !== null && fullDiskCodes.has(code))
    return new AppFailure('disk-full', { fileName, reason }, { cause: thrown });
  // A font that cannot be read is a broken installation, not a place that cannot be written.
  const isWriting =
    thrown instanceof Error && 'syscall' in thrown && (!('path' in thrown) || thrown.path === temporaryPath);
  return new AppFailure(isWriting ? 'write-failed' : 'internal', { fileName, reason }, { cause: thrown });
}
