import { formatTimecode } from '../../../shared/timecode/formatTimecode.ts';
import { analyseVideo } from '../video/analyseVideo.ts';

/** `shots FILE`: the shots of a video; `frameSec` and `frameIndex` are of each shot's representative frame. */
export async function shotsCommand(file: string): Promise<unknown> {
  const chosen = new Map<number, { frameSec: number; frameIndex: number }>();
  const { probe, shots, warning, partial } = await analyseVideo(file, {
    signal: new AbortController().signal,
    onProgress: () => undefined,
    onShot: (shot, { time }) => {
      chosen.set(shot.index, { frameSec: time.timeSec, frameIndex: time.frameIndex });
    },
  });
  return {
    file,
    partial,
    warning,
    shots: shots.map((shot) => ({
      ...shot,
      ...chosen.get(shot.index),
      startTimecode: formatTimecode(shot.startFrame, probe.frameRate),
      endTimecode: formatTimecode(shot.endFrame, probe.frameRate),
    })),
  };
}
