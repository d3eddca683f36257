import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Frame } from '../../../shared/domain/frame.ts';
import { frameIdOf, workIdSchema } from '../../../shared/domain/ids.ts';
import { mergeAnalysedFrame } from '../../database/mergeAnalysedFrame.ts';
import { analysedFrame, stillFile, videoFile, work } from '../../database/testing/records.ts';
import { copiedEntries, frameEntries, frameEntry } from '../libraryEntries.ts';
import { searchable } from '../searchText.ts';
import { frameCopy } from './frameCopy.ts';
import { copyVersion, packFrameCopies } from './packFrameCopies.ts';
import { isWholeCopy } from './readFrameCopies.ts';

const now = '2026-01-01T00:00:00.000Z';
const film = videoFile(1, 'film.mp4');
const still = stillFile(2, 'still.png');
const base = mergeAnalysedFrame(analysedFrame(film, 41), undefined, work('film').id, now);
const baseStill = mergeAnalysedFrame(analysedFrame(still, 0), undefined, work('stills').id, now);

const double = (max: number) => fc.double({ min: 0, max, noNaN: true });
const swatch = fc.record({
  hex: fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`),
  oklch: fc.tuple(double(1), double(0.4), fc.option(double(360))),
  share: double(1),
  name: fc.string(),
});
const frame = fc
  .record({
    isStill: fc.boolean(),
    number: fc.nat(100_000),
    work: fc.string({ minLength: 1, maxLength: 8 }),
    palette: fc.array(swatch, { maxLength: 12 }),
    tags: fc.array(fc.string(), { maxLength: 3 }),
    note: fc.string(),
    altText: fc.string(),
    timeSec: double(10_000),
    y: fc.integer({ min: 0, max: 80 }),
    moodIds: fc.subarray(['night', 'blue-neon'] as const),
  })
  .map(({ isStill, number, work: workName, palette, tags, note, altText, timeSec, y, moodIds }): Frame => {
    const row = isStill ? baseStill : base;
    return {
      ...row,
      id: frameIdOf(row.mediaId, number),
      workId: workIdSchema.parse(`w${workName.replaceAll(/\s/gu, '_')}`),
      time: row.time === null ? null : { ...row.time, timeSec },
      picture: { ...row.picture, area: { x: 0, y, width: 320, height: 180 - 2 * y } },
      palette,
      tags,
      note,
      altText,
      moodIds: [...moodIds],
    };
  });

describe('copies of frames', () => {
  it('say what their rows say, to the last bit, in their places', () => {
    fc.assert(
      fc.property(fc.array(fc.option(frame, { freq: 6 }), { minLength: 1, maxLength: 40 }), (rows) => {
        const copies = rows.map((row) => (row === null ? null : frameCopy(row)));
        const chunk = packFrameCopies(7, copies, true);
        expect(isWholeCopy(chunk, 7)).toBe(true);
        const entries = copiedEntries(chunk);
        expect(entries).toHaveLength(copies.length);
        for (const [at, copy] of copies.entries()) {
          const entry = entries[at] ?? null;
          if (copy === null || entry === null) {
            expect(entry).toBe(copy);
            continue;
          }
          for (const key of Object.keys(copy) as (keyof typeof copy)[]) {
            expect(entry[key], key).toEqual(copy[key]);
          }
          const named = copy.palette.map(({ name }) => name);
          for (const name of named) expect(entry.hasColourName(searchable(name))).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('are found by Korean names of colours, kept or made when asked', () => {
    const red = {
      hex: '#d01818',
      oklch: [0.55, 0.21, 27] as [number, number, number],
      share: 1,
      name: 'vivid red',
    };
    const rows = [
      { ...base, palette: [red] },
      { ...baseStill, palette: [] },
    ];
    const kept = copiedEntries(packFrameCopies(0, rows.map(frameCopy), true));
    for (const entries of [kept, frameEntries(rows)]) {
      expect(entries.map((entry) => entry?.hasColourName('빨강'))).toEqual([true, false]);
      expect(entries.map((entry) => entry?.hasColourName('파랑'))).toEqual([false, false]);
      expect(entries.map((entry) => entry?.hasColourName('vivid red'))).toEqual([true, false]);
    }
  });

  it('are refused of a row that is no frame', () => {
    const broken: unknown[] = [
      { id: base.id },
      { ...base, palette: [{ hex: 'red' }] },
      { ...base, picture: { hash: 'x' } },
      { ...base, tags: [3] },
    ];
    for (const row of broken) expect(() => frameEntry(row as Frame)).toThrow(TypeError);
  });

  it('are of another version where they are made otherwise', async () => {
    // Kept copies outlive the app that made them. Where this fails, what is kept of libraries is no longer what would be
    // made today: let copyVersion grow, and write down the new sum.
    const hues = Array.from({ length: 12 }, (_, at) => ({
      hex: '#804020',
      oklch: [0.15 + 0.07 * at, 0.02 * at, at === 0 ? null : 30 * at] as [number, number, number | null],
      share: 1 / 12,
      name: `colour ${at}`,
    }));
    const rows: Frame[] = [
      {
        ...base,
        palette: hues,
        tags: ['Café', '비 오는 날'],
        note: 'Straße  at NIGHT',
        altText: 'ＦＵＬＬ width',
      },
      baseStill,
    ];
    const { id: _, ...made } = packFrameCopies(0, rows.map(frameCopy), true);
    const bytes = new TextEncoder().encode(
      JSON.stringify({ ...made, bytes: [...made.bytes], colours: [...made.colours] }),
    );
    const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    const hex = [...sum.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    expect([copyVersion, hex]).toEqual([1, '9f46a2e9e524cb5c']);
  });
});
