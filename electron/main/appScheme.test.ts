import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { footageFolders } from '../services/footage/footageFolders.ts';
import { framePath, frameVariants, openFrameStore } from '../services/frame-store/frameStore.ts';
import { contentSecurityPolicy, entryUrl, isAppUrl, type ServedFolders, serveApp } from './appScheme.ts';

const pictures = { full: randomBytes(90), thumb: randomBytes(30), small: randomBytes(9) };
const known = `m-${'1'.repeat(64)}`;
let folder: string;
let folders: ServedFolders;
let hash: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'app-scheme-'));
  folders = {
    rendererFolder: join(folder, 'renderer'),
    frameFolder: join(folder, 'frames'),
    footage: footageFolders(join(folder, 'data')),
    mediaPath: (mediaId) => (mediaId === known ? join(folder, 'film.mp4') : undefined),
  };
  await mkdir(join(folders.rendererFolder, 'assets'), { recursive: true });
  await mkdir(join(folder, 'renderer-secret'));
  await writeFile(join(folders.rendererFolder, 'index.html'), '<!doctype html>');
  await writeFile(join(folders.rendererFolder, 'assets', 'index-a1.js'), '1;');
  await writeFile(join(folders.rendererFolder, '.env.json'), '{}');
  await writeFile(join(folder, 'secret.json'), '{}');
  await writeFile(join(folder, 'renderer-secret', 'a.json'), '{}');
  hash = await (await openFrameStore(folders.frameFolder)).put(pictures);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const get = (url: string) => serveApp({ url, method: 'GET' }, folders);

describe('the app scheme', () => {
  it('serves the page with the policy', async () => {
    const response = await get(entryUrl);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(response.headers.get('content-security-policy')).toBe(contentSecurityPolicy);
    expect(await response.text()).toBe('<!doctype html>');
  });

  it('puts the policy on refusals and pictures too', async () => {
    for (const url of ['app://afterimage/none.js', `app://afterimage/frames/${hash}/full`]) {
      expect((await get(url)).headers.get('content-security-policy')).toBe(contentSecurityPolicy);
    }
  });

  it.each(frameVariants)('serves the %s picture of a frame for ever', async (variant) => {
    const response = await get(`app://afterimage/frames/${hash}/${variant}`);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(pictures[variant]);
    expect(response.headers.get('cache-control')).toContain('immutable');
    expect(framePath(folders.frameFolder, hash, variant)).toContain(hash);
  });

  it.each(['POST', 'PUT', 'HEAD', 'OPTIONS', 'DELETE'])('refuses %s', async (method) => {
    expect((await serveApp({ url: entryUrl, method }, folders)).status).toBe(405);
  });

  it.each([
    'app://other/index.html',
    'app://afterimage.evil/index.html',
    'app://afterimage:81/index.html',
    'app://user@afterimage/index.html',
    'https://afterimage/index.html',
  ])('refuses %s', async (url) => {
    expect(isAppUrl(url)).toBe(false);
    expect((await get(url)).status).toBe(403);
  });

  it.each([
    '/..%2fsecret.json',
    '/assets/..%2f..%2fsecret.json',
    '/%2e%2e%2fsecret.json',
    '/..%5csecret.json',
    '/..%2frenderer-secret%2fa.json',
    '/.env.json',
    '//index.html',
    '/',
    '/index.html%00.js',
    '/%',
    '/frames/..%2f..%2fsecret.json/full',
    '/frames/abc/full',
    `/frames/${'a'.repeat(64)}/huge`,
    `/frames/${'a'.repeat(64)}/full/more`,
    `/frames/${'A'.repeat(64)}/full`,
  ])('refuses the path %s', async (path) => {
    expect((await get(`app://afterimage${path}`)).status).toBe(403);
  });

  it('does not find what is not there, or is of no known type', async () => {
    await writeFile(join(folders.rendererFolder, 'tool.exe'), '');
    expect((await get('app://afterimage/none.js')).status).toBe(404);
    expect((await get('app://afterimage/tool.exe')).status).toBe(404);
    expect((await get(`app://afterimage/frames/${'b'.repeat(64)}/full`)).status).toBe(404);
  });
});
