import { effectiveMoodIds, type Frame } from '../../shared/domain/frame.ts';
import type { HomageLink, LinkEnd, Moment } from '../../shared/domain/homageLink.ts';
import type { FrameId, MediaId, WorkId } from '../../shared/domain/ids.ts';
import type { Media } from '../../shared/domain/media.ts';
import type { Work } from '../../shared/domain/work.ts';
import { pairKey } from '../../shared/similarity/duplicateSearch.ts';
import type { VideoMatch } from '../../shared/similarity/matchVideos.ts';
import type { AfterimageDatabase } from '../database/afterimageDatabase.ts';
import { followFrames, followWork } from '../database/followFrames.ts';
import { type ChangeRecorder, type RecordedChange, recordChange } from '../database/recordChange.ts';
import { type FrameUses, isCarrying } from './carriedBy.ts';
import { counterparts } from './counterparts.ts';

/** A merge that can be taken back, and what could not be merged. */
export interface MergeResult {
  readonly change: RecordedChange;
  /** Frames that carry something and have no counterpart: they stay, with their video. */
  readonly framesLeft: number;
}

/** Remembers that things which look the same stay several; nobody is asked about them again. */
export function keepApart(database: AfterimageDatabase, ids: readonly string[]): Promise<RecordedChange> {
  const decidedAt = new Date().toISOString();
  const rows = ids.flatMap((a, index) => ids.slice(index + 1).map((b) => ({ id: pairKey(a, b), decidedAt })));
  return recordChange(database, (recorder) => recorder.put('keptApart', rows));
}

/**
 * Makes several frames one: tags and notes come together on the kept one, links and board items show it from then
 * on. A still whose only frame goes leaves with it.
 */
export function mergeFrames(
  database: AfterimageDatabase,
  keptId: FrameId,
  droppedIds: readonly FrameId[],
): Promise<RecordedChange> {
  return recordChange(database, async (recorder) => {
    const kept = await database.frames.get(keptId);
    const dropped = (await database.frames.bulkGet([...droppedIds])).filter((row) => row !== undefined);
    if (kept === undefined || dropped.length === 0) return;
    const into = new Map(dropped.map((frame) => [frame.id, kept]));
    const uses = await usesOf(database, new Set(into.keys()));
    recorder.put('frames', [mergedFrame(kept, dropped)]);
    repoint(recorder, uses, into);
    await followFrames(database, recorder, idsOf(into));
    recorder.remove('frames', [...into.keys()]);
    const media = (await database.media.bulkGet(dropped.map(({ mediaId }) => mediaId))).filter(
      (row) => row !== undefined,
    );
    const stills = media.filter(({ id, content }) => content.kind === 'still' && id !== kept.mediaId);
    dropMedia(recorder, stills, kept.mediaId);
    await dropEmptyWorks(database, recorder, dropped, stills, kept.workId);
  });
}

/**
 * Makes several encodings of one video one: each frame goes into the one that stands for the same shot, moments keep
 * their seconds. A frame that carries something and has no counterpart stays, and its video with it.
 */
export async function mergeVideos(
  database: AfterimageDatabase,
  keptId: MediaId,
  droppedIds: readonly MediaId[],
): Promise<MergeResult> {
  let framesLeft = 0;
  const change = await recordChange(database, async (recorder) => {
    const kept = await database.media.get(keptId);
    if (kept === undefined) return;
    const keptFrames = await database.frames.where('mediaId').equals(keptId).toArray();
    const into = new Map<FrameId, Frame>();
    const gone: Frame[] = [];
    const goneMedia: Media[] = [];
    for (const media of (await database.media.bulkGet([...droppedIds])).filter((row) => row !== undefined)) {
      const frames = await database.frames.where('mediaId').equals(media.id).toArray();
      const { match, pairs } = counterparts(keptFrames, frames);
      const uses = await usesOf(database, new Set(frames.map(({ id }) => id)));
      const left = frames.filter((frame) => !pairs.has(frame.id) && isCarrying(frame, uses));
      framesLeft += left.length;
      for (const [id, target] of pairs) into.set(id, target);
      gone.push(...frames.filter((frame) => !left.includes(frame)));
      const moments = await database.moments.filter(({ mediaId }) => mediaId === media.id).toArray();
      recorder.put(
        'moments',
        moments.map((moment) => movedMoment(moment, kept, match)),
      );
      if (left.length === 0) goneMedia.push(media);
    }
    const uses = await usesOf(database, new Set(into.keys()));
    for (const frame of keptFrames) {
      const merged = gone.filter(({ id }) => into.get(id)?.id === frame.id);
      if (merged.length > 0) recorder.put('frames', [mergedFrame(frame, merged)]);
    }
    repoint(recorder, uses, into);
    await followFrames(database, recorder, idsOf(into));
    recorder.remove(
      'frames',
      gone.map(({ id }) => id),
    );
    dropMedia(recorder, goneMedia, keptId);
    await dropEmptyWorks(database, recorder, gone, goneMedia, kept.workId);
  });
  return { change, framesLeft };
}

/** Board items and links that name one of these frames. */
async function usesOf(database: AfterimageDatabase, ids: ReadonlySet<FrameId>): Promise<FrameUses> {
  const isNamed = (end: LinkEnd): boolean => end.type === 'frame' && ids.has(end.frameId);
  return {
    links: await database.links.filter((link) => [...link.from, ...link.to].some(isNamed)).toArray(),
    items: await database.boardItems
      .filter(({ content }) => 'frameId' in content && ids.has(content.frameId))
      .toArray(),
  };
}

function mergedFrame(kept: Frame, dropped: readonly Frame[]): Frame {
  const all = [kept, ...dropped];
  const notes = [...new Set(all.map(({ note }) => note.trim()).filter((note) => note !== ''))];
  const moodOverrides = Object.assign(
    {},
    ...all.toReversed().map((frame) => frame.moodOverrides),
  ) as Frame['moodOverrides'];
  return {
    ...kept,
    tags: [...new Set(all.flatMap(({ tags }) => tags))].slice(0, 200),
    note: notes.length < 2 ? (notes[0] ?? kept.note) : notes.join('\n\n').slice(0, 20_000),
    altText: all.find(({ altText }) => altText !== '')?.altText ?? '',
    moodOverrides,
    moodIds: effectiveMoodIds(kept.moods, moodOverrides),
  };
}

function idsOf(into: ReadonlyMap<FrameId, Frame>): Map<FrameId, FrameId> {
  return new Map([...into].map(([id, frame]) => [id, frame.id]));
}

function repoint(recorder: ChangeRecorder, uses: FrameUses, into: ReadonlyMap<FrameId, Frame>): void {
  const moved = (ends: readonly LinkEnd[]): LinkEnd[] => {
    const seen = new Set<string>();
    return ends.flatMap((end) => {
      const target = end.type === 'frame' ? into.get(end.frameId) : undefined;
      const now: LinkEnd =
        target === undefined ? end : { type: 'frame', frameId: target.id, workId: target.workId };
      const key = now.type === 'frame' ? now.frameId : now.momentId;
      if (seen.has(key)) return [];
      seen.add(key);
      return [now];
    });
  };
  recorder.put(
    'links',
    uses.links.map((link): HomageLink => ({ ...link, from: moved(link.from), to: moved(link.to) })),
  );
  recorder.put(
    'boardItems',
    uses.items.map((item) => {
      const { content } = item;
      const target = 'frameId' in content ? into.get(content.frameId) : undefined;
      return target === undefined || !('frameId' in content)
        ? item
        : { ...item, content: { ...content, frameId: target.id } };
    }),
  );
}

function dropMedia(recorder: ChangeRecorder, media: readonly Media[], into: MediaId): void {
  const mergedAt = new Date().toISOString();
  const ids = media.map(({ id }) => id);
  for (const table of ['media', 'detectedShots', 'shotEdits'] as const) recorder.remove(table, ids);
  recorder.put(
    'mergedMedia',
    media.map(({ id }) => ({ id, into, mergedAt })),
  );
}

/** A moment of the dropped video at the same seconds of the kept one. */
function movedMoment(moment: Moment, kept: Media, match: VideoMatch | null): Moment {
  const { span } = moment;
  const workId: WorkId = kept.workId;
  if (span === null || kept.content.kind !== 'video') return { ...moment, mediaId: kept.id, workId };
  const { frameRate } = kept.content.probe;
  const { rate, offsetSec } = match ?? { rate: 1, offsetSec: 0 };
  const [inSec, outSec] = [span.inSec, span.outSec].map((sec) => Math.max(0, (sec - offsetSec) / rate));
  const frameOf = (sec: number): number => Math.round((sec * frameRate.num) / frameRate.den);
  const inFrame = frameOf(inSec ?? 0);
  return {
    ...moment,
    mediaId: kept.id,
    workId,
    span: {
      inFrame,
      outFrame: Math.max(inFrame + 1, frameOf(outSec ?? 0)),
      inSec: inSec ?? 0,
      outSec: outSec ?? 0,
      frameRate,
    },
  };
}

/** A work that an import made for a file and that nobody wrote anything into goes with its last file. */
async function dropEmptyWorks(
  database: AfterimageDatabase,
  recorder: ChangeRecorder,
  frames: readonly Frame[],
  media: readonly Media[],
  keptWorkId: WorkId,
): Promise<void> {
  const goneFrames = new Set(frames.map(({ id }) => id));
  const goneMedia = new Set(media.map(({ id }) => id));
  const candidates = new Set([...frames, ...media].map(({ workId }) => workId));
  candidates.delete(keptWorkId);
  for (const work of (await database.works.bulkGet([...candidates])).filter((row) => row !== undefined)) {
    if (!isBare(work)) continue;
    const [ownMedia, ownFrames, ownMoments] = await Promise.all([
      database.media.where('workId').equals(work.id).primaryKeys(),
      database.frames.where('workId').equals(work.id).primaryKeys(),
      database.moments.where('workId').equals(work.id).toArray(),
    ]);
    const staying = ownMoments.filter(({ id }) => recorder.after.moments.get(id)?.workId !== keptWorkId);
    const cards = await database.boardItems
      .filter(({ content }) => content.kind === 'work' && content.workId === work.id)
      .count();
    const isEmpty =
      ownMedia.every((id) => goneMedia.has(id)) &&
      ownFrames.every((id) => goneFrames.has(id)) &&
      staying.length + cards === 0;
    if (!isEmpty) continue;
    recorder.remove('works', [work.id]);
    await followWork(database, recorder, work.id, keptWorkId);
  }
}

function isBare(work: Work): boolean {
  const lists = [work.artists, work.directors, work.credits, work.links];
  return (
    lists.every((list) => list.length === 0) &&
    work.originalTitle + work.country + work.note === '' &&
    work.year === null
  );
}
