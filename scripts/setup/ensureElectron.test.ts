import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../testing/temporaryFolder.ts';
import { ensureElectron } from './ensureElectron.mjs';
import { SetUpError } from './SetUpError.mjs';

const version = '45.4.1';
const limits = { reachMs: 300, cachedMs: 500, downloadMs: 20_000 };
/** Nothing listens there. */
const closedNetwork = { ...process.env, ELECTRON_MIRROR: 'http://127.0.0.1:9/' };

/** What the electron package's installer does when all is well. */
const goodInstaller = `
  const { mkdirSync, writeFileSync } = require('node:fs');
  const { join } = require('node:path');
  mkdirSync(join(__dirname, 'dist'));
  writeFileSync(join(__dirname, 'dist/electron'), '');
  writeFileSync(join(__dirname, 'dist/version'), '${version}');
  writeFileSync(join(__dirname, 'path.txt'), 'electron');`;

/** One that breaks off half-way. */
const brokenInstaller = `
  const { mkdirSync, writeFileSync } = require('node:fs');
  const { join } = require('node:path');
  mkdirSync(join(__dirname, 'dist'));
  writeFileSync(join(__dirname, 'dist/electron'), 'half');
  process.exit(1);`;

function makeRoot(installer: string): { root: string; folder: string } {
  const root = temporaryFolder();
  const folder = join(root, 'node_modules/electron');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ version }));
  writeFileSync(join(folder, 'install.js'), installer);
  return { root, folder };
}

function options(root: string) {
  const lines: string[] = [];
  const log = (line: string): void => void lines.push(line);
  const getFallback = (): Promise<string> => Promise.resolve('/cache/33.3.0/electron');
  return {
    root,
    log,
    lines,
    env: closedNetwork,
    limits,
    getFallback,
    platform: 'linux',
    arch: 'x64',
  } as const;
}

describe('ensureElectron', () => {
  it('downloads the pinned version with the package’s own installer, once', async () => {
    const { root, folder } = makeRoot(goodInstaller);
    const server = createServer((_request, response) => response.end()).listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await new Promise((listening) => server.once('listening', listening));
    const { port } = server.address() as AddressInfo;
    const env = { ...process.env, ELECTRON_MIRROR: `http://127.0.0.1:${port}/` };
    const wanted = { executablePath: join(folder, 'dist/electron'), version, isFallback: false };
    expect(await ensureElectron({ ...options(root), env })).toEqual(wanted);
    writeFileSync(join(folder, 'install.js'), brokenInstaller);
    expect(await ensureElectron(options(root))).toEqual(wanted);
  });

  it('uses the fallback on a closed network, loudly, and leaves no half download', async () => {
    const { root, folder } = makeRoot(brokenInstaller);
    const wanted = options(root);
    const runtime = await ensureElectron(wanted);
    expect(runtime).toEqual({
      executablePath: '/cache/33.3.0/electron',
      version: '33.3.0',
      isFallback: true,
    });
    expect(wanted.lines.join('\n')).toMatch(/DEVELOPMENT FALLBACK/);
    expect(existsSync(join(folder, 'dist'))).toBe(false);
  });

  it('gives up on an installer that hangs', async () => {
    const { root } = makeRoot('setInterval(() => {}, 1000);');
    const startMs = performance.now();
    expect((await ensureElectron(options(root))).isFallback).toBe(true);
    expect(performance.now() - startMs).toBeLessThan(10_000);
  });

  it.each([
    ['darwin', 'arm64'],
    ['linux', 'arm64'],
    ['win32', 'x64'],
  ] as const)('has no fallback on %s %s: says what to do', async (platform, arch) => {
    const { root } = makeRoot(brokenInstaller);
    const result = ensureElectron({ ...options(root), platform, arch });
    await expect(result).rejects.toThrow(SetUpError);
    await expect(result).rejects.toThrow(/ELECTRON_MIRROR/);
  });

  it('says what to do when the fallback fails too', async () => {
    const { root } = makeRoot(brokenInstaller);
    const getFallback = () => Promise.reject(new SetUpError('it is refused'));
    await expect(ensureElectron({ ...options(root), getFallback })).rejects.toThrow(
      /ELECTRON_MIRROR[\s\S]*it is refused/,
    );
  });

  it('wants npm ci when the electron package is missing', async () => {
    await expect(ensureElectron(options(temporaryFolder()))).rejects.toThrow(/npm ci/);
  });
});
