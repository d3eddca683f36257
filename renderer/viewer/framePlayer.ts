import {
  clampFrame,
  type FrameClock,
  frameBeginningAt,
  frameShownAt,
  frameTimeSec,
  lastFrame,
  seekTimeSec,
} from './frameClock.ts';
import type { Rate } from './transport.ts';

/** What the player shows; `frame` is always the number of the picture that is really there. */
export interface PlayerState {
  readonly frame: number;
  /** The frame that was asked for; another than `frame` while it is being fetched. */
  readonly wanted: number;
  readonly rate: Rate;
  /** An exact picture of `frame` to lay over the video, where the video itself shows another frame or none. */
  readonly stillUrl: string | null;
  /** True while the picture that was asked for is not there yet. */
  readonly isSeeking: boolean;
}

export interface FramePlayerOptions {
  readonly clock: FrameClock;
  /** Makes an exact picture of a frame. @returns its address; null where there is none to be had */
  readonly viewFrame: (frame: number) => Promise<string | null>;
  readonly onState: (state: PlayerState) => void;
  /** The browser gave the file up; frames come as pictures from then on. */
  readonly onUnplayable: () => void;
  /** The span to repeat, frame numbers; null for none. */
  readonly loopSpan: () => { inFrame: number; outFrame: number } | null;
}

/** A media element that can be played, and when in its time the first frame is shown. */
export interface Playable {
  readonly url: string;
  readonly startSec: number;
}

/** How long a seek may take, and then the picture that it brings; slow disks and long groups of pictures. */
const patienceMs = { seek: 8000, picture: 400 } as const;

/**
 * Plays a video to the frame. Which frame is on screen is never worked out from a clock: the browser tells it with
 * each picture it paints (requestVideoFrameCallback). Standing still, a frame that the browser does not show after
 * a seek into the middle of its time is laid over as a picture made by the media process; without a playable file
 * every frame comes that way.
 */
export class FramePlayer {
  readonly video: HTMLVideoElement;
  private readonly options: FramePlayerOptions;
  private playable: Playable | null = null;
  private state: PlayerState;
  /** Grows with every command, so that what an earlier one still waits for is dropped. */
  private generation = 0;
  private settling = false;
  /** True from stopping until what was under way to the screen has come there. */
  private isComingToRest = false;
  /** Media time of the picture painted last, seconds. */
  private paintedSec: number | null = null;
  /** When it was handed over for painting, on the clock of performance.now(). */
  private paintedMs = Number.NEGATIVE_INFINITY;
  private readonly paintListeners = new Set<() => void>();
  private disposed = false;

  constructor(options: FramePlayerOptions, frame: number) {
    this.options = options;
    this.video = document.createElement('video');
    this.video.playsInline = true;
    this.video.preload = 'auto';
    this.video.disablePictureInPicture = true;
    this.video.addEventListener('ended', this.onEnded);
    this.video.addEventListener('error', this.onError);
    const first = clampFrame(options.clock, frame);
    this.state = { frame: first, wanted: first, rate: 0, stillUrl: null, isSeeking: true };
    this.listenForPaint();
  }

  /** Gives the file to play; until then frames come as pictures only. Begins where the player stands. */
  open(playable: Playable): void {
    this.playable = playable;
    this.paintedSec = null;
    this.video.src = playable.url;
    this.goTo(this.state.wanted);
  }

  get canPlay(): boolean {
    return this.playable !== null;
  }

  get current(): PlayerState {
    return this.state;
  }

  /** Stands still and shows a frame. */
  goTo(frame: number): void {
    this.generation += 1;
    if (!this.video.paused || this.state.rate !== 0 || this.video.seeking) this.isComingToRest = true;
    this.video.pause();
    const wanted = clampFrame(this.options.clock, frame);
    this.change({ wanted, rate: 0, isSeeking: true });
    void this.settle();
  }

  /** Steps from the frame that was asked for last, so that no key press is lost. */
  step(frames: number): void {
    this.goTo(this.state.wanted + frames);
  }

  pause(): void {
    // While playing, the frame on screen is the one to stand on.
    this.goTo(this.state.rate === 0 ? this.state.wanted : this.state.frame);
  }

  /** Plays at a speed; backwards by stepping. Past the end it begins anew. */
  play(rate: Rate): void {
    if (!this.canPlay || rate === 0) {
      this.pause();
      return;
    }
    this.generation += 1;
    const span = this.options.loopSpan();
    const { clock } = this.options;
    let from = this.state.rate === 0 ? this.state.wanted : this.state.frame;
    const low = span?.inFrame ?? 0;
    const high = span === null ? lastFrame(clock) : span.outFrame - 1;
    if (rate > 0 && (from >= high || (span !== null && from < low))) from = low;
    if (rate < 0 && (from <= low || (span !== null && from > high))) from = high;
    const isRunning = this.state.rate > 0 && rate > 0;
    this.change({ wanted: from, rate, isSeeking: false });
    if (rate > 0) void this.playForwards(rate, from, isRunning && from === this.state.frame);
    else void this.playBackwards(rate, from);
  }

  dispose(): void {
    this.disposed = true;
    this.generation += 1;
    this.video.removeEventListener('ended', this.onEnded);
    this.video.removeEventListener('error', this.onError);
    this.video.pause();
    this.video.removeAttribute('src');
    this.video.load();
    this.paintListeners.clear();
  }

  private async playForwards(rate: Rate, from: number, goesOn: boolean): Promise<void> {
    const { generation } = this;
    this.video.playbackRate = rate;
    try {
      if (!goesOn) {
        this.video.currentTime = this.mediaTimeOf(from);
        await this.video.play();
      }
    } catch {
      // Interrupted by the next command, or the file broke off: stand on what is there.
      if (generation === this.generation) this.pause();
    }
  }

  private async playBackwards(rate: Rate, from: number): Promise<void> {
    const { generation, options } = this;
    const { clock } = options;
    this.video.pause();
    let startSec = frameTimeSec(clock, from);
    let startedMs = performance.now();
    let shown = -1;
    while (generation === this.generation) {
      const span = options.loopSpan();
      const timeSec = startSec + (rate * (performance.now() - startedMs)) / 1000;
      const low = span?.inFrame ?? 0;
      const frame = Math.max(low, frameShownAt(clock, timeSec));
      if (frame === shown) {
        await nextPaint();
      } else {
        await this.seekVideo(frame);
        if (generation !== this.generation) return;
        shown = frame;
        this.change({ frame: this.paintedFrame() ?? frame, wanted: frame, stillUrl: null });
      }
      if (frame > low) continue;
      if (span === null) {
        this.goTo(low);
        return;
      }
      startSec = frameTimeSec(clock, span.outFrame - 1);
      startedMs = performance.now();
    }
  }

  /** Fetches what was asked for last until it is on screen. */
  private async settle(): Promise<void> {
    if (this.settling) return;
    this.settling = true;
    try {
      while (!this.disposed && this.state.rate === 0 && this.state.isSeeking) {
        const { generation } = this;
        const { wanted } = this.state;
        if (this.isComingToRest) {
          // A video that was playing puts one more frame on screen after it was stopped, and does not tell of it; so
          // does a seek that was under way when playing backwards was stopped.
          if (this.video.seeking) await once(this.video, ['seeked', 'error'], patienceMs.seek);
          await nextPaint();
          await nextPaint();
          this.isComingToRest = false;
        }
        const painted = this.canPlay ? await this.seekVideo(wanted) : null;
        if (generation !== this.generation) continue;
        const stillUrl = painted === wanted ? null : await this.fetchStill(wanted);
        if (generation !== this.generation) continue;
        if (painted === wanted || stillUrl !== null) {
          this.change({ frame: wanted, stillUrl, isSeeking: false });
        } else {
          // Neither: what the video shows is named by its own number.
          this.change({ frame: painted ?? this.state.frame, isSeeking: false, stillUrl: null });
        }
      }
    } finally {
      this.settling = false;
    }
  }

  /** @returns the frame that is painted afterwards; null where that is not known */
  private async seekVideo(frame: number): Promise<number | null> {
    const { video } = this;
    if (video.readyState === 0) await once(video, ['loadedmetadata', 'error'], patienceMs.seek);
    if (video.error !== null || video.readyState === 0) return null;
    const isThere = !video.seeking && video.readyState >= 2 && this.paintedFrame() === frame;
    const target = this.mediaTimeOf(frame);
    if (isThere && Math.abs(video.currentTime - target) < 1e-4) return frame;
    const seeked = once(video, ['seeked', 'error'], patienceMs.seek);
    const askedMs = performance.now();
    video.currentTime = target;
    if (!(await seeked)) return null;
    // What was painted before says nothing: a video that was playing may have painted one more since.
    if (!this.isPaintedSince(frame, askedMs)) await this.nextPainted(frame, askedMs);
    return this.paintedMs >= askedMs ? this.paintedFrame() : null;
  }

  private async fetchStill(frame: number): Promise<string | null> {
    const url = await this.options.viewFrame(frame);
    if (url === null) return null;
    const picture = new Image();
    picture.src = url;
    // Shown only once it is decoded, so that number and picture change together.
    return await picture.decode().then(
      () => url,
      () => null,
    );
  }

  /** The frame of the picture painted last; null where none was or its time is no frame's. */
  private paintedFrame(): number | null {
    if (this.paintedSec === null) return null;
    return frameBeginningAt(this.options.clock, this.paintedSec - (this.playable?.startSec ?? 0));
  }

  private mediaTimeOf(frame: number): number {
    return (this.playable?.startSec ?? 0) + seekTimeSec(this.options.clock, frame);
  }

  private listenForPaint(): void {
    this.video.requestVideoFrameCallback((_now, { mediaTime, presentationTime }) => {
      if (this.disposed) return;
      this.paintedSec = mediaTime;
      this.paintedMs = presentationTime;
      this.listenForPaint();
      for (const listener of [...this.paintListeners]) listener();
      if (this.state.rate > 0) this.onPlayed();
    });
  }

  private onPlayed(): void {
    const { clock, loopSpan } = this.options;
    const timeSec = (this.paintedSec ?? 0) - (this.playable?.startSec ?? 0);
    const frame = this.paintedFrame() ?? frameShownAt(clock, timeSec);
    this.change({ frame, wanted: frame, stillUrl: null });
    const span = loopSpan();
    if (span !== null && (frame >= span.outFrame - 1 || frame < span.inFrame)) {
      this.video.currentTime = this.mediaTimeOf(span.inFrame);
    }
  }

  private readonly onEnded = (): void => {
    // Told as well of a seek to the end; only playing comes to one.
    if (this.state.rate <= 0) return;
    const span = this.options.loopSpan();
    if (span !== null) this.play(this.state.rate);
    else this.goTo(lastFrame(this.options.clock));
  };

  private readonly onError = (): void => {
    if (this.playable === null) return;
    this.playable = null;
    this.paintedSec = null;
    this.goTo(this.state.wanted);
    this.options.onUnplayable();
  };

  private isPaintedSince(frame: number, sinceMs: number): boolean {
    return this.paintedMs >= sinceMs && this.paintedFrame() === frame;
  }

  /** Waits until this frame is painted anew, a little while at most. */
  private async nextPainted(frame: number, sinceMs: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.paintListeners.delete(listener);
        resolve();
      };
      const listener = (): void => {
        if (this.isPaintedSince(frame, sinceMs)) done();
      };
      const timer = setTimeout(done, patienceMs.picture);
      this.paintListeners.add(listener);
    });
  }

  private change(changes: Partial<PlayerState>): void {
    if (this.disposed) return;
    this.state = { ...this.state, ...changes };
    this.options.onState(this.state);
  }
}

/** How long a window that is not seen, and so paints nothing, is waited for. */
const unseenMs = 100;

function nextPaint(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, unseenMs);
    requestAnimationFrame(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** Waits for the first of some events. @returns false when none came in time */
function once(target: EventTarget, names: readonly string[], withinMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const controller = new AbortController();
    const done = (came: boolean): void => {
      clearTimeout(timer);
      controller.abort();
      resolve(came);
    };
    const timer = setTimeout(() => done(false), withinMs);
    for (const name of names) target.addEventListener(name, () => done(true), { signal: controller.signal });
  });
}
