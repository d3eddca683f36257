import { type AnalysedFrame, analysedFrameSchema } from '../../../shared/domain/frame.ts';
import {
  frameIdOf,
  type MediaId,
  mediaIdSchema,
  type WorkId,
  workIdSchema,
} from '../../../shared/domain/ids.ts';
import { type MediaFile, mediaFileSchema } from '../../../shared/domain/media.ts';
import type { ResumePoint } from '../../../shared/domain/resumePoint.ts';
import type { Work } from '../../../shared/domain/work.ts';
import { emptyWork } from '../newWork.ts';

const hexDigits = (seed: number): string => seed.toString(16).padStart(64, '0');

export const mediaIdOf = (seed: number): MediaId => mediaIdSchema.parse(`m-${hexDigits(seed)}`);

/** A valid video file's record. */
export function videoFile(seed: number, fileName: string, durationSec = 200): MediaFile {
  return mediaFileSchema.parse({
    id: mediaIdOf(seed),
    fileName,
    sizeBytes: 1000 + seed,
    content: {
      kind: 'video',
      probe: {
        durationSec,
        frameCount: Math.round(durationSec * 24),
        frameRate: { num: 24, den: 1 },
        width: 320,
        height: 180,
        displayWidth: 320,
        displayHeight: 180,
        rotation: 0,
        pixelAspect: { num: 1, den: 1 },
        codec: 'h264',
        container: 'mp4',
        colour: {
          matrix: 'bt709',
          primaries: 'bt709',
          transfer: 'bt709',
          range: 'limited',
          pixelFormat: 'yuv420p',
          bitDepth: 8,
        },
        timeBase: { num: 1, den: 24 },
        startSec: 0,
        hasAudio: false,
      },
    },
  });
}

/** A valid still's record. */
export function stillFile(seed: number, fileName: string): MediaFile {
  return mediaFileSchema.parse({
    id: mediaIdOf(seed),
    fileName,
    sizeBytes: 500,
    content: { kind: 'still', probe: { width: 320, height: 180, format: 'png' } },
  });
}

/** A valid frame of a media, one second apart by `index`; an orange glow unless told otherwise. */
export function analysedFrame(
  media: MediaFile,
  index: number,
  change: Partial<AnalysedFrame> = {},
): AnalysedFrame {
  const isVideo = media.content.kind === 'video';
  const frameIndex = index * 24;
  return analysedFrameSchema.parse({
    id: frameIdOf(media.id, isVideo ? frameIndex : 0),
    mediaId: media.id,
    kind: media.content.kind,
    time: isVideo
      ? {
          ticks: frameIndex,
          timeBase: { num: 1, den: 24 },
          timeSec: index,
          frameIndex,
          frameRate: { num: 24, den: 1 },
        }
      : null,
    shot: isVideo
      ? {
          index,
          startFrame: frameIndex,
          endFrame: frameIndex + 24,
          startSec: index,
          endSec: index + 1,
          transition: index === 0 ? 'start' : 'cut',
        }
      : null,
    picture: {
      hash: `${(index + 1).toString(16).padStart(4, '0')}${media.id.slice(-60)}`,
      width: 320,
      height: 180,
      area: { x: 0, y: 22, width: 320, height: 134 },
    },
    palette: [
      { hex: '#180603', oklch: [0.15, 0.04, 30], share: 0.7, name: 'blackish red' },
      { hex: '#e4541d', oklch: [0.64, 0.19, 40], share: 0.3, name: 'vivid orange-red' },
    ],
    moods: [
      {
        id: 'orange-red-glow',
        label: 'Orange-red glow',
        confidence: 0.9,
        measured: [
          { quantity: 'colour between red and orange', value: 0.78, comparison: '>=', threshold: 0.5 },
        ],
        reason: '78 % of the colour lies between red and orange (needs 50 %).',
      },
    ],
    ...change,
  });
}

/** Where an import goes on after shots of a second each, as {@link analysedFrame} makes them. */
export function resumePoint(shotsDone: number): ResumePoint {
  const frame = shotsDone * 24;
  return {
    shotsDone,
    next: { frame, ticks: frame, transition: 'cut', mixedTo: frame },
    key: { frame: 0, ticks: 0 },
    firstTicks: 0,
  };
}

/** A work with an id of its own. */
export function work(id: string, change: Partial<Work> = {}): Work {
  const workId: WorkId = workIdSchema.parse(id);
  return { ...emptyWork(workId, 'music-video', id, false, '2026-01-01T00:00:00.000Z'), ...change };
}
