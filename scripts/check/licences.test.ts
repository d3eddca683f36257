import { describe, expect, it } from 'vitest';
import { projectRoot } from '../setup/setUp.mjs';
import { importedPackages, isCompatible, shippedPackages } from './licences.mjs';

describe('isCompatible', () => {
  it.each(['MIT', 'Apache-2.0', '(MIT OR CDDL-1.0)', 'Apache-2.0 AND LGPL-3.0-or-later', '(MIT AND Zlib)'])(
    'accepts %s',
    (expression) => expect(isCompatible(expression)).toBe(true),
  );

  it.each(['MIT*', 'UNKNOWN', 'CDDL-1.0', 'MIT AND SSPL-1.0', 'GPL-2.0-only', 'CC-BY-NC-4.0', ''])(
    'refuses %s',
    (expression) => expect(isCompatible(expression)).toBe(false),
  );
});

describe('importedPackages', () => {
  it('finds packages in every way of importing, and nothing else', () => {
    const source = `
      import { a } from '@scope/name/part';
      import 'side-effect/style.css';
      import type { B } from "types-only";
      const c = await import('lazy');
      export { d } from './own.ts';
      import fs from 'node:fs';
      const text = 'taken from ' + 'a book';`;
    expect(importedPackages(source)).toEqual(['@scope/name', 'side-effect', 'types-only', 'lazy']);
  });
});

describe('shippedPackages', () => {
  it('holds what reaches users, with what that depends on, and no tool', () => {
    const shipped = shippedPackages(projectRoot);
    for (const name of ['react', 'scheduler', 'sharp', 'node-av', 'dexie', 'electron', 'pretendard']) {
      expect(shipped).toContain(name);
    }
    for (const name of ['vitest', '@biomejs/biome', 'oxlint', '@playwright/test', 'vite']) {
      expect(shipped).not.toContain(name);
    }
  });
});
