import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/temporaryFolder.ts';
import { agreesWithLock, dependenciesAreCurrent, ensureDependencies } from './ensureDependencies.mjs';

/** A project with one dependency, on disk beside it. */
function makeProject(): string {
  const root = temporaryFolder();
  mkdirSync(join(root, 'part'));
  writeFileSync(join(root, 'part/package.json'), JSON.stringify({ name: 'part', version: '1.0.0' }));
  writeFileSync(
    join(root, 'package.json'),
    JSON.stringify({ name: 'whole', version: '1.0.0', dependencies: { part: 'file:./part' } }),
  );
  execFileSync('npm', ['install', '--package-lock-only', '--silent'], { cwd: root });
  return root;
}

describe('ensureDependencies', () => {
  it('installs once, and again when the lock file has changed', async () => {
    const root = makeProject();
    const lines: string[] = [];
    const log = (line: string): void => void lines.push(line);
    expect(await ensureDependencies({ root, log })).toBe(true);
    expect(existsSync(join(root, 'node_modules/part/package.json'))).toBe(true);
    expect(await ensureDependencies({ root, log })).toBe(false);
    const lock = join(root, 'package-lock.json');
    writeFileSync(lock, `${readFileSync(lock, 'utf8')}\n`);
    expect(dependenciesAreCurrent(root)).toBe(false);
    expect(await ensureDependencies({ root, log })).toBe(true);
    expect(lines.filter((line) => line.includes('npm ci'))).toHaveLength(2);
  });

  it('accepts what npm ci by hand has installed', () => {
    const root = makeProject();
    execFileSync('npm', ['ci', '--silent'], { cwd: root });
    expect(dependenciesAreCurrent(root)).toBe(true);
  });

  it('tells npm’s own words when it fails', async () => {
    const root = makeProject();
    writeFileSync(
      join(root, 'package.json'),
      JSON.stringify({ name: 'whole', dependencies: { other: '1.0.0' } }),
    );
    await expect(ensureDependencies({ root, log: () => {} })).rejects.toThrow(/npm ci failed[\s\S]*other/);
  });
});

describe('agreesWithLock', () => {
  const part = { version: '1.0.0', integrity: 'sha512-a' };

  it('lets optional packages of other systems be absent, and nothing else', () => {
    const locked = {
      '': {},
      'node_modules/part': part,
      'node_modules/mac-only': { ...part, optional: true },
    };
    expect(agreesWithLock(locked, { 'node_modules/part': part })).toBe(true);
    expect(agreesWithLock(locked, { 'node_modules/mac-only': part })).toBe(false);
  });

  it('wants every version and checksum as locked, and nothing besides', () => {
    const locked = { 'node_modules/part': part };
    expect(agreesWithLock(locked, { 'node_modules/part': { ...part, version: '1.0.1' } })).toBe(false);
    expect(agreesWithLock(locked, { 'node_modules/part': { ...part, integrity: 'sha512-b' } })).toBe(false);
    expect(agreesWithLock(locked, { 'node_modules/part': part, 'node_modules/more': part })).toBe(false);
  });
});
