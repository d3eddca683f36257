import { AV_CODEC_ID_H264, AV_CODEC_ID_HEVC } from 'node-av/constants';
import { H264Fields } from './h264Fields.ts';
import type { OpenVideo } from './openVideo.ts';

/**
 * What a coded picture is to the others: none is predicted from it; decoding can begin with it, whatever came before;
 * or neither.
 */
export type CodedKind = 'unreferenced' | 'entry' | 'referenced';

/** Tells of a packet's bytes what picture they hold. */
export type CodedKindReader = (packet: Buffer) => CodedKind;

/**
 * Makes a reader for a video's packets, from what the coding says in the clear: `nal_ref_idc` and the unit's type of
 * H.264 (ITU-T H.264, 7.4.1), the unit's type of HEVC (ITU-T H.265, table 7-1) where there are no temporal layers, since
 * pictures of one may be predicted from those that no other picture of their own layer needs.
 * @returns null where it cannot be told: other codings, fields in packets of their own, units parted by start codes
 */
export function codedKindReader({ stream }: OpenVideo): CodedKindReader | null {
  const { codecId, extradata } = stream.codecpar;
  if (extradata === null || extradata[0] !== 1) return null;
  if (codecId === AV_CODEC_ID_H264 && extradata.length > 6) {
    if (new H264Fields(extradata).mayHoldFields) return null;
    const lengthBytes = ((extradata[4] ?? 3) & 3) + 1;
    return (packet) => {
      const header = firstPicture(packet, lengthBytes, (byte) => [1, 2, 5].includes(byte & 31));
      if (header === null) return 'referenced';
      if ((header & 31) === 5) return 'entry';
      return (header & 0x60) === 0 ? 'unreferenced' : 'referenced';
    };
  }
  if (codecId === AV_CODEC_ID_HEVC && extradata.length > 22) {
    const layers = ((extradata[21] ?? 0) >> 3) & 7;
    if (layers !== 1) return null;
    const lengthBytes = ((extradata[21] ?? 3) & 3) + 1;
    return (packet) => {
      const header = firstPicture(packet, lengthBytes, (byte) => hevcType(byte) < 32);
      if (header === null) return 'referenced';
      const type = hevcType(header);
      if (type >= 16 && type <= 21) return 'entry';
      return type <= 14 && type % 2 === 0 ? 'unreferenced' : 'referenced';
    };
  }
  return null;
}

function hevcType(header: number): number {
  return (header >> 1) & 63;
}

/** The header byte of the first unit that holds a part of a picture; null where none does. */
function firstPicture(
  packet: Buffer,
  lengthBytes: number,
  isPicture: (header: number) => boolean,
): number | null {
  for (let at = 0; at + lengthBytes < packet.length; ) {
    const length = packet.readUIntBE(at, lengthBytes);
    const header = packet[at + lengthBytes] ?? 0;
    if (isPicture(header)) return header;
    at += lengthBytes + length;
  }
  return null;
}
