import type { Board, BoardCamera, BoardItem } from '../../shared/domain/board.ts';
import type { Frame } from '../../shared/domain/frame.ts';
import type { HomageLink, LinkEnd, Moment } from '../../shared/domain/homageLink.ts';
import type { FrameId, MediaId, MomentId, WorkId } from '../../shared/domain/ids.ts';
import type { Media } from '../../shared/domain/media.ts';
import type { DetectedShots, ShotEdits } from '../../shared/domain/shotEdits.ts';
import type { Work } from '../../shared/domain/work.ts';
import { sampleFiles } from '../../shared/sample/sampleFiles.ts';
import type { AfterimageDatabase } from './afterimageDatabase.ts';

/** Every row that was removed, so that it can be put back exactly. */
export interface RemovedSample {
  readonly works: readonly Work[];
  readonly media: readonly Media[];
  readonly frames: readonly Frame[];
  readonly moments: readonly Moment[];
  readonly links: readonly HomageLink[];
  readonly boards: readonly Board[];
  readonly boardItems: readonly BoardItem[];
  readonly boardCameras: readonly BoardCamera[];
  readonly detectedShots: readonly DetectedShots[];
  readonly shotEdits: readonly ShotEdits[];
}

const restoredTables = [
  'works',
  'media',
  'frames',
  'moments',
  'links',
  'boards',
  'boardItems',
  'boardCameras',
  'detectedShots',
  'shotEdits',
] as const satisfies readonly (keyof RemovedSample)[];

const tablesOf = (database: AfterimageDatabase) => restoredTables.map((name) => database.table(name));

/**
 * Removes the sample library in one transaction: its board, links, moments, frames, media and works. What a
 * person made is kept, and so is whatever of the sample it stands on: a sample link on a person's board, the
 * frames (with all of their file), moments and works that a person's link or board names, and a sample work
 * that holds a person's own media or moments. What was kept goes when the sample is removed again after
 * nothing names it any more. A person's tags, notes and moves on removed sample rows go with them.
 * @returns the removed rows, for {@link restoreSampleLibrary}
 */
export async function removeSampleLibrary(database: AfterimageDatabase): Promise<RemovedSample> {
  return await database.transaction('rw', tablesOf(database), async () => {
    const removed = await findRemovable(database);
    const ids = <Id>(rows: readonly { id: Id }[]): Id[] => rows.map((row) => row.id);
    await database.boardCameras.bulkDelete(removed.boardCameras.map((camera) => camera.boardId));
    await database.boardItems.bulkDelete(ids(removed.boardItems));
    await database.boards.bulkDelete(ids(removed.boards));
    await database.links.bulkDelete(ids(removed.links));
    await database.moments.bulkDelete(ids(removed.moments));
    await database.frames.bulkDelete(ids(removed.frames));
    await database.media.bulkDelete(ids(removed.media));
    await database.detectedShots.bulkDelete(ids(removed.media));
    await database.shotEdits.bulkDelete(ids(removed.media));
    await database.works.bulkDelete(ids(removed.works));
    return removed;
  });
}

/**
 * Puts a removed sample library back as it was. What is there again by now (the sample was loaded anew) stays
 * as it is.
 * @returns how many rows were there again
 */
export async function restoreSampleLibrary(
  database: AfterimageDatabase,
  removed: RemovedSample,
): Promise<number> {
  return await database.transaction('rw', tablesOf(database), async () => {
    let kept = 0;
    const restore = async (name: keyof RemovedSample): Promise<void> => {
      const table = database.table<RemovedSample[typeof name][number], string>(name);
      const rows = removed[name];
      const there = await table.bulkGet(rows.map(keyOf));
      const missing = rows.filter((_row, index) => there[index] === undefined);
      await table.bulkAdd(missing);
      kept += rows.length - missing.length;
    };
    for (const name of restoredTables) await restore(name);
    return kept;
  });
}

function keyOf(row: RemovedSample[keyof RemovedSample][number]): string {
  if ('id' in row) return row.id;
  return 'boardId' in row ? row.boardId : row.mediaId;
}

/** What a person's records name and must therefore stay. */
interface Named {
  readonly works: Set<WorkId>;
  readonly frames: Set<FrameId>;
  readonly moments: Set<MomentId>;
}

async function findRemovable(database: AfterimageDatabase): Promise<RemovedSample> {
  const sampleWorks = await database.works.filter((work) => work.sample).toArray();
  const sampleWorkIds = new Set(sampleWorks.map((work) => work.id));
  const boards = await database.boards.filter((board) => board.sample).toArray();
  const sampleBoardIds = new Set(boards.map((board) => board.id));
  const allItems = await database.boardItems.toArray();
  const ownItems = allItems.filter((item) => !sampleBoardIds.has(item.boardId));
  const allLinks = await database.links.toArray();
  const allMoments = await database.moments.toArray();

  const linksOnOwnBoards = new Set(
    ownItems.flatMap(({ content }) => (content.kind === 'link' ? [content.linkId] : [])),
  );
  const isKeptLink = (link: HomageLink): boolean => !link.sample || linksOnOwnBoards.has(link.id);
  const named: Named = { works: new Set(), frames: new Set(), moments: new Set() };
  for (const link of allLinks.filter(isKeptLink))
    for (const end of [...link.from, ...link.to]) nameEnd(named, end);
  for (const item of ownItems) nameContent(named, item);

  const isKeptMoment = (moment: Moment): boolean => !moment.sample || named.moments.has(moment.id);
  for (const moment of allMoments.filter(isKeptMoment)) named.works.add(moment.workId);

  const media = await database.media
    .where('workId')
    .anyOf([...sampleWorkIds])
    .toArray();
  const frames = await database.frames
    .where('workId')
    .anyOf([...sampleWorkIds])
    .toArray();
  const sampleFileNames = new Set(sampleFiles.map((file) => file.fileName));
  const keptMediaIds = new Set<MediaId>([
    ...media.filter(({ fileName }) => !sampleFileNames.has(fileName)).map(({ id }) => id),
    ...frames.filter(({ id }) => named.frames.has(id)).map(({ mediaId }) => mediaId),
    ...allMoments.filter(isKeptMoment).flatMap(({ mediaId }) => (mediaId === null ? [] : [mediaId])),
  ]);
  for (const { id, workId } of media) if (keptMediaIds.has(id)) named.works.add(workId);

  const removedMedia = media.filter(({ id }) => !keptMediaIds.has(id));
  const removedMediaIds = removedMedia.map(({ id }) => id);
  return {
    works: sampleWorks.filter((work) => !named.works.has(work.id)),
    media: removedMedia,
    frames: frames.filter(({ mediaId }) => !keptMediaIds.has(mediaId)),
    moments: allMoments.filter((moment) => !isKeptMoment(moment)),
    links: allLinks.filter((link) => !isKeptLink(link)),
    boards,
    boardItems: allItems.filter((item) => sampleBoardIds.has(item.boardId)),
    boardCameras: await database.boardCameras
      .where('boardId')
      .anyOf([...sampleBoardIds])
      .toArray(),
    detectedShots: await database.detectedShots.where('mediaId').anyOf(removedMediaIds).toArray(),
    shotEdits: await database.shotEdits.where('mediaId').anyOf(removedMediaIds).toArray(),
  };
}

function nameEnd(named: Named, end: LinkEnd): void {
  named.works.add(end.workId);
  if (end.type === 'frame') named.frames.add(end.frameId);
  else named.moments.add(end.momentId);
}

function nameContent(named: Named, { content }: BoardItem): void {
  if (content.kind === 'frame' || content.kind === 'palette') named.frames.add(content.frameId);
  if (content.kind === 'work') named.works.add(content.workId);
  if (content.kind === 'moment') named.moments.add(content.momentId);
}
