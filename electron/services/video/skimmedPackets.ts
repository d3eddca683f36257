import { AV_NOPTS_VALUE, AV_PKT_FLAG_CORRUPT, AV_PKT_FLAG_DISCARD, AVERROR_EOF } from 'node-av/constants';
import { Packet } from 'node-av/lib';
import { type CodedKind, type CodedKindReader, codedKindReader } from './codedKind.ts';
import type { OpenVideo } from './openVideo.ts';
import type { PacketSource } from './videoDecoder.ts';

/** What was expected of the packets is not what decoding brings: every frame has to be decoded. */
export class SkimMismatch extends Error {}

/** Packets read before the one that is decided on: more than come out of order, so that the end is never skimmed. */
const ahead = 24;
/** Pictures decoded in full at the start, after a key frame and after a closer look, before any is left out again. */
const probation = 2;
/** One picture of so many is decoded although it could be left out, to see whether it is what was assumed. */
const spotCheck = 12;
/** A picture this much larger than those left out before it may hold something new. */
const surprise = 1.8;
/** Sizes below this say nothing, bytes. */
const smallBytes = 1500;
/** Pictures that the usual size is averaged over. */
const usualOf = 6;
const keysKept = 15;
/** Decoding again may cost this share of what was left out, beside a start of so many pictures. */
const wasteShare = 0.35;
const wasteAllowed = 150;
/** Pictures decoded in full after a closer look, and of these, at most, after the next key frame. */
const closeLook = 120;
const afterKey = 24;
/** Pictures decoded in full after flashes. */
const distrusted = 96;

interface Queued {
  readonly packet: Packet;
  readonly ticks: number;
}

/**
 * Hands a decoder the packets of a video, but leaves out pictures that nothing is predicted from: the others come out
 * the same to the last bit. Which times have gone without a picture is told ({@link absentBefore}); where what was
 * decoded around them speaks for a closer look, {@link lookAgain} goes back and leaves nothing out for a while. That
 * decoding brings the frames that the packets announce is checked one by one.
 */
export class SkimmedPackets implements PacketSource {
  readonly #video: OpenVideo;
  readonly #kindOf: CodedKindReader;
  #queue: Queued[] = [];
  #atEnd = false;
  /** Presentation times of pictures handed out and not yet seen decoded, rising. */
  #expected: number[] = [];
  /** The same of those left out, since the last frame that was seen. */
  #absent: number[] = [];
  #keys: number[] = [];
  /** The key frame that was read last, and the first since the start or since going back. */
  #lastKey = Number.NEGATIVE_INFINITY;
  #entry: number | null = null;
  #spotChecked = new Set<number>();
  #toProve = probation;
  #sinceSpotCheck = 0;
  #usualBytes = 0;
  #inFull = 0;
  /** While going back: up to here only what others are predicted from is decoded, and nobody sees it. */
  #backTo: number | null = null;
  #leftOut = 0;
  #wasted = 0;
  #givenUp = false;

  private constructor(video: OpenVideo, kindOf: CodedKindReader) {
    this.#video = video;
    this.#kindOf = kindOf;
  }

  /** @returns null where nothing of a video can be left out */
  static of(video: OpenVideo): SkimmedPackets | null {
    const container = video.format.iformat?.name ?? '';
    if (!container.includes('mp4') && !container.includes('matroska')) return null;
    const kindOf = codedKindReader(video);
    return kindOf === null ? null : new SkimmedPackets(video, kindOf);
  }

  /** Pictures left out so far. */
  get leftOut(): number {
    return this.#leftOut;
  }

  read(into: Packet): number {
    for (;;) {
      while (this.#queue.length < ahead && !this.#atEnd) this.#readOne();
      const next = this.#queue.shift();
      if (next === undefined) return AVERROR_EOF;
      const { packet, ticks } = next;
      const isShown = !packet.hasFlags(AV_PKT_FLAG_DISCARD);
      if (isShown && this.#mayLeaveOut(packet, ticks)) {
        packet.free();
        continue;
      }
      if (isShown) insert(this.#expected, ticks);
      const code = into.ref(packet);
      packet.free();
      return code;
    }
  }

  /** Forgets what lies between the demuxer and the decoder, after seeking. */
  flush(): void {
    this.close();
    this.#atEnd = false;
    this.#expected = [];
    this.#absent = [];
    this.#lastKey = Number.NEGATIVE_INFINITY;
    this.#entry = null;
    this.#spotChecked.clear();
  }

  /**
   * To be told of every frame decoded.
   * @returns the times between the frame before and this one that were left out; null while going back, for a frame
   *   that was seen before
   * @throws SkimMismatch where this is not the frame that the packets announce
   */
  absentBefore(ticks: number): readonly number[] | null {
    const expected = this.#expected.shift();
    if (expected !== ticks) throw new SkimMismatch(`frame at ${ticks} instead of ${expected}`);
    if (this.#backTo !== null) {
      if (ticks > this.#backTo) throw new SkimMismatch('the way back is another');
      this.#wasted += 1;
      if (ticks === this.#backTo) this.#backTo = null;
      return null;
    }
    let count = 0;
    while ((this.#absent[count] ?? Number.POSITIVE_INFINITY) < ticks) count += 1;
    return this.#absent.splice(0, count);
  }

  /** Whether a picture was decoded only to see what it would have been to leave it out. To be asked once. */
  wasSpotCheck(ticks: number): boolean {
    return this.#spotChecked.delete(ticks);
  }

  /** To be asked at the end. @throws SkimMismatch where frames are missing */
  proveEnd(): void {
    if (this.#expected.length > 0 || this.#absent.length > 0) throw new SkimMismatch('frames are missing');
  }

  /**
   * Prepares to decode from a frame on once more, this time everything.
   * @returns the key frame's time to seek to, with the decoder, at once
   */
  lookAgain(afterTicks: number, seenAbsent: number): number {
    const key = this.#keys.findLast((ticks) => ticks <= afterTicks);
    if (key === undefined) throw new SkimMismatch('no way back');
    this.#backTo = afterTicks;
    this.#leftOut -= seenAbsent + this.#absent.length;
    this.#inFull = closeLook;
    this.#toProve = probation;
    return key;
  }

  /** What was left out may not have been what was assumed: for a while nothing is. */
  distrust(): void {
    this.#inFull = Math.max(this.#inFull, distrusted);
    this.#toProve = 2 * probation;
  }

  close(): void {
    for (const { packet } of this.#queue) packet.free();
    this.#queue = [];
  }

  #readOne(): void {
    const packet = new Packet();
    packet.alloc();
    const { format, stream } = this.#video;
    const read = format.readFrameSync(packet);
    if (read < 0) {
      packet.free();
      if (read !== AVERROR_EOF) throw new SkimMismatch(`reading ends with ${read}`);
      this.#atEnd = true;
      return;
    }
    if (packet.streamIndex !== stream.index) {
      packet.free();
      return;
    }
    const { pts } = packet;
    if (pts === AV_NOPTS_VALUE || packet.hasFlags(AV_PKT_FLAG_CORRUPT)) {
      packet.free();
      throw new SkimMismatch('a packet without a time, or damaged');
    }
    this.#queue.push({ packet, ticks: Number(pts) });
  }

  #mayLeaveOut(packet: Packet, ticks: number): boolean {
    const picture = this.#read(packet);
    if (packet.isKeyframe) {
      this.#takeKey(ticks, picture === 'entry');
      return false;
    }
    if (this.#backTo !== null) {
      // What precedes the frame that decoding begins with leans on pictures from before.
      const leads = this.#entry !== null && ticks < this.#entry;
      return ticks < this.#backTo && (leads || picture === 'unreferenced');
    }
    if (this.#inFull > 0) {
      this.#inFull -= 1;
      return false;
    }
    if (picture !== 'unreferenced' || !this.#isDull(packet.size) || !this.#isProven(ticks)) return false;
    insert(this.#absent, ticks);
    this.#leftOut += 1;
    return true;
  }

  /** Whether a picture is no larger than such pictures were just before. */
  #isDull(size: number): boolean {
    const usual = this.#usualBytes;
    this.#usualBytes = usual === 0 ? size : usual + (size - usual) / usualOf;
    return size <= Math.max(smallBytes, usual * surprise);
  }

  #isProven(ticks: number): boolean {
    // The last few are decoded, and what is shown before a key frame that it follows.
    if (this.#givenUp || this.#atEnd || ticks < this.#lastKey) return false;
    if (this.#toProve > 0) this.#toProve -= 1;
    else if (this.#sinceSpotCheck < spotCheck) {
      this.#sinceSpotCheck += 1;
      return true;
    }
    this.#sinceSpotCheck = 0;
    this.#spotChecked.add(ticks);
    return false;
  }

  #read(packet: Packet): CodedKind {
    const { data } = packet;
    return data === null ? 'referenced' : this.#kindOf(data);
  }

  #takeKey(ticks: number, isEntry: boolean): void {
    this.#lastKey = ticks;
    this.#entry ??= ticks;
    this.#toProve = Math.max(this.#toProve, probation);
    if (this.#backTo !== null) return;
    if (isEntry) this.#keys = [...this.#keys.slice(-keysKept), ticks];
    // A new shot, as like as not.
    this.#inFull = Math.min(this.#inFull, afterKey);
    this.#givenUp ||= this.#wasted > wasteAllowed + wasteShare * this.#leftOut;
  }
}

function insert(rising: number[], value: number): void {
  let at = rising.length;
  while (at > 0 && (rising[at - 1] ?? 0) > value) at -= 1;
  rising.splice(at, 0, value);
}
