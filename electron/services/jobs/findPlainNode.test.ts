import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findPlainNode } from './findPlainNode.ts';

const binaryName = process.platform === 'win32' ? 'node.exe' : 'node';
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plain-node-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('findPlainNode', () => {
  it('finds a Node 24 in this project', () => {
    const found = findPlainNode({ fromFolder: import.meta.dirname, resourcesFolder: folder });
    expect(execFileSync(found, ['--version'], { encoding: 'utf8' })).toMatch(/^v24\./);
  });

  it('prefers the one beside the packaged app', async () => {
    const shipped = join(folder, 'node', binaryName);
    await mkdir(join(folder, 'node'));
    await writeFile(shipped, '');
    expect(findPlainNode({ fromFolder: import.meta.dirname, resourcesFolder: folder })).toBe(shipped);
  });

  it('says what to install when there is none', () => {
    expect(() => findPlainNode({ fromFolder: folder, resourcesFolder: folder })).toThrow(/npm ci.*node-/s);
  });
});
