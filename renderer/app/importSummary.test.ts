import { describe, expect, it } from 'vitest';
import { importSummary } from './importSummary.ts';

const output = { imported: 0, skipped: 0, failed: 0, frames: 0, cancelled: false };

describe('importSummary', () => {
  it('names what came, what was there and what failed', () => {
    expect(importSummary({ ...output, imported: 3, frames: 38, skipped: 1, failed: 1 })).toBe(
      '38 frames from 3 files · 1 already in the library · 1 failed',
    );
  });
  it('counts one in the singular', () => {
    expect(importSummary({ ...output, imported: 1, frames: 1 })).toBe('1 frame from 1 file');
  });
  it('leaves out what did not happen', () => {
    expect(importSummary({ ...output, skipped: 2 })).toBe('2 already in the library');
    expect(importSummary(output)).toBe('Nothing was imported');
  });
  it('says that a cancelled import kept what it had', () => {
    expect(importSummary({ ...output, imported: 1, frames: 4, cancelled: true })).toContain('kept');
  });
});
