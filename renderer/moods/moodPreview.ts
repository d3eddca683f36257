import type { ColourStatistics } from '../../shared/colour/colourStatistics.ts';
import { isMet, measureQuantity } from '../../shared/colour/evaluateMoods.ts';
import { learnMoodRule } from '../../shared/colour/learnMoodRule.ts';
import { readStatistics, statisticsBytes, statisticsRoom } from '../../shared/colour/packStatistics.ts';
import type { Frame } from '../../shared/domain/frame.ts';
import type { FrameId } from '../../shared/domain/ids.ts';
import type { MoodId } from '../../shared/domain/moodId.ts';
import { type MoodQuantity, type MoodRuleBody, windowsOf } from '../../shared/domain/moodRule.ts';
import { quantityRange } from './quantityRange.ts';

/** What a preview needs of a frame. */
export interface PreviewFrame {
  readonly id: FrameId;
  readonly packed: string;
  readonly moodOverrides: Frame['moodOverrides'];
}

/** What a rule would do to the library. */
export interface PreviewResult {
  /** Frames that were measured. */
  readonly frames: number;
  /** Frames that would have the mood, overrides applied. */
  readonly holds: number;
  readonly gained: number;
  readonly lost: number;
  /** The first of them, to be shown. */
  readonly gainedIds: readonly FrameId[];
  readonly lostIds: readonly FrameId[];
  /** For each condition, how the library's values lie along its slider: shares of the fullest of 48 steps. */
  readonly spreads: readonly (readonly number[])[];
}

const MOST_SHOWN = 60;
const SPREAD_STEPS = 48;
/** Values of so many quantities are kept: more than a rule has, so that going back and forth costs nothing. */
const MOST_KEPT = 24;
/** A rule is learnt against at most so many frames, evenly drawn. */
const MOST_OTHERS = 4000;

/** Where one frame's statistics are read at a time. */
const room = statisticsRoom();

/**
 * Tries rules on the whole library, in memory. What was measured once for a slider is not measured again. Statistics stay
 * packed, a third of their size, and are read for a moment when something new is to be measured.
 */
export class MoodPreview {
  private readonly frames: (Pick<PreviewFrame, 'id' | 'moodOverrides'> & { readonly packed: Uint8Array })[] =
    [];
  private readonly values = new Map<string, Float64Array>();

  /** Takes frames in; those whose statistics cannot be read are left out. */
  add(frames: readonly PreviewFrame[]): void {
    this.values.clear();
    for (const { id, moodOverrides, packed: text } of frames) {
      const packed = statisticsBytes(text);
      if (packed !== null && canBeRead(packed)) this.frames.push({ id, moodOverrides, packed });
    }
  }

  /** @param inForce the mood's rule until now; null for a new mood */
  preview(moodId: MoodId, rule: MoodRuleBody, inForce: MoodRuleBody | null): PreviewResult {
    this.measure(inForce === null ? [rule] : [rule, inForce]);
    const will = this.heldBy(rule);
    const had = inForce === null ? null : this.heldBy(inForce);
    const gainedIds: FrameId[] = [];
    const lostIds: FrameId[] = [];
    let holds = 0;
    let gained = 0;
    let lost = 0;
    this.frames.forEach(({ id, moodOverrides }, at) => {
      const override = moodOverrides[moodId];
      const isHeld = override === undefined ? will[at] === 1 : override === 'on';
      const wasHeld = override === undefined ? had?.[at] === 1 : isHeld;
      if (isHeld) holds += 1;
      if (isHeld && !wasHeld) {
        gained += 1;
        if (gainedIds.length < MOST_SHOWN) gainedIds.push(id);
      }
      if (!isHeld && wasHeld) {
        lost += 1;
        if (lostIds.length < MOST_SHOWN) lostIds.push(id);
      }
    });
    const spreads = rule.conditions.map(({ quantity }) => spreadOf(this.valuesOf(quantity, rule), quantity));
    return { frames: this.frames.length, holds, gained, lost, gainedIds, lostIds, spreads };
  }

  /** 1 for each frame that a rule holds for. */
  private heldBy(rule: MoodRuleBody): Uint8Array {
    const held = new Uint8Array(this.frames.length).fill(1);
    for (const condition of rule.conditions) {
      this.valuesOf(condition.quantity, rule).forEach((value, at) => {
        if (!isMet(condition, value)) held[at] = 0;
      });
    }
    return held;
  }

  /** A rule from examples; null when none of them was measured. */
  learn(exampleIds: readonly FrameId[]): MoodRuleBody | null {
    const wanted = new Set(exampleIds);
    const examples = this.frames.filter(({ id }) => wanted.has(id));
    if (examples.length === 0) return null;
    const rest = this.frames.filter(({ id }) => !wanted.has(id));
    const step = Math.max(1, rest.length / MOST_OTHERS);
    const others: ColourStatistics[] = [];
    for (let at = 0; at < rest.length; at += step) {
      const drawn = rest[Math.floor(at)];
      if (drawn !== undefined) others.push(readStatistics(drawn.packed));
    }
    return learnMoodRule(
      examples.map(({ packed }) => readStatistics(packed)),
      others,
    );
  }

  private valuesOf(quantity: MoodQuantity, rule: MoodRuleBody): Float64Array {
    return this.values.get(keyOf(quantity, rule)) ?? new Float64Array(0);
  }

  /** Measures what the rules ask for and is not known, in one go through the library. */
  private measure(rules: readonly MoodRuleBody[]): void {
    const wanted = new Set<string>();
    const missing: { quantity: MoodQuantity; rule: MoodRuleBody; values: Float64Array }[] = [];
    for (const rule of rules) {
      for (const { quantity } of rule.conditions) {
        const key = keyOf(quantity, rule);
        wanted.add(key);
        if (this.values.has(key)) continue;
        const values = new Float64Array(this.frames.length);
        this.values.set(key, values);
        missing.push({ quantity, rule, values });
      }
    }
    for (const key of this.values.keys()) {
      if (this.values.size <= MOST_KEPT) break;
      if (!wanted.has(key)) this.values.delete(key);
    }
    if (missing.length === 0) return;
    for (const [at, { packed }] of this.frames.entries()) {
      const statistics = readStatistics(packed, room);
      for (const { quantity, rule, values } of missing) {
        values[at] = measureQuantity(quantity, rule.windows, statistics);
      }
    }
  }
}

/** A quantity, with the windows that it is measured in. */
function keyOf(quantity: MoodQuantity, rule: MoodRuleBody): string {
  return JSON.stringify([quantity, windowsOf(quantity).map((place) => rule.windows[place])]);
}

function canBeRead(packed: Uint8Array): boolean {
  try {
    readStatistics(packed, room);
    return true;
  } catch {
    return false;
  }
}

function spreadOf(values: Float64Array, quantity: MoodQuantity): number[] {
  const { max } = quantityRange(quantity);
  const counts = Array.from({ length: SPREAD_STEPS }, () => 0);
  for (const value of values) {
    const step = Math.min(SPREAD_STEPS - 1, Math.max(0, Math.floor((value / max) * SPREAD_STEPS)));
    counts[step] = (counts[step] ?? 0) + 1;
  }
  const most = Math.max(1, ...counts);
  return counts.map((count) => count / most);
}
