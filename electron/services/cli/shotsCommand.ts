import { timecodeAt } from '../../../shared/timecode/frameTimecode.ts';
import { timecodeOriginOf } from '../../../shared/timecode/timecodeOriginOf.ts';
import { analyseVideo } from '../video/analyseVideo.ts';

/** `shots FILE`: the shots of a video; `frameSec` and `frameIndex` are of each shot's representative frame. */
export async function shotsCommand(file: string): Promise<unknown> {
  const chosen = new Map<number, { frameSec: number; frameIndex: number }>();
  const { probe, shots, warning, partial } = await analyseVideo(file, {
    signal: new AbortController().signal,
    onProgress: () => undefined,
    onShot: (shot, { time }, pick) => {
      if (pick === 0) chosen.set(shot.index, { frameSec: time.timeSec, frameIndex: time.frameIndex });
    },
  });
  const timecodeOf = (frameIndex: number, timeSec: number): string =>
    timecodeAt({ frameIndex, timeSec, frameRate: probe.frameRate, timecode: timecodeOriginOf(probe) });
  return {
    file,
    partial,
    warning,
    shots: shots.map((shot) => ({
      ...shot,
      ...chosen.get(shot.index),
      startTimecode: timecodeOf(shot.startFrame, shot.startSec),
      endTimecode: timecodeOf(shot.endFrame, shot.endSec),
    })),
  };
}
