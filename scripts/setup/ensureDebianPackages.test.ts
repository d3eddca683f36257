import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/temporaryFolder.ts';
import {
  electronNeeds,
  ensureDebianPackages,
  headlessNeeds,
  isDebianSystem,
  missingNeeds,
} from './ensureDebianPackages.mjs';

const absent = {
  packages: ['afterimage-no-such-package'],
  command: 'afterimage-no-such',
  why: 'a test',
} as const;
const log = (): void => {};

describe('ensureDebianPackages', () => {
  it('tells a user who is not root the exact command', async (context) => {
    context.skip(!isDebianSystem(), 'this is not Debian');
    const result = ensureDebianPackages({ needs: [absent], log, isRoot: false });
    await expect(result).rejects.toThrow(
      'sudo apt-get update && sudo apt-get install -y --no-install-recommends afterimage-no-such-package',
    );
    await expect(result).rejects.toThrow('a test');
  });

  it('finds a package that is installed, by any of its names', async (context) => {
    context.skip(!isDebianSystem(), 'this is not Debian');
    const need = { packages: ['afterimage-no-such-package', 'dpkg'], why: 'a test' } as const;
    expect(await ensureDebianPackages({ needs: [need], log, isRoot: false })).toEqual([]);
  });

  it('elsewhere names the programs that are missing, and takes libraries for granted', async () => {
    const env = { PATH: temporaryFolder() };
    const result = ensureDebianPackages({
      needs: [...electronNeeds, ...headlessNeeds],
      log,
      isDebian: false,
      env,
    });
    await expect(result).rejects.toThrow(/not Debian[\s\S]*Xvfb[\s\S]*xauth/);
    await expect(result).rejects.not.toThrow(/libnss3/);
    const missing = await ensureDebianPackages({ needs: electronNeeds, log, isDebian: false, env });
    expect(missing).toEqual([]);
  });

  it('wants no display server where the system has its own', async () => {
    const env = { PATH: temporaryFolder() };
    const needs = [...electronNeeds, ...headlessNeeds];
    expect(await ensureDebianPackages({ needs, log, isDebian: false, env, platform: 'darwin' })).toEqual([]);
  });
});

describe('missingNeeds', () => {
  it('accepts a program wherever it came from', async () => {
    const folder = temporaryFolder();
    const system = { env: { PATH: folder }, isDebian: false };
    expect(await missingNeeds([absent], system)).toEqual([absent]);
    writeFileSync(join(folder, absent.command), '', { mode: 0o644 });
    expect(await missingNeeds([absent], system)).toEqual([absent]);
    const other = temporaryFolder();
    writeFileSync(join(other, absent.command), '', { mode: 0o755 });
    expect(await missingNeeds([absent], { ...system, env: { PATH: `${folder}:${other}` } })).toEqual([]);
  });
});
