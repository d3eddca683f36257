import { type FrameChange, measureChange, planeChange } from './planeChange.ts';
import { describePlane, type PlaneFeature } from './planeFeature.ts';
import type { PlaneReader } from './planeReader.ts';
import { SkimMismatch, type SkimmedPackets } from './skimmedPackets.ts';
import type { TinyPlane } from './tinyPlane.ts';
import type { DecodedFrame, VideoDecoder } from './videoDecoder.ts';

/** A frame that nothing happens in, left out of decoding: what it must look like. */
export interface AbsentFrame {
  readonly ticks: number;
  readonly feature: PlaneFeature;
  readonly assumed: FrameChange;
}

/** A decoded frame as analysis sees it. */
export interface PassFrame {
  /** Whoever gets it frees it. */
  readonly decoded: DecodedFrame;
  readonly plane: TinyPlane;
  readonly feature: PlaneFeature;
  /** Change since the frame before; undefined where it is yet to be measured. */
  readonly assumed: FrameChange | undefined;
  /** The frames between the one before and this one. */
  readonly absent: readonly AbsentFrame[];
}

/**
 * How changes add up over frames: as a power of their number. Measured on the clips of the bench for shots (set
 * `tuning`): movement is nearer to 1, grain nearer to 0.
 */
const growth = { change: 0.6, still: 0.77, residual: 0.57 };
/** A change that stands out from those before: so many times as large, and so many levels more. */
const standingOut = 1.6;
const standingOutLevels = 1.5;
/** What is never worth a closer look, and what always is, 8-bit levels a frame. */
const calmRate = 3;
const wildRate = 5;
/** Share of a change below which a frame on the way shows the same as one of its neighbours. */
const repeated = 0.25;
/** What may be a cut, and how soon after another it speaks of a strobe or of flashes, frames. */
const likelyCut = 14;
const strobeFrames = 36;
/** Frames that the usual change is averaged over. */
const usualOf = 5;

/**
 * The frames of a video for analysis, in order. Where packets may be left out it decides, by what was decoded on both
 * sides, whether what lies between can be anything else than a step from one to the other; if so it goes back and
 * decodes it.
 */
export class PassFrames {
  readonly #decoder: VideoDecoder;
  readonly #planes: PlaneReader;
  readonly #skim: SkimmedPackets | null;
  #last: { readonly ticks: number; readonly feature: PlaneFeature } | null = null;
  #beforeLast: PlaneFeature | null = null;
  #lastWasCheck = false;
  #usual: number | null = null;
  #sinceLarge = strobeFrames;

  constructor(decoder: VideoDecoder, planes: PlaneReader, skim: SkimmedPackets | null) {
    this.#decoder = decoder;
    this.#planes = planes;
    this.#skim = skim;
  }

  /**
   * @returns null at the end
   * @throws SkimMismatch where frames do not come as their packets announce
   */
  async next(): Promise<PassFrame | null> {
    for (;;) {
      const decoded = this.#decoder.next();
      if (decoded === null) {
        this.#skim?.proveEnd();
        return null;
      }
      const seen = this.#see(decoded);
      if (typeof seen === 'object') return seen;
      decoded.frame.free();
      if (seen === 'seen before') continue;
      if (!(await this.#decoder.seek(seen))) throw new SkimMismatch('the file cannot be sought in');
    }
  }

  /** Takes a frame that was decoded elsewhere: the first after the file was entered in its middle. */
  take(decoded: DecodedFrame): PassFrame {
    const plane = this.#planes.read(decoded.frame);
    return { decoded, plane, feature: describePlane(plane), assumed: undefined, absent: [] };
  }

  /** @returns the time to go back to where a frame calls for a closer look at what was left out before it */
  #see(decoded: DecodedFrame): PassFrame | 'seen before' | number {
    const skim = this.#skim;
    if (skim === null) return this.take(decoded);
    const gone = skim.absentBefore(decoded.ticks);
    if (gone === null) return 'seen before';
    const seen = this.take(decoded);
    const last = this.#last;
    if (last === null) {
      this.#last = { ticks: decoded.ticks, feature: seen.feature };
      return seen;
    }
    const whole = measureChange(last.feature, seen.feature);
    const steps = gone.length + 1;
    const rate = whole.change * steps ** -growth.change;
    if (gone.length > 0 && this.#callsForLook(rate)) return skim.lookAgain(last.ticks, gone.length);
    this.#noteUsual(rate);
    this.#judgeSpotCheck(seen.feature, skim);
    this.#noteLarge(whole.change, steps, skim);
    this.#lastWasCheck = gone.length === 0 && skim.wasSpotCheck(decoded.ticks);
    this.#beforeLast = gone.length === 0 ? last.feature : null;
    this.#last = { ticks: decoded.ticks, feature: seen.feature };
    const assumed = {
      change: rate,
      still: whole.still * steps ** -growth.still,
      residual: whole.residual * steps ** -growth.residual,
    };
    const span = decoded.ticks - last.ticks;
    const absent = gone.map((ticks) => ({
      ticks,
      feature: blend(last.feature, seen.feature, (ticks - last.ticks) / span),
      assumed,
    }));
    return { ...seen, assumed, absent };
  }

  #callsForLook(rate: number): boolean {
    if (rate < calmRate) return false;
    return rate > wildRate || rate > standingOut * (this.#usual ?? rate) + standingOutLevels;
  }

  #noteUsual(rate: number): void {
    const usual = this.#usual ?? Math.min(rate, calmRate);
    this.#usual = usual + (Math.min(rate, 2 * usual + calmRate) - usual) / usualOf;
  }

  /** Where light flashes, what a frame is must be known of each one and of all around it. */
  #noteLarge(change: number, steps: number, skim: SkimmedPackets): void {
    this.#sinceLarge += steps;
    if (change < likelyCut) return;
    if (this.#sinceLarge < strobeFrames) skim.distrust();
    this.#sinceLarge = 0;
  }

  /** A picture that lies not between its neighbours would have been assumed wrongly. */
  #judgeSpotCheck(after: PlaneFeature, skim: SkimmedPackets): void {
    const before = this.#beforeLast;
    const checked = this.#last?.feature;
    if (!this.#lastWasCheck || before === null || checked === undefined) return;
    const across = planeChange(before, after);
    const aside = Math.min(planeChange(before, checked), planeChange(checked, after));
    const isOther = aside > standingOut * across + standingOutLevels;
    // Frames shown twice, as in step-printing: not half-way, but the one or the other.
    const isRepeated = across > calmRate && aside < repeated * across;
    if (isOther || isRepeated) skim.distrust();
  }
}

/** What lies between two frames that are much alike. @param part 0 the first, 1 the second */
function blend(a: PlaneFeature, b: PlaneFeature, part: number): PlaneFeature {
  const mix = (from: number, to: number): number => from + (to - from) * part;
  const bytes = (from: Uint8Array, to: Uint8Array): Uint8Array => {
    const mixed = new Uint8Array(from.length);
    for (let index = 0; index < from.length; index += 1) {
      mixed[index] = from[index]! + (to[index]! - from[index]!) * part + 0.5;
    }
    return mixed;
  };
  const shares = (from: Float32Array, to: Float32Array): Float32Array => {
    const mixed = new Float32Array(from.length);
    for (let index = 0; index < from.length; index += 1) mixed[index] = mix(from[index]!, to[index]!);
    return mixed;
  };
  return {
    luma: bytes(a.luma, b.luma),
    u: bytes(a.u, b.u),
    v: bytes(a.v, b.v),
    coarse: bytes(a.coarse, b.coarse),
    lumaHistogram: shares(a.lumaHistogram, b.lumaHistogram),
    chromaHistogram: shares(a.chromaHistogram, b.chromaHistogram),
    meanLuma: mix(a.meanLuma, b.meanLuma),
    lumaSpread: mix(a.lumaSpread, b.lumaSpread),
    chromaSpread: mix(a.chromaSpread, b.chromaSpread),
    sharpness: mix(a.sharpness, b.sharpness),
    barRows: Math.min(a.barRows, b.barRows),
  };
}
