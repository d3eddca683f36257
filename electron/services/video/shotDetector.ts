import type { Transition } from '../../../shared/domain/frame.ts';
import { FeatureWindow } from './featureWindow.ts';
import { followFade, isBlank } from './findFade.ts';
import { findMixture, type Mixture, mixtureLookahead } from './findMixture.ts';
import { findWipe } from './findWipe.ts';
import { cutLookahead, isCut } from './isCut.ts';
import { type FrameChange, planeChange, shiftedCorrelation } from './planeChange.ts';
import { describePlane, type PlaneFeature } from './planeFeature.ts';
import type { TinyPlane } from './tinyPlane.ts';

/** Frames between a frame's arrival and the last word on it. */
export const decisionLagFrames = Math.max(cutLookahead, mixtureLookahead) + 1;

/** Frames behind the decision that are still looked at. */
const lookBack = 80;

/** A run of black longer than this, frames, is more than the middle of a transition. */
const longestBlank = 36;

/** Change below which the pictures around a run of blank frames are of one shot, 8-bit levels. */
const samePictureChange = 9;
/** The same for the correlation of their patterns, whatever the light. */
const samePictureCorrelation = 0.85;
/** A flash or a blink of the light is over after this, frames. */
const longestBlink = 24;

/** Frames after its end that a dissolve or a wipe waits for one that explains more. */
const gradualWait = 10;

/** Frames that a cut waits for a fade around it to be seen. */
const explanationFrames = 15;

/** What changes in the last frames cannot be told from a step of a step-printed shot. */
const shortestLastShot = 3;

/** Where a shot begins. */
export interface Boundary {
  /** First frame of the new shot; the middle of a dissolve or of a fade through black or white. */
  readonly frame: number;
  readonly transition: Exclude<Transition, 'start'>;
  /** First frame that is no longer the old shot alone; equals `frame` for a cut. */
  readonly mixedFrom: number;
  /** First frame that is the new shot alone; equals `frame` for a cut. */
  readonly mixedTo: number;
}

interface BlankRun {
  readonly start: number;
  /** Where the fade into it began; null where a cut led to it. */
  readonly fadeFrom: number | null;
}

interface Gradual extends Mixture {
  readonly transition: 'dissolve' | 'wipe';
}

interface Zone {
  readonly from: number;
  readonly to: number;
}

/**
 * Finds the shots of a video from its frames' tiny planes as they come: hard cuts at the exact frame, dissolves,
 * fades through black or white. Each frame is judged {@link decisionLagFrames} after it came, against its
 * neighbourhood, so that grain, handheld shots and flashes stay inside their shot. Memory is bounded.
 */
export class ShotDetector {
  readonly #window = new FeatureWindow(lookBack + decisionLagFrames);
  #decided = 0;
  #gradual: Gradual | null = null;
  #blank: BlankRun | null = null;
  #fades: Zone[] = [];
  #settled: Zone[] = [];
  #found: Boundary[] = [];
  #released: Boundary[] = [];

  /** Change from the frame before to the latest one, 8-bit levels. */
  get latestChange(): number {
    return this.#window.end === 0 ? 0 : this.#window.change(this.#window.end - 1);
  }

  /** Takes the next frame. @returns boundaries now certain, in order */
  push(plane: TinyPlane): Boundary[] {
    return this.pushFeature(describePlane(plane));
  }

  /**
   * Takes the next frame by its feature.
   * @param assumed what changed since the frame before, where that cannot be measured
   */
  pushFeature(feature: PlaneFeature, assumed?: FrameChange): Boundary[] {
    this.#window.push(feature, assumed);
    while (this.#decided + decisionLagFrames < this.#window.end) this.#decide(this.#decided++);
    return this.#release(false);
  }

  /** Tells that there are no more frames. @returns the remaining boundaries */
  finish(): Boundary[] {
    while (this.#decided < this.#window.end) this.#decide(this.#decided++);
    if (this.#blank !== null && this.#blank.fadeFrom !== null) {
      this.#addFade({ from: this.#blank.fadeFrom, to: this.#window.end });
    }
    this.#blank = null;
    this.#found = this.#found.filter(({ frame }) => frame <= this.#window.end - shortestLastShot);
    return this.#release(true);
  }

  #decide(frame: number): void {
    this.#followBlank(frame);
    if (isCut(this.#window, frame)) {
      this.#found.push({ frame, transition: 'cut', mixedFrom: frame, mixedTo: frame });
    }
    const gradual = findGradual(this.#window, frame);
    if (gradual === null) return;
    const pending = this.#gradual;
    if (pending !== null && gradual.from > pending.to) this.#settleGradual(pending);
    if (this.#gradual === null || isBetter(gradual, this.#gradual)) this.#gradual = gradual;
  }

  #followBlank(frame: number): void {
    const blank = isBlank(this.#window.feature(frame));
    if (blank && this.#blank === null) {
      const fadeFrom = frame === 0 ? null : followFade(this.#window, frame, -1);
      this.#blank = { start: frame, fadeFrom };
    } else if (!blank && this.#blank !== null) {
      this.#closeBlank(this.#blank, frame - 1);
      this.#blank = null;
    }
  }

  /** Decides what a run of black or white frames was: a fade through it, or a picture of its own. */
  #closeBlank(run: BlankRun, last: number): void {
    const fadeTo = followFade(this.#window, last, 1);
    if (run.fadeFrom === null && fadeTo === null) return;
    // Black that stays and ends in a cut is a shot of its own.
    if (fadeTo === null && last - run.start >= longestBlank) return;
    const from = run.fadeFrom ?? run.start;
    const to = fadeTo ?? last + 1;
    this.#addFade({ from, to });
    if (run.start === 0 || isSamePicture(this.#window, from, to)) return;
    const middle = Math.floor((run.start + last + 1) / 2);
    const frame = run.fadeFrom === null ? run.start : fadeTo === null ? last + 1 : middle;
    this.#found.push({ frame, transition: 'fade', mixedFrom: from, mixedTo: to });
  }

  /** A fade explains every cut and mixture that was seen in it. */
  #addFade(zone: Zone): void {
    this.#fades = [...this.#fades.filter((other) => other.to > this.#decided - 2 * lookBack), zone];
    this.#found = this.#found.filter((found) => found.transition === 'fade' || !overlaps(found, zone));
  }

  #settleGradual(gradual: Gradual): void {
    this.#gradual = null;
    const zone = { from: gradual.from, to: gradual.to };
    const explained =
      [...this.#fades, ...this.#settled].some((other) => sharedFrames(other, zone) > 0) ||
      [...this.#released, ...this.#found].some((found) => overlaps(found, zone));
    if (explained) return;
    this.#settled = [...this.#settled.slice(-8), zone];
    this.#found.push({
      frame: Math.round((zone.from + zone.to) / 2),
      transition: gradual.transition,
      mixedFrom: zone.from + 1,
      mixedTo: zone.to,
    });
  }

  #release(all: boolean): Boundary[] {
    const pending = this.#gradual;
    if (pending !== null && (all || (this.#decided > pending.to + gradualWait && this.#blank === null))) {
      this.#settleGradual(pending);
    }
    // What an open mixture, or an open run of black with the fade before it, may still explain away waits.
    const open = Math.min(
      this.#gradual?.from ?? Number.POSITIVE_INFINITY,
      this.#blank?.fadeFrom ?? this.#blank?.start ?? Number.POSITIVE_INFINITY,
      all ? Number.POSITIVE_INFINITY : this.#decided - explanationFrames,
    );
    const ready = this.#found.filter((found) => found.frame < open).sort((a, b) => a.frame - b.frame);
    this.#found = this.#found.filter((found) => found.frame >= open);
    const released = ready.filter((boundary) => {
      if (this.#isExplained(boundary)) return false;
      if (boundary.frame - (this.#released.at(-1)?.frame ?? 0) < 2) return false;
      this.#released.push(boundary);
      return true;
    });
    if (this.#released.length > 2 * lookBack) this.#released = this.#released.slice(-lookBack);
    return released;
  }

  #isExplained(boundary: Boundary): boolean {
    return boundary.transition !== 'fade' && this.#fades.some((zone) => overlaps(boundary, zone));
  }
}

/** Whether the picture from before a short fade comes back after it: then it was a flash, or a blink. */
function isSamePicture(window: FeatureWindow, from: number, to: number): boolean {
  if (to - from > longestBlink || !window.has(from - 1) || !window.has(to + 1)) return false;
  const after = window.feature(to + 1);
  for (let back = 1; back <= 3 && window.has(from - back); back += 1) {
    const before = window.feature(from - back);
    if (planeChange(before, after) < samePictureChange) return true;
    if (shiftedCorrelation(before, window.feature(to)) > samePictureCorrelation) return true;
  }
  return false;
}

function findGradual(window: FeatureWindow, middle: number): Gradual | null {
  const wipe = findWipe(window, middle);
  if (wipe !== null) return { ...wipe, transition: 'wipe' };
  const mixture = findMixture(window, middle);
  return mixture === null ? null : { ...mixture, transition: 'dissolve' };
}

/** A wipe's blocks change in an order that no dissolve has by chance, while a wipe may pass for a dissolve. */
function isBetter(gradual: Gradual, other: Gradual): boolean {
  if (gradual.transition !== other.transition) return gradual.transition === 'wipe';
  return gradual.explained > other.explained;
}

/** Frames that belong to both; none where they only touch. */
function sharedFrames(a: Zone, b: Zone): number {
  return Math.max(0, Math.min(a.to, b.to) - Math.max(a.from, b.from) - 1);
}

function overlaps(boundary: Boundary, zone: Zone): boolean {
  return boundary.frame > zone.from && boundary.frame <= zone.to;
}

/** Finds all boundaries of a finished sequence. */
export function detectShots(planes: Iterable<TinyPlane>): Boundary[] {
  const detector = new ShotDetector();
  const boundaries: Boundary[] = [];
  for (const plane of planes) boundaries.push(...detector.push(plane));
  return [...boundaries, ...detector.finish()];
}
