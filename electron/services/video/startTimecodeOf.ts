import { AV_CODEC_ID_MPEG1VIDEO, AV_CODEC_ID_MPEG2VIDEO } from 'node-av/constants';
import { Dictionary, FormatContext, Packet, type Stream } from 'node-av/lib';
import { formatTimecode } from '../../../shared/timecode/formatTimecode.ts';
import { nominalRate } from '../../../shared/timecode/nominalRate.ts';
import { timecodeOriginOf } from '../../../shared/timecode/timecodeOriginOf.ts';
import { declaredFrameRate } from './declaredFrameRate.ts';
import { readableContainers } from './readableContainers.ts';

/** Packets read at most for a stream's first picture. */
const searchedPackets = 400;

/**
 * Timecode of a video's first frame: of its timecode track (mov, mxf), its tags (Matroska, avi, gxf), or in MPEG
 * the one of the first group of pictures. Null where there is none.
 * @returns "HH:MM:SS:FF", with `;` before the frames where it is drop frame
 */
export async function startTimecodeOf(
  format: FormatContext,
  stream: Stream,
  path: string,
): Promise<string | null> {
  for (const { text, rate } of statedTimecodes(format, stream)) {
    const match = /^(\d{1,2}):(\d\d):(\d\d)([:;.])(\d{2,3})$/.exec(text.trim());
    if (match === null) continue;
    const [, hours = '', minutes, seconds, separator, frames] = match;
    const ratio = rate === null ? 1 : nominalRate(declaredFrameRate(stream)) / rate;
    // A track may count half the frames: "12" at 30 is "24" at 60.
    const scaled = Number.isInteger(ratio) ? Number(frames) * ratio : Number(frames);
    const clock = `${hours.padStart(2, '0')}:${minutes}:${seconds}`;
    return `${clock}${separator === ':' ? ':' : ';'}${String(scaled).padStart(2, '0')}`;
  }
  const { codecId } = stream.codecpar;
  if (codecId !== AV_CODEC_ID_MPEG2VIDEO && codecId !== AV_CODEC_ID_MPEG1VIDEO) return null;
  const picture = await firstPacket(path, stream.index);
  return picture === null ? null : groupTimecode(picture, stream);
}

function* statedTimecodes(
  format: FormatContext,
  stream: Stream,
): Generator<{ text: string; rate: number | null }> {
  const track = format.streams.find(
    (other) => other.index !== stream.index && other.codecpar.codecTagString === 'tmcd',
  );
  const trackRate = track?.avgFrameRate;
  const rate =
    trackRate !== undefined && trackRate.num > 0 && trackRate.den > 0 ? nominalRate(trackRate) : null;
  for (const { metadata } of [stream, ...(track === undefined ? [] : [track]), format, ...format.streams]) {
    const text = metadata?.get('timecode');
    if (text) yield { text, rate };
  }
}

/** The first packet of a stream; the file is opened on its own, so that nothing is read past elsewhere. */
async function firstPacket(path: string, streamIndex: number): Promise<Buffer | null> {
  const format = new FormatContext();
  const packet = new Packet();
  packet.alloc();
  const options = Dictionary.fromObject({ format_whitelist: readableContainers, protocol_whitelist: 'file' });
  try {
    if ((await format.openInput(`file:${path}`, null, options)) < 0) return null;
    for (let count = 0; count < searchedPackets; count += 1) {
      if ((await format.readFrame(packet)) < 0) return null;
      if (packet.streamIndex === streamIndex) return packet.data === null ? null : Buffer.from(packet.data);
      packet.unref();
    }
    return null;
  } finally {
    options.free();
    packet.free();
    await format.closeInput();
  }
}

/**
 * Reads a group-of-pictures header (ISO/IEC 13818-2, 6.2.2.6). 00:00:00:00 says nothing: encoders that know no
 * timecode write it.
 */
function groupTimecode(data: Buffer, stream: Stream): string | null {
  const at = data.indexOf('\0\0\x01\xb8', 0, 'latin1');
  if (at < 0 || at + 8 > data.length) return null;
  const bits = data.readUInt32BE(at + 4);
  const field = (from: number, count: number): number => (bits >>> (32 - from - count)) & (2 ** count - 1);
  const [hours, minutes, seconds, frames] = [field(1, 5), field(6, 6), field(13, 6), field(19, 6)];
  const dropFrame = field(0, 1) === 1;
  if (hours > 23 || minutes > 59 || seconds > 59 || field(12, 1) !== 1) return null;
  if (hours + minutes + seconds + frames === 0) return null;
  const two = (value: number): string => String(value).padStart(2, '0');
  const startTimecode =
    [two(hours), two(minutes), two(seconds)].join(':') + (dropFrame ? ';' : ':') + two(frames);
  const frameRate = declaredFrameRate(stream);
  const origin = timecodeOriginOf({ startTimecode, dropFrame, frameRate });
  if (origin === undefined) return null;
  // In an open group the pictures before the first key frame lean on what was cut off: they are never shown.
  const isClosed = field(25, 1) === 1;
  const picture = data.indexOf('\0\0\x01\0', at, 'latin1');
  const inGroup = picture < 0 || picture + 6 > data.length ? 0 : data.readUInt16BE(picture + 4) >> 6;
  return formatTimecode(isClosed ? 0 : inGroup, frameRate, origin);
}
