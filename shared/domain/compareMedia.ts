import type { MediaFile } from './media.ts';

/** One thing in which two files differ, in words: "Frames", "74", "96". */
export interface MediaDifference {
  readonly what: string;
  readonly was: string;
  readonly is: string;
}

export interface MediaComparison {
  readonly differences: readonly MediaDifference[];
  /**
   * Whether every frame of the known file has its place in the other one, so that timecodes go on being true: as
   * many frames over the same time, or a picture of the same shape.
   */
  readonly couldReplace: boolean;
}

/** Durations this close are the same: containers round differently. Seconds. */
const closeSec = 0.05;

/** Compares a media of the library with another file's own words about itself. */
export function compareMedia(known: MediaFile['content'], found: MediaFile['content']): MediaComparison {
  if (known.kind !== found.kind) {
    const word = { video: 'video', still: 'picture' } as const;
    return {
      differences: [{ what: 'Kind', was: word[known.kind], is: word[found.kind] }],
      couldReplace: false,
    };
  }
  if (known.kind === 'still' || found.kind === 'still') return compareStills(known, found);
  const [a, b] = [known.probe, found.probe];
  const sameFrames = a.frameCount === b.frameCount;
  const sameTime = Math.abs(a.durationSec - b.durationSec) <= closeSec + a.durationSec * 0.001;
  const rate = ({ num, den }: { num: number; den: number }): string =>
    `${Number((num / den).toFixed(3))} fps`;
  return {
    differences: differing([
      ['Length', `${a.durationSec.toFixed(2)} s`, `${b.durationSec.toFixed(2)} s`],
      ['Frames', a.frameCount.toLocaleString('en-GB'), b.frameCount.toLocaleString('en-GB')],
      ['Rate', rate(a.frameRate), rate(b.frameRate)],
      ['Picture', sizeText(a.displayWidth, a.displayHeight), sizeText(b.displayWidth, b.displayHeight)],
      ['Codec', a.codec, b.codec],
    ]),
    couldReplace: sameFrames && sameTime,
  };
}

function compareStills(known: MediaFile['content'], found: MediaFile['content']): MediaComparison {
  const sizeOf = ({ kind, probe }: MediaFile['content']): { width: number; height: number } =>
    kind === 'still' ? probe : { width: probe.displayWidth, height: probe.displayHeight };
  const formatOf = (content: MediaFile['content']): string =>
    content.kind === 'still' ? content.probe.format.toUpperCase() : content.probe.codec;
  const [a, b] = [sizeOf(known), sizeOf(found)];
  return {
    differences: differing([
      ['Picture', sizeText(a.width, a.height), sizeText(b.width, b.height)],
      ['Format', formatOf(known), formatOf(found)],
    ]),
    couldReplace: Math.abs(a.width / a.height / (b.width / b.height) - 1) < 0.01,
  };
}

function sizeText(width: number, height: number): string {
  return `${width} × ${height}`;
}

function differing(rows: readonly (readonly [string, string, string])[]): MediaDifference[] {
  return rows.flatMap(([what, was, is]) => (was === is ? [] : [{ what, was, is }]));
}
