import { effectiveMoodIds, type Frame } from '../../shared/domain/frame.ts';
import type { HomageLink, LinkEnd, Moment } from '../../shared/domain/homageLink.ts';
import { type FrameId, momentIdSchema, type WorkId } from '../../shared/domain/ids.ts';
import type { MoodId } from '../../shared/domain/moodId.ts';
import { frameTimecode } from '../../shared/timecode/frameTimecode.ts';
import type { AfterimageDatabase } from './afterimageDatabase.ts';
import { type RecordedChange, recordChange } from './recordChange.ts';
import { settleMedia } from './settleMedia.ts';

/** Changes frames one by one; those that `change` returns as they are stay unwritten. */
async function changeFrames(
  database: AfterimageDatabase,
  frameIds: readonly FrameId[],
  change: (frame: Frame) => Frame,
): Promise<RecordedChange> {
  return await recordChange(database, async (recorder) => {
    const frames = (await database.frames.bulkGet([...frameIds])).filter((frame) => frame !== undefined);
    const changed = frames.map(change).filter((frame, index) => frame !== frames[index]);
    recorder.put('frames', changed);
  });
}

/** Sets, contradicts or (null) leaves a mood to the measurement. */
export function overrideMood(
  database: AfterimageDatabase,
  frameIds: readonly FrameId[],
  moodId: MoodId,
  override: 'on' | 'off' | null,
): Promise<RecordedChange> {
  return changeFrames(database, frameIds, (frame) => {
    const { [moodId]: _before, ...others } = frame.moodOverrides;
    const moodOverrides = override === null ? others : { ...others, [moodId]: override };
    return { ...frame, moodOverrides, moodIds: effectiveMoodIds(frame.moods, moodOverrides) };
  });
}

/** A tag as it is kept: composed characters, no outer space, single spaces; at most 200 characters. */
export function cleanTag(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim().slice(0, 200);
}

/** Adds a tag to frames that do not have it; an empty tag changes nothing. */
export function addTag(
  database: AfterimageDatabase,
  frameIds: readonly FrameId[],
  text: string,
): Promise<RecordedChange> {
  const tag = cleanTag(text);
  return changeFrames(database, frameIds, (frame) =>
    tag === '' || frame.tags.includes(tag) || frame.tags.length >= 200
      ? frame
      : { ...frame, tags: [...frame.tags, tag] },
  );
}

export function removeTag(
  database: AfterimageDatabase,
  frameIds: readonly FrameId[],
  tag: string,
): Promise<RecordedChange> {
  return changeFrames(database, frameIds, (frame) =>
    frame.tags.includes(tag) ? { ...frame, tags: frame.tags.filter((each) => each !== tag) } : frame,
  );
}

/** Renames a tag on every frame; where the new name is there already, the two become one. */
export async function renameTag(
  database: AfterimageDatabase,
  from: string,
  to: string,
): Promise<RecordedChange> {
  const name = cleanTag(to);
  const tagged = await database.frames.where('tags').equals(from).primaryKeys();
  return await changeFrames(database, tagged, (frame) =>
    name === '' || name === from
      ? frame
      : { ...frame, tags: [...new Set(frame.tags.map((tag) => (tag === from ? name : tag)))] },
  );
}

/** Takes a tag from every frame. */
export async function removeTagEverywhere(
  database: AfterimageDatabase,
  tag: string,
): Promise<RecordedChange> {
  return await removeTag(database, await database.frames.where('tags').equals(tag).primaryKeys(), tag);
}

/** Writes the user's own words about a frame. */
export function describeFrame(
  database: AfterimageDatabase,
  frameId: FrameId,
  words: Partial<Pick<Frame, 'note' | 'altText'>>,
): Promise<RecordedChange> {
  return changeFrames(database, [frameId], (frame) => ({ ...frame, ...words }));
}

/**
 * Deletes frames and the board items that show them. A homage link that ends on one keeps that end as a
 * moment with the frame's time, so that no claim is lost with a picture. Importing the file again brings the
 * frames back.
 */
export function deleteFrames(
  database: AfterimageDatabase,
  frameIds: readonly FrameId[],
): Promise<RecordedChange> {
  return recordChange(database, async (recorder) => {
    const frames = new Map(
      (await database.frames.bulkGet([...frameIds])).flatMap((frame) =>
        frame === undefined ? [] : [[frame.id, frame] as const],
      ),
    );
    const moments = new Map<FrameId, Moment>();
    const asMoment = (end: LinkEnd): LinkEnd => {
      const frame = end.type === 'frame' ? frames.get(end.frameId) : undefined;
      if (frame === undefined) return end;
      const moment = moments.get(frame.id) ?? momentOfFrame(frame);
      moments.set(frame.id, moment);
      return { type: 'moment', momentId: moment.id, workId: end.workId };
    };
    const isGone = (end: LinkEnd): boolean => end.type === 'frame' && frames.has(end.frameId);
    const links = await database.links.filter((link) => [...link.from, ...link.to].some(isGone)).toArray();
    const kept = links.map(
      (link): HomageLink => ({ ...link, from: link.from.map(asMoment), to: link.to.map(asMoment) }),
    );
    const items = await database.boardItems
      .filter(({ content }) => 'frameId' in content && frames.has(content.frameId))
      .primaryKeys();
    recorder.put('moments', [...moments.values()]);
    recorder.put('links', kept);
    recorder.remove('boardItems', items);
    recorder.remove('frames', [...frames.keys()]);
    const mediaIds = [...frames.values()].map(({ mediaId }) => mediaId);
    await settleMedia(database, recorder, mediaIds, { frameIds: new Set(frames.keys()) });
  });
}

function momentOfFrame(frame: Frame): Moment {
  const timecode = frameTimecode(frame);
  const words = frame.altText || frame.note || (timecode === null ? 'A still' : `The frame at ${timecode}`);
  return {
    id: momentIdSchema.parse(`moment-${crypto.randomUUID()}`),
    workId: frame.workId,
    mediaId: frame.mediaId,
    label: words.slice(0, 500),
    span:
      frame.time === null
        ? null
        : {
            inFrame: frame.time.frameIndex,
            outFrame: frame.time.frameIndex + 1,
            inSec: Math.max(0, frame.time.timeSec),
            outSec: Math.max(0, frame.time.timeSec) + frame.time.frameRate.den / frame.time.frameRate.num,
            frameRate: frame.time.frameRate,
            timecode: frame.time.timecode,
          },
    sample: false,
  };
}

/** Puts frames under another work, and the ends of links that lie on them. */
export function moveFrames(
  database: AfterimageDatabase,
  frameIds: readonly FrameId[],
  workId: WorkId,
): Promise<RecordedChange> {
  const moved = new Set<FrameId>(frameIds);
  return recordChange(database, async (recorder) => {
    const frames = (await database.frames.bulkGet([...frameIds])).filter((frame) => frame !== undefined);
    recorder.put(
      'frames',
      frames.map((frame) => ({ ...frame, workId })),
    );
    const isMoved = (end: LinkEnd): boolean => end.type === 'frame' && moved.has(end.frameId);
    const links = await database.links.filter((link) => [...link.from, ...link.to].some(isMoved)).toArray();
    const follow = (end: LinkEnd): LinkEnd => (isMoved(end) ? { ...end, workId } : end);
    recorder.put(
      'links',
      links.map((link) => ({ ...link, from: link.from.map(follow), to: link.to.map(follow) })),
    );
  });
}
