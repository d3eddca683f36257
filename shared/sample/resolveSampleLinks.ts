import type { Frame } from '../domain/frame.ts';
import type { HomageLink, LinkEnd, Moment } from '../domain/homageLink.ts';
import type { SampleEnd, SampleLink } from './sampleLinks.ts';

/** What the ends of sample links are looked up in. */
export interface SampleEndsFound {
  /** The imported frames of each file. */
  readonly framesByFile: ReadonlyMap<string, readonly Frame[]>;
  readonly moments: readonly Moment[];
}

/**
 * The frame that stands for an end: a still's own, or the one of the shot that is running at `atSec`
 * (the first of the shot's frames when there are several). Undefined when the file was not imported.
 */
export function sampleFrame(
  end: Extract<SampleEnd, { fileName: string }>,
  framesByFile: SampleEndsFound['framesByFile'],
): Frame | undefined {
  const frames = framesByFile.get(end.fileName) ?? [];
  const { atSec } = end;
  if (atSec === undefined) return frames[0];
  return frames.find(({ shot }) => shot !== null && shot.startSec <= atSec && atSec < shot.endSec);
}

/**
 * Links with their ends resolved. Ends that cannot be found are left out, and so is a link that has none left
 * on one side.
 * @param createdAt ISO 8601
 */
export function resolveSampleLinks(
  links: readonly SampleLink[],
  found: SampleEndsFound,
  createdAt: string,
): HomageLink[] {
  const resolve = (end: SampleEnd): LinkEnd[] => {
    if ('momentId' in end) {
      const moment = found.moments.find(({ id }) => id === end.momentId);
      return moment === undefined ? [] : [{ type: 'moment', momentId: moment.id, workId: moment.workId }];
    }
    const frame = sampleFrame(end, found.framesByFile);
    return frame === undefined ? [] : [{ type: 'frame', frameId: frame.id, workId: frame.workId }];
  };
  return links.flatMap((link) => {
    const from = link.from.flatMap(resolve);
    const to = link.to.flatMap(resolve);
    if (from.length === 0 || to.length === 0) return [];
    return [{ ...link, from, to, createdAt, updatedAt: createdAt, sample: true }];
  });
}
