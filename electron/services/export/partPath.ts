import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';

/**
 * Where a file is written until it is whole: beside its target, so that it can be renamed, under a name of its
 * own that is short however long the target's is.
 */
export function partPath(targetPath: string): string {
  return join(dirname(targetPath), `.afterimage-${randomBytes(4).toString('hex')}.part`);
}
