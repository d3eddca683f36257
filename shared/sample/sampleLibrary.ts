import type { Moment } from '../domain/homageLink.ts';
import { type BoardId, boardIdSchema } from '../domain/ids.ts';
import type { Work } from '../domain/work.ts';
import { type SampleFile, sampleFiles } from './sampleFiles.ts';
import { type SampleLink, sampleLinks, sampleMoments } from './sampleLinks.ts';
import { sampleWorks } from './sampleWorks.ts';

/** The board that the sample library opens with. */
export const sampleBoard: { readonly id: BoardId; readonly title: string; readonly note: string } = {
  id: boardIdSchema.parse('sample-board'),
  title: 'Wong Kar Wai in five music videos',
  note: 'Every picture here was drawn for Afterimage as a stand-in. What is shared follows “5 Lush K-Pop MVs Inspired By Wong Kar Wai Films” by Sarah K., Soompi, in our own words.',
};

/** Links of the sample board, in reading order. */
export const sampleBoardLinkIds = sampleLinks.map((link) => link.id);

/** All that the sample library holds beside its files' pixels. */
export interface SampleLibrary {
  readonly works: readonly Work[];
  readonly files: readonly SampleFile[];
  readonly moments: readonly Moment[];
  readonly links: readonly SampleLink[];
}

/**
 * The sample library: five music videos, the films they are said to remember, and who says so.
 * @param createdAt ISO 8601, the birth of its records
 */
export function sampleLibrary(createdAt: string): SampleLibrary {
  return { works: sampleWorks(createdAt), files: sampleFiles, moments: sampleMoments, links: sampleLinks };
}
