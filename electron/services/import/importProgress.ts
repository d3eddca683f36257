import type { ImportEvent, LaterWork } from '../../../shared/contract/contract.ts';
import { remainingTime } from '../jobs/remainingTime.ts';
import { makeWorkPace, type WorkKind } from './workPace.ts';

/** Counts an import along; every step emits a progress event (the job's server thins them). */
export interface ImportProgress {
  /**
   * Tells how much work a video is, as `videoWork` has it. Until then it is guessed from its bytes.
   * @param behind share of it, 0-1, that an earlier import has done
   */
  readonly weighVideo: (index: number, pixels: number, behind?: number) => void;
  /** @param fraction of this source, 0-1 */
  advance(index: number, fraction: number): void;
  addFrames(count: number): void;
  /** @param worked false where the source took no time: skipped, refused */
  finish(index: number, worked: boolean): void;
}

interface ImportProgressOptions {
  readonly sources: readonly { readonly fileName: string; readonly sizeBytes: number }[];
  /** What comes after these sources, by bytes. */
  readonly later?: LaterWork | undefined;
  readonly isVideo: (fileName: string) => boolean;
  readonly emit: (event: ImportEvent) => void;
  /** A clock in milliseconds. */
  readonly nowMs: () => number;
}

/** Work that a video holds for each of its bytes, until some are known (1080p at 8 Mbit/s). */
const guessedPixelsPerByte = 60;
/** What a still costs beside its bytes, in bytes: thumbnails, palette and moods take as long for a small one. */
const stillExtraBytes = 1_000_000;

interface Weight {
  readonly kind: WorkKind;
  /** Null where it is guessed from `bytes`. */
  units: number | null;
  readonly bytes: number;
  /** Share done, 0-1, of the whole. */
  done: number;
  behind: number;
}

/**
 * A video weighs its pixels times frames, a still its bytes; what one weighs against the other is learnt from the
 * time that each takes, so that a mixed import goes along evenly. What is skipped weighs nothing.
 */
export function makeImportProgress(options: ImportProgressOptions): ImportProgress {
  const { sources, later, isVideo, emit, nowMs } = options;
  const pace = makeWorkPace();
  const weights = sources.map(({ fileName, sizeBytes }): Weight => {
    const video = isVideo(fileName);
    return {
      kind: video ? 'video' : 'still',
      units: video ? null : sizeBytes + stillExtraBytes,
      bytes: Math.max(1, sizeBytes),
      done: 0,
      behind: 0,
    };
  });
  const underWay = new Set<number>();
  /** Work that is over, by kind. */
  const over = { video: 0, still: 0 };
  const left = { video: 0, still: 0 };
  const weighed = { pixels: 0, bytes: 0 };
  let guessedBytes = 0;
  for (const weight of weights) count(weight, 1);
  if (later !== undefined) {
    guessedBytes += later.videoBytes;
    left.still += later.stillBytes + later.stills * stillExtraBytes;
  }
  const isAll = (later?.videoBytes ?? 0) + (later?.stills ?? 0) === 0;
  let startedMs: number | null = null;
  let lastMs = nowMs();
  let sourcesDone = 0;
  let framesDone = 0;

  /** Puts what is left of a source into the sums, or takes it out again. */
  function count(weight: Weight, sign: 1 | -1): void {
    const share = 1 - Math.max(weight.behind, weight.done);
    if (weight.units === null) guessedBytes += sign * weight.bytes * share;
    else left[weight.kind] += sign * weight.units * share;
  }
  function change(index: number, apply: (weight: Weight) => void): void {
    const weight = weights[index];
    if (weight === undefined) return;
    count(weight, -1);
    apply(weight);
    count(weight, 1);
  }
  const pixelsPerByte = (): number =>
    weighed.bytes > 0 ? weighed.pixels / weighed.bytes : guessedPixelsPerByte;
  const unitsOf = (weight: Weight): number => weight.units ?? weight.bytes * pixelsPerByte();
  const workedOf = (weight: Weight): number => unitsOf(weight) * Math.max(0, weight.done - weight.behind);

  const tell = (index: number): void => {
    const worked = { ...over };
    for (const each of underWay) {
      const weight = weights[each];
      if (weight !== undefined) worked[weight.kind] += workedOf(weight);
    }
    const cost = (units: Record<WorkKind, number>): number =>
      units.video * pace.msPerUnit('video') + units.still * pace.msPerUnit('still');
    const workedMs = cost(worked);
    const leftMs = Math.max(
      0,
      cost({ video: left.video + guessedBytes * pixelsPerByte(), still: left.still }),
    );
    const all = workedMs + leftMs;
    const isOver = isAll && sourcesDone === sources.length;
    emit({
      type: 'progress',
      sourcesDone,
      sourcesTotal: sources.length,
      fileName: sources[index]?.fileName ?? '',
      framesDone,
      fraction: isOver ? 1 : all <= 0 ? 0 : Math.min(1, workedMs / all),
      remainingSec: isOver
        ? 0
        : remainingTime(workedMs, leftMs, startedMs === null ? 0 : nowMs() - startedMs),
    });
  };

  /** Notes the time since the last step to what was under way. */
  const lapse = (): void => {
    const now = nowMs();
    for (const index of underWay) {
      const weight = weights[index];
      if (weight !== undefined) pace.spend(weight.kind, (now - lastMs) / underWay.size);
    }
    lastMs = now;
  };

  return {
    weighVideo: (index, pixels, behind = 0) => {
      const known = weights[index];
      if (known?.kind === 'video' && known.units === null) {
        weighed.pixels += pixels;
        weighed.bytes += known.bytes;
      }
      change(index, (weight) => {
        weight.units = pixels;
        weight.behind = Math.min(1, Math.max(weight.behind, behind));
      });
    },
    advance: (index, fraction) => {
      lapse();
      startedMs ??= nowMs();
      underWay.add(index);
      const weight = weights[index];
      const before = weight === undefined ? 0 : workedOf(weight);
      change(index, (each) => {
        each.done = Math.max(each.done, Math.min(1, Math.max(0, fraction)));
      });
      if (weight !== undefined) pace.achieve(weight.kind, workedOf(weight) - before);
      tell(index);
    },
    addFrames: (count_) => {
      framesDone += count_;
    },
    finish: (index, worked) => {
      lapse();
      underWay.delete(index);
      const weight = weights[index];
      if (weight !== undefined) {
        const before = workedOf(weight);
        change(index, (each) => {
          each.done = 1;
        });
        if (worked) {
          pace.achieve(weight.kind, workedOf(weight) - before);
          over[weight.kind] += workedOf(weight);
        }
      }
      sourcesDone += 1;
      tell(index);
    },
  };
}
