import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/temporaryFolder.ts';
import { buildIsCurrent, sourcesHash } from './ensureBuild.mjs';

function write(root: string, name: string, text: string): void {
  mkdirSync(dirname(join(root, name)), { recursive: true });
  writeFileSync(join(root, name), text);
}

function makeBuilt(): string {
  const root = temporaryFolder();
  write(root, 'shared/domain/work.ts', 'export const a = 1;');
  write(root, 'resources/fonts/a.otf', 'font');
  for (const part of ['main/index.js', 'main/mediaProcess.js', 'preload/index.cjs', 'renderer/index.html']) {
    write(root, `out/build/${part}`, 'built');
  }
  write(root, 'out/build/main/.sources-sha256', sourcesHash(root));
  return root;
}

describe('buildIsCurrent', () => {
  it('holds while only times and tests change', () => {
    const root = makeBuilt();
    expect(buildIsCurrent(root)).toBe(true);
    utimesSync(join(root, 'shared/domain/work.ts'), new Date(), new Date());
    write(root, 'shared/domain/work.test.ts', 'a test');
    expect(buildIsCurrent(root)).toBe(true);
  });

  it.each([
    ['a source changes', (root: string) => write(root, 'shared/domain/work.ts', 'export const a = 2;')],
    ['a source is added', (root: string) => write(root, 'renderer/new.css', '')],
    ['a source goes', (root: string) => rmSync(join(root, 'shared/domain/work.ts'))],
    ['a font changes', (root: string) => write(root, 'resources/fonts/a.otf', 'tnof')],
    ['a part of the build is missing', (root: string) => rmSync(join(root, 'out/build/preload/index.cjs'))],
    ['another build has replaced it', (root: string) => rmSync(join(root, 'out/build/main/.sources-sha256'))],
  ])('ends when %s', (_what, change) => {
    const root = makeBuilt();
    change(root);
    expect(buildIsCurrent(root)).toBe(false);
  });
});
