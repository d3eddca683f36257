import type { MethodName } from '../../shared/contract/contract.ts';
import type { CheckedInput } from '../../shared/contract/contractServer.ts';
import { footageEntries } from '../../shared/contract/footageEntries.ts';
import { partPath } from '../services/export/partPath.ts';
import { halfWrittenKey, standInKey } from '../services/jobs/mediaEnvelope.ts';
import type { SourceRegistry } from './sourceRegistry.ts';

/**
 * The paths that the media process needs for a request, by the opaque ids in its input.
 * Ids that stand for nothing are left out; the media process answers for them.
 */
export function pathsBeside(
  method: MethodName,
  input: unknown,
  registry: Pick<SourceRegistry, 'sourcePath' | 'targetPath' | 'mediaPath' | 'mediaStandIn'>,
): Record<string, string> {
  const pairs: [string, string | undefined][] = [];
  if (method === 'probe') {
    const { sourceId } = input as CheckedInput<'probe'>;
    pairs.push([sourceId, registry.sourcePath(sourceId)]);
  } else if (method === 'importMedia') {
    const { sources } = input as CheckedInput<'importMedia'>;
    for (const { sourceId } of sources) pairs.push([sourceId, registry.sourcePath(sourceId)]);
  } else if (method === 'exportPdf' || method === 'exportPalette') {
    const { targetId } = input as CheckedInput<'exportPdf' | 'exportPalette'>;
    const path = registry.targetPath(targetId);
    if (path !== undefined) pairs.push([targetId, path], [halfWrittenKey, partPath(path)]);
  } else if (Object.hasOwn(footageEntries, method)) {
    const { mediaId } = input as CheckedInput<keyof typeof footageEntries>;
    pairs.push([mediaId, registry.mediaPath(mediaId)]);
    pairs.push([standInKey(mediaId), registry.mediaStandIn(mediaId)]);
  }
  return Object.fromEntries(pairs.filter((pair): pair is [string, string] => pair[1] !== undefined));
}
