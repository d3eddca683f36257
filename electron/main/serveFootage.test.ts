import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readlink, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mediaIdSchema } from '../../shared/domain/ids.ts';
import { footageFolders, proxyPath, stripPath, viewPath } from '../services/footage/footageFolders.ts';
import { contentSecurityPolicy, type ServedFolders, serveApp } from './appScheme.ts';
import { footageMimeType } from './footageMimeType.ts';

const idOf = (digit: string) => mediaIdSchema.parse(`m-${digit.repeat(64)}`);
const film = idOf('1');
const webm = idOf('2');
const text = idOf('3');
const gone = idOf('4');
const pipe = idOf('5');
const folderId = idOf('6');
const large = idOf('7');
const unknown = idOf('8');

const mp4Head = Buffer.from('00000018667479706d703432', 'hex');
const bytes = Buffer.concat([mp4Head, randomBytes(700_000)]);

let folder: string;
let folders: ServedFolders;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'serve-footage-'));
  const footage = footageFolders(join(folder, 'data'));
  const places = new Map([
    [film, join(folder, 'film.mp4')],
    [webm, join(folder, 'film.webm')],
    [text, join(folder, 'secret.txt')],
    [gone, join(folder, 'gone.mp4')],
    [pipe, join(folder, 'pipe.mp4')],
    [folderId, folder],
    [large, join(folder, 'large.mp4')],
  ]);
  folders = {
    rendererFolder: join(folder, 'renderer'),
    frameFolder: join(folder, 'data', 'frames'),
    footage,
    mediaPath: (mediaId) => places.get(mediaId),
  };
  for (const each of Object.values(footage)) await mkdir(each, { recursive: true });
  await writeFile(join(folder, 'film.mp4'), bytes);
  await writeFile(
    join(folder, 'film.webm'),
    Buffer.concat([Buffer.from('1a45dfa3', 'hex'), Buffer.from('....webm')]),
  );
  await writeFile(join(folder, 'secret.txt'), 'a secret that is no film');
  await writeFile(join(folder, 'large.mp4'), mp4Head);
  await truncate(join(folder, 'large.mp4'), 3 * 1024 ** 3);
  execFileSync('mkfifo', [join(folder, 'pipe.mp4')]);
  await writeFile(proxyPath(footage.proxies, film), bytes.subarray(0, 5000));
  await writeFile(stripPath(footage.strips, film, 'sprite'), 'sprite');
  await writeFile(stripPath(footage.strips, film, 'data'), '{}');
  await writeFile(viewPath(footage.views, film, 12), 'view');
  await symlink(join(folder, 'secret.txt'), proxyPath(footage.proxies, text));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const get = (path: string, range?: string) =>
  serveApp(
    {
      url: `app://afterimage${path}`,
      method: 'GET',
      headers: new Headers(range === undefined ? {} : { range }),
    },
    folders,
  );
const bodyOf = async (response: Response): Promise<Buffer> => Buffer.from(await response.arrayBuffer());

describe('a film', () => {
  it('is served whole, with the policy, as what it is', async () => {
    const response = await get(`/footage/${film}`);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'video/mp4',
      'content-length': String(bytes.length),
      'accept-ranges': 'bytes',
      'content-security-policy': contentSecurityPolicy,
      'x-content-type-options': 'nosniff',
    });
    expect(await bodyOf(response)).toEqual(bytes);
    const other = await get(`/footage/${webm}`);
    expect(other.headers.get('content-type')).toBe('video/webm');
    await other.body?.cancel();
  });

  it.each([
    ['bytes=0-', 0, bytes.length],
    ['bytes=0-0', 0, 1],
    ['bytes=1000-1999', 1000, 2000],
    ['bytes=300000-', 300_000, bytes.length],
    ['bytes=-500', bytes.length - 500, bytes.length],
    ['bytes=-99999999', 0, bytes.length],
    ['bytes=600000-99999999', 600_000, bytes.length],
  ])('is served in part for %s', async (range, start, end) => {
    const response = await get(`/footage/${film}`, range);
    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe(`bytes ${start}-${end - 1}/${bytes.length}`);
    expect(response.headers.get('content-length')).toBe(String(end - start));
    expect(await bodyOf(response)).toEqual(bytes.subarray(start, end));
  });

  it.each([`bytes=${bytes.length}-`, 'bytes=99999999-', 'bytes=-0'])('is refused for %s', async (range) => {
    const response = await get(`/footage/${film}`, range);
    expect(response.status).toBe(416);
    expect(response.headers.get('content-range')).toBe(`bytes */${bytes.length}`);
    expect(await response.text()).toBe('');
  });

  it.each(['bytes=', 'bytes=-', 'bytes=9-3', 'bytes=0-1,5-6', 'lines=0-1', 'bytes=1.5-2', 'bytes=0x0-0x9'])(
    'is served whole for %s, which asks for no one range',
    async (range) => {
      const response = await get(`/footage/${film}`, range);
      expect(response.status).toBe(200);
      expect((await bodyOf(response)).length).toBe(bytes.length);
    },
  );

  it('beyond 2 GiB is served by its place in the file, without reading it', async () => {
    const size = 3 * 1024 ** 3;
    const response = await get(`/footage/${large}`, `bytes=${size - 10}-`);
    expect(response.headers.get('content-range')).toBe(`bytes ${size - 10}-${size - 1}/${size}`);
    expect(await bodyOf(response)).toEqual(Buffer.alloc(10));
    const whole = await get(`/footage/${large}`, 'bytes=0-');
    const reader = whole.body?.getReader();
    const first = await reader?.read();
    expect(first?.value?.byteLength).toBeLessThanOrEqual(256 * 1024);
    await reader?.cancel();
  });

  it.each([
    ['is gone', gone],
    ['is not in the library', unknown],
    ['is no film', text],
    ['is a pipe, on which nothing may wait', pipe],
    ['is a folder', folderId],
  ])('is not there where it %s', async (_why, mediaId) => {
    const response = await get(`/footage/${mediaId}`);
    expect(response.status).toBe(404);
    expect(response.headers.get('content-security-policy')).toBe(contentSecurityPolicy);
    expect(await response.text()).toBe('');
  });

  it('lets go of its file, read to the end or not', async () => {
    const openFilms = async (): Promise<number> => {
      const links = await Promise.all(
        (await readdir('/proc/self/fd')).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')),
      );
      return links.filter((link) => link.startsWith(folder)).length;
    };
    await bodyOf(await get(`/footage/${film}`));
    await (await get(`/footage/${film}`, 'bytes=0-')).body?.cancel();
    await get(`/footage/${film}`, 'bytes=99999999-');
    await get(`/footage/${text}`);
    expect(await openFilms()).toBe(0);
  });
});

describe('what is made of films', () => {
  it('is served by media id', async () => {
    const proxy = await get(`/proxies/${film}`, 'bytes=10-19');
    expect(proxy.status).toBe(206);
    expect(await bodyOf(proxy)).toEqual(bytes.subarray(10, 20));
    const sprite = await get(`/strips/${film}/scrub`);
    expect([sprite.headers.get('content-type'), await sprite.text()]).toEqual(['image/webp', 'sprite']);
    const view = await get(`/views/${film}/12`);
    expect([view.headers.get('content-type'), await view.text()]).toEqual(['image/jpeg', 'view']);
  });

  it('is not there where it was not made', async () => {
    for (const path of [`/proxies/${gone}`, `/strips/${gone}/scrub`, `/views/${film}/13`]) {
      expect((await get(path)).status).toBe(404);
    }
    // Something that is no film lies under its name.
    expect((await get(`/proxies/${text}`)).status).toBe(404);
  });
});

describe('no path', () => {
  it.each([
    '/footage',
    '/footage/',
    '/footage/film.mp4',
    `/footage/${film}/more`,
    `/footage/${film.toUpperCase()}`,
    `/footage/..%2f..%2fsecret.txt`,
    `/footage/${film}%2f..%2f..%2fsecret.txt`,
    `/footage/%2e%2e%2f${film}`,
    `/footage/${film}%00.mp4`,
    `/footage/${film}%5c..%5csecret.txt`,
    `/proxies/${film}.mp4`,
    `/proxies/..%2f${film}`,
    `/strips/${film}`,
    `/strips/${film}/data`,
    `/strips/${film}/scrub/more`,
    `/strips/..%2fproxies%2f${film}/scrub`,
    `/views/${film}`,
    `/views/${film}/-1`,
    `/views/${film}/1e3`,
    `/views/${film}/..%2f12`,
    `/views/${film}/12/more`,
  ])('leads out: %s', async (path) => {
    expect((await get(path)).status).toBe(403);
  });

  it.each(['POST', 'HEAD', 'PUT', 'OPTIONS'])('takes %s', async (method) => {
    const url = `app://afterimage/footage/${film}`;
    expect((await serveApp({ url, method }, folders)).status).toBe(405);
  });

  it('takes another host', async () => {
    const url = `app://other/footage/${film}`;
    expect((await serveApp({ url, method: 'GET' }, folders)).status).toBe(403);
  });
});

it('a container is told by its first bytes, not by a name', () => {
  const headOf = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  expect(footageMimeType(headOf('\0\0\0\x18ftypqt  '))).toBe('video/mp4');
  expect(footageMimeType(headOf('\0\0\0\x08wide\0\0'))).toBe('video/mp4');
  expect(footageMimeType(headOf('\x1aE\xdf\xa3....matroska'))).toBe('video/x-matroska');
  expect(footageMimeType(headOf('<!doctype html>'))).toBeNull();
  expect(footageMimeType(headOf(''))).toBeNull();
});
