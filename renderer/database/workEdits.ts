import type { HomageLink, LinkEnd } from '../../shared/domain/homageLink.ts';
import type { MediaId, WorkId } from '../../shared/domain/ids.ts';
import type { Work } from '../../shared/domain/work.ts';
import type { AfterimageDatabase } from './afterimageDatabase.ts';
import { followWork } from './followFrames.ts';
import { type ChangeRecorder, type RecordedChange, recordChange } from './recordChange.ts';
import { settleMedia } from './settleMedia.ts';

/** Writes a new or changed work. */
export function saveWork(database: AfterimageDatabase, work: Work): Promise<RecordedChange> {
  return recordChange(database, (recorder) => recorder.put('works', [work]));
}

/**
 * Deletes a work with its files' records, frames and moments, the board items that show any of them, and the
 * homage links that have no end left on one side. Files on disk are not touched. The record of a file of which
 * frames were moved to another work stays with that work.
 */
export function deleteWork(database: AfterimageDatabase, workId: WorkId): Promise<RecordedChange> {
  return recordChange(database, async (recorder) => {
    const frames = await database.frames.where('workId').equals(workId).toArray();
    const frameIds = new Set(frames.map((frame) => frame.id));
    const momentIds = new Set(await database.moments.where('workId').equals(workId).primaryKeys());
    const mediaIds = await database.media.where('workId').equals(workId).primaryKeys();
    const isGone = (end: LinkEnd): boolean => end.workId === workId;
    const links = (
      await database.links.filter((link) => [...link.from, ...link.to].some(isGone)).toArray()
    ).map((link) => ({
      ...link,
      from: link.from.filter((end) => !isGone(end)),
      to: link.to.filter((end) => !isGone(end)),
    }));
    const empty = links.filter((link) => link.from.length === 0 || link.to.length === 0);
    const emptyIds = new Set(empty.map((link) => link.id));
    const items = await database.boardItems
      .filter(({ content }) => {
        if (content.kind === 'work') return content.workId === workId;
        if (content.kind === 'moment') return momentIds.has(content.momentId);
        if (content.kind === 'link') return emptyIds.has(content.linkId);
        return 'frameId' in content && frameIds.has(content.frameId);
      })
      .primaryKeys();
    recorder.put(
      'links',
      links.filter((link) => !emptyIds.has(link.id)),
    );
    recorder.remove('links', [...emptyIds]);
    recorder.remove('boardItems', items);
    recorder.remove('moments', [...momentIds]);
    recorder.remove('frames', [...frameIds]);
    recorder.remove('works', [workId]);
    const touchedMediaIds = [...mediaIds, ...frames.map((frame) => frame.mediaId)];
    await settleMedia(database, recorder, touchedMediaIds, { frameIds, momentIds });
  });
}

/** Puts everything of one work under another and deletes the emptied one. */
export function mergeWorks(
  database: AfterimageDatabase,
  emptied: WorkId,
  into: WorkId,
): Promise<RecordedChange> {
  return recordChange(database, async (recorder) => {
    if (emptied === into) return;
    const mediaIds = await database.media.where('workId').equals(emptied).primaryKeys();
    await moveMedia(database, recorder, mediaIds, into);
    const frames = await database.frames.where('workId').equals(emptied).toArray();
    recorder.put(
      'frames',
      frames.map((frame) => ({ ...frame, workId: into })),
    );
    const moments = await database.moments.where('workId').equals(emptied).toArray();
    recorder.put(
      'moments',
      moments.map((moment) => ({ ...moment, workId: into })),
    );
    const cards = await database.boardItems
      .filter(({ content }) => content.kind === 'work' && content.workId === emptied)
      .toArray();
    recorder.put(
      'boardItems',
      cards.map((card) => ({ ...card, content: { kind: 'work', workId: into } })),
    );
    await moveLinkEnds(database, recorder, (end) => end.workId === emptied, into);
    await followWork(database, recorder, emptied, into);
    recorder.remove('works', [emptied]);
  });
}

/** Puts files, their frames and moments under another work; importing them again lands there too. */
export function assignMedia(
  database: AfterimageDatabase,
  mediaIds: readonly MediaId[],
  workId: WorkId,
): Promise<RecordedChange> {
  return recordChange(database, async (recorder) => {
    const moments = await database.moments
      .filter((moment) => moment.mediaId !== null && mediaIds.includes(moment.mediaId))
      .toArray();
    const momentIds = new Set<string>(moments.map((moment) => moment.id));
    const frameIds = new Set<string>(await moveMedia(database, recorder, mediaIds, workId));
    recorder.put(
      'moments',
      moments.map((moment) => ({ ...moment, workId })),
    );
    const isMoved = (end: LinkEnd): boolean =>
      end.type === 'frame' ? frameIds.has(end.frameId) : momentIds.has(end.momentId);
    await moveLinkEnds(database, recorder, isMoved, workId);
  });
}

/** @returns the ids of the frames that moved with their files */
async function moveMedia(
  database: AfterimageDatabase,
  recorder: ChangeRecorder,
  mediaIds: readonly MediaId[],
  workId: WorkId,
): Promise<string[]> {
  const media = (await database.media.bulkGet([...mediaIds])).filter((row) => row !== undefined);
  recorder.put(
    'media',
    media.map((row) => ({ ...row, workId })),
  );
  const frames = await database.frames
    .where('mediaId')
    .anyOf([...mediaIds])
    .toArray();
  recorder.put(
    'frames',
    frames.map((frame) => ({ ...frame, workId })),
  );
  return frames.map((frame) => frame.id);
}

async function moveLinkEnds(
  database: AfterimageDatabase,
  recorder: ChangeRecorder,
  isMoved: (end: LinkEnd) => boolean,
  workId: WorkId,
): Promise<void> {
  const follow = (end: LinkEnd): LinkEnd => (isMoved(end) ? { ...end, workId } : end);
  const links = await database.links.filter((link) => [...link.from, ...link.to].some(isMoved)).toArray();
  recorder.put(
    'links',
    links.map((link): HomageLink => ({ ...link, from: link.from.map(follow), to: link.to.map(follow) })),
  );
}
