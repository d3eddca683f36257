import type { FramePick, FrameTime, Shot } from '../../../shared/domain/frame.ts';
import type { ResumePoint } from '../../../shared/domain/resumePoint.ts';
import type { AnalyseVideoOptions } from './analyseVideo.ts';
import type { ShotCells } from './barEvidence.ts';
import type { PictureConverter } from './pictureConverter.ts';
import { ShotPictureAreas } from './shotPictureAreas.ts';
import type { DecodedFrame } from './videoDecoder.ts';

/** A finished shot with a frame that stands for it. */
export interface FinishedShot {
  readonly shot: Shot;
  readonly pick: FramePick;
  readonly time: FrameTime;
  /** Freed by the queue. */
  readonly decoded: DecodedFrame;
  /** What stayed the same over the shot, upright. */
  readonly cells: ShotCells | null;
  /** Where a later pass can go on after it. */
  readonly resume: ResumePoint | undefined;
}

/** Frames that may be under way while decoding goes on. */
const depth = 2;

/** Converts and hands out the frames of finished shots one after the other while decoding goes on, but never far behind it. */
export class ShotQueue {
  readonly #converter: PictureConverter;
  readonly #areas = new ShotPictureAreas();
  readonly #onShot: AnalyseVideoOptions['onShot'];
  readonly #waiting: FinishedShot[] = [];
  #tail: Promise<void> = Promise.resolve();
  #underWay = 0;
  #failure: { thrown: unknown } | null = null;
  #onRoom: (() => void) | null = null;

  constructor(converter: PictureConverter, onShot: AnalyseVideoOptions['onShot']) {
    this.#converter = converter;
    this.#onShot = onShot;
  }

  get isFull(): boolean {
    return this.#underWay >= depth || this.#failure !== null;
  }

  add(finished: FinishedShot): void {
    this.#underWay += 1;
    this.#waiting.push(finished);
    this.#tail = this.#tail.then(() => this.#runNext());
  }

  /** Resolves once another frame may be added. @throws what `onShot` threw */
  async roomFor(): Promise<void> {
    while (this.#underWay >= depth && this.#failure === null) {
      await new Promise<void>((resolve) => {
        this.#onRoom = resolve;
      });
    }
    if (this.#failure !== null) throw this.#failure.thrown;
  }

  /** Resolves once all are handed out. @throws what `onShot` threw */
  async done(): Promise<void> {
    await this.#tail;
    if (this.#failure !== null) throw this.#failure.thrown;
  }

  /** Lets what is under way end, drops the rest, frees everything. */
  async close(): Promise<void> {
    this.#failure ??= { thrown: null };
    await this.#tail;
    await this.#converter.close();
  }

  async #runNext(): Promise<void> {
    const finished = this.#waiting.shift();
    if (finished === undefined) return;
    try {
      if (this.#failure !== null) return;
      const pixels = await this.#converter.convert(finished.decoded.frame);
      const area = this.#areas.areaOf(pixels, finished.cells);
      const { shot, pick, resume, time } = finished;
      await this.#onShot(shot, { time, pixels, area }, pick, resume);
    } catch (thrown) {
      this.#failure ??= { thrown };
    } finally {
      finished.decoded.frame.free();
      this.#underWay -= 1;
      this.#onRoom?.();
    }
  }
}
