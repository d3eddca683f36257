import { AV_CODEC_ID_H264, AV_CODEC_ID_VP8, AV_NOPTS_VALUE, AV_PKT_FLAG_DISCARD } from 'node-av/constants';
import { Packet } from 'node-av/lib';
import { AppFailure } from '../../../shared/contract/appError.ts';
import { type CodedPicture, H264Fields } from './h264Fields.ts';
import { letOthersIn } from './letOthersIn.ts';
import { type OpenVideo, openVideo } from './openVideo.ts';
import { openDecoder } from './videoDecoder.ts';

/** When each frame of a file is shown, read from its packets without decoding. */
export interface PresentationIndex {
  /** Presentation times in the stream's time base, rising; those that edit lists leave out are not here. */
  readonly ticks: Float64Array;
  /** Positions in `ticks` of frames that can be decoded on their own. */
  readonly keyPositions: number[];
  /** Ticks the last frame is shown for; 0 where unknown. */
  readonly lastDurationTicks: number;
  /**
   * Whether every packet says when it is shown, all differ, and the first is the first frame that decodes, so that
   * packets and frames can be taken for one another until decoding proves otherwise.
   */
  readonly trustworthy: boolean;
}

/** Packets read in one turn: on a slow disk a turn still ends soon. */
const readAtOnce = 64;

interface Entry {
  readonly ticks: number;
  readonly key: boolean;
  readonly duration: number;
}

/**
 * Reads all packets of a freshly opened video. Its demuxer is at the end afterwards.
 * @throws AppFailure cancelled
 */
export async function readPresentationIndex(
  video: OpenVideo,
  signal?: AbortSignal,
): Promise<PresentationIndex> {
  const packet = new Packet();
  packet.alloc();
  const entries: Entry[] = [];
  const isShown = makeShownPacketTest(video);
  let everyPacketTimed = true;
  try {
    for (let count = 0; ; count += 1) {
      if (count % readAtOnce === readAtOnce - 1) await letOthersIn();
      if (signal?.aborted === true) throw new AppFailure('cancelled', { fileName: video.fileName });
      if (video.format.readFrameSync(packet) < 0) break;
      const isPicture = packet.streamIndex === video.stream.index && !packet.hasFlags(AV_PKT_FLAG_DISCARD);
      if (isPicture && isShown(packet)) {
        const { pts } = packet;
        if (pts === AV_NOPTS_VALUE) everyPacketTimed = false;
        const stamp = pts === AV_NOPTS_VALUE ? packet.dts : pts;
        const ticks = stamp === AV_NOPTS_VALUE ? (entries.at(-1)?.ticks ?? -1) + 1 : Number(stamp);
        entries.push({ ticks, key: packet.isKeyframe, duration: Math.max(0, Number(packet.duration)) });
      }
      packet.unref();
    }
  } finally {
    packet.free();
  }
  entries.sort((one, other) => one.ticks - other.ticks);
  const beginsWithKey = entries[0]?.key ?? false;
  const firstTicks = beginsWithKey ? (entries[0]?.ticks ?? null) : await firstDecodedTicks(video.path);
  // What lies before the first frame that decodes leans on pictures that were cut off: it is never shown.
  const shown = firstTicks === null ? entries : entries.filter((entry) => entry.ticks >= firstTicks);
  const differ = shown.every((entry, index) => index === 0 || entry.ticks !== shown[index - 1]?.ticks);
  const keyPositions = shown.flatMap((entry, index) => (entry.key ? [index] : []));
  return {
    ticks: Float64Array.from(shown, (entry) => entry.ticks),
    keyPositions,
    lastDurationTicks: shown.at(-1)?.duration ?? 0,
    trustworthy: everyPacketTimed && differ && shown[0]?.ticks === firstTicks,
  };
}

/** When the first frame that can be decoded is shown; null where none can. */
async function firstDecodedTicks(path: string): Promise<number | null> {
  const video = await openVideo(path);
  try {
    const decoder = await openDecoder(video);
    try {
      const first = decoder.next();
      first?.frame.free();
      return first?.ticks ?? null;
    } finally {
      decoder.close();
    }
  } finally {
    await video.close();
  }
}

/** Tells the packets that bring a frame of their own from those that hold a hidden one or a second field. */
function makeShownPacketTest({ stream }: OpenVideo): (packet: Packet) => boolean {
  const { codecId, extradata } = stream.codecpar;
  // RFC 6386, 9.1: a VP8 picture says in its first byte whether it is to be shown.
  if (codecId === AV_CODEC_ID_VP8) return (packet) => ((packet.data?.[0] ?? 0x10) & 0x10) !== 0;
  if (codecId !== AV_CODEC_ID_H264) return () => true;
  const fields = new H264Fields(extradata);
  let open: CodedPicture | null = null;
  return (packet) => {
    if (!fields.mayHoldFields || packet.data === null) return true;
    const picture = fields.read(packet.data);
    const endsFrame =
      open !== null &&
      picture !== null &&
      picture.parity !== 'frame' &&
      picture.parity !== open.parity &&
      picture.frameNumber === open.frameNumber &&
      !picture.isKey;
    open = endsFrame || picture?.parity === 'frame' ? null : picture;
    return !endsFrame;
  };
}

/** The position of the last entry at or below a value; -1 where all are above. */
export function positionAtOrBefore(rising: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = rising.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rising[middle] ?? Number.POSITIVE_INFINITY) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
