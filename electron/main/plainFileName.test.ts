import { Buffer } from 'node:buffer';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainFileName } from './plainFileName.ts';

describe('plainFileName', () => {
  it.each([
    ['밤의 편지.ase', '밤의 편지.ase'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\x\\a?b*.css', 'ab.css'],
    ['...hidden...', 'hidden'],
    ['CON.gpl', '_CON.gpl'],
    ['concert.gpl', 'concert.gpl'],
    ['  ', 'Palette.ase'],
  ])('makes %s %s', (suggested, name) => {
    expect(plainFileName(suggested, 'Palette.ase')).toBe(name);
  });

  it('keeps the extension of a long title in any script, and stays within what a disk takes', () => {
    const long = plainFileName(`${'花樣年華의 '.repeat(30)}.json`, 'Palette.json');
    expect(long).toMatch(/^花樣年華의.*\.json$/u);
    expect(Buffer.byteLength(long)).toBeLessThanOrEqual(200);
    expect(plainFileName(`${'🎬'.repeat(90)}.png`, 'x')).not.toMatch(/\p{Cs}/u);
  });

  it('is never empty and holds no folder', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (suggested) => {
        const name = plainFileName(suggested, 'fallback');
        expect(name).toMatch(/^[^/\\<>:"|?*]+$/u);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(201);
      }),
    );
  });
});
