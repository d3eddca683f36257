import type { AnalysedFrame, FramePick, FrameTime, Shot } from '../../../shared/domain/frame.ts';
import { frameIdOf, type MediaId } from '../../../shared/domain/ids.ts';
import type { FrameStore } from '../frame-store/frameStore.ts';
import { analysePicture } from '../pictures/analysePicture.ts';
import type { PicturePack } from '../pictures/packPicture.ts';

/** Where a picture comes from; `video` is null for a still, `shot` where it is not known. */
export interface FrameOrigin {
  readonly mediaId: MediaId;
  readonly video: {
    readonly time: FrameTime;
    readonly shot: Shot | null;
    /** Absent for a frame that a person took. */
    readonly pick?: FramePick;
  } | null;
}

/**
 * Analyses a picture and puts it into the store.
 * @throws AppFailure disk-full | write-failed
 */
export async function storeFrame(
  frameStore: Pick<FrameStore, 'put'>,
  picture: PicturePack,
  { mediaId, video }: FrameOrigin,
): Promise<AnalysedFrame> {
  const analysis = analysePicture(picture);
  const hash = await frameStore.put(picture);
  return {
    id: frameIdOf(mediaId, video?.time.ticks ?? 0),
    mediaId,
    kind: video === null ? 'still' : 'video',
    time: video?.time ?? null,
    shot: video?.shot ?? null,
    ...(video?.pick === undefined ? {} : { pick: video.pick }),
    picture: { hash, width: picture.width, height: picture.height, area: analysis.area },
    palette: analysis.palette,
    moods: analysis.moods,
    signature: analysis.signature,
    statistics: analysis.statistics,
  };
}
