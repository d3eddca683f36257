import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { runFfmpeg } from '../fixtures/clips.ts';
import { type LaunchedAfterimage, launchAfterimage } from './launchAfterimage.ts';
import { dropFiles } from './pages/dropFiles.ts';
import { readTable } from './pages/readDatabase.ts';

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; " +
  "connect-src 'self'; media-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; " +
  "frame-ancestors 'none'";

let launched: LaunchedAfterimage;
let server: Server;
let outside: string;
let outsideRequests = 0;

test.beforeAll(async () => {
  server = createServer((_request, response) => {
    outsideRequests += 1;
    response.setHeader('access-control-allow-origin', '*');
    response.end('outside');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  outside = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  launched = await launchAfterimage({ sampleLibrary: false });
});
test.afterAll(async () => {
  await launched.close();
  server.close();
});

test.describe('the page', () => {
  test('has no Node and no Electron', async () => {
    const found = await launched.page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer'].filter(
        (name) => name in window,
      ),
    );
    expect(found).toEqual([]);
  });

  test('runs isolated, sandboxed and with web security', async () => {
    const preferences = await launched.app.evaluate(({ BrowserWindow, app }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      // Known to Electron, missing in its types.
      const known = contents as unknown as { getLastWebPreferences(): Record<string, unknown> };
      return {
        ...known.getLastWebPreferences(),
        sandboxLeftOut: app.commandLine.hasSwitch('no-sandbox'),
        everySandbox: app.commandLine.hasSwitch('enable-sandbox'),
      };
    });
    expect(preferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
    });
    const root = process.getuid?.() === 0;
    expect(preferences.sandboxLeftOut).toBe(root);
    expect(preferences.everySandbox).toBe(!root);
  });

  test('cannot change what the preload exposes', async () => {
    const changed = await launched.page.evaluate(() => {
      const bridge = (window as unknown as { afterimage: Record<string, unknown> }).afterimage;
      const before = bridge['connect'];
      try {
        bridge['connect'] = () => 'taken';
      } catch {
        // Frozen.
      }
      return bridge['connect'] !== before;
    });
    expect(changed).toBe(false);
  });

  test('carries the policy on every response', async () => {
    const policies = await launched.page.evaluate(async () => {
      const none = `/frames/${'0'.repeat(64)}/full`;
      const responses = await Promise.all(['/index.html', '/none.js', none].map((url) => fetch(url)));
      return responses.map((response) => response.headers.get('content-security-policy'));
    });
    expect(policies).toEqual([policy, policy, policy]);
  });

  test('runs neither eval nor inline scripts', async () => {
    const outcome = await launched.page.evaluate(
      () =>
        new Promise<string[]>((resolve) => {
          const script = document.createElement('script');
          script.textContent = 'document.documentElement.dataset.inline = "ran"';
          document.head.append(script);
          // In a task of the page's own: what the test evaluates is exempt from the policy.
          setTimeout(() => {
            let evaluated = 'ran';
            try {
              const evaluate = Reflect.get(window, 'eval') as (code: string) => unknown;
              evaluated = String(evaluate('"ran"'));
            } catch (thrown) {
              evaluated = thrown instanceof Error ? thrown.name : 'thrown';
            }
            resolve([evaluated, document.documentElement.dataset['inline'] ?? 'refused']);
          }, 0);
        }),
    );
    expect(outcome).toEqual(['EvalError', 'refused']);
  });

  test('opens no window', async () => {
    const opened = await launched.page.evaluate(
      (url) => [window.open(url), window.open('/index.html'), window.open('about:blank')].map(Boolean),
      outside,
    );
    expect(opened).toEqual([false, false, false]);
    expect(await launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  });

  for (const target of ['outside', 'app://afterimage/other.html', 'app://other/']) {
    test(`does not navigate to ${target}`, async () => {
      const url = target === 'outside' ? outside : target;
      const prevented = launched.app.evaluate(
        ({ BrowserWindow }) =>
          new Promise<boolean>((resolve) => {
            BrowserWindow.getAllWindows()[0]?.webContents.once('will-frame-navigate', (event) =>
              resolve(event.defaultPrevented),
            );
          }),
      );
      await launched.page.evaluate((address) => {
        const link = document.createElement('a');
        link.href = address;
        document.body.append(link);
        link.click();
        link.remove();
      }, url);
      expect(await prevented).toBe(true);
      expect(launched.page.url()).toContain('app://afterimage/index.html');
    });
  }

  test('follows no redirect', async () => {
    // A session of its own without the closed network: what holds here is the rule for every page.
    const outcome = await launched.app.evaluate(async ({ BrowserWindow, session }) => {
      const open = session.fromPartition('redirects');
      open.protocol.handle('https', ({ url }) =>
        url.endsWith('/start')
          ? new Response(null, { status: 302, headers: { location: 'https://redirects.test/end' } })
          : new Response('reached', { headers: { 'content-type': 'text/html' } }),
      );
      const window = new BrowserWindow({ show: false, webPreferences: { session: open } });
      let redirects = 0;
      window.webContents.on('will-redirect', () => {
        redirects += 1;
      });
      const load = (url: string): Promise<string> =>
        window.loadURL(url).then(
          () => 'reached',
          () => 'refused',
        );
      const outcomes = { direct: await load('https://redirects.test/end'), redirected: '', redirects };
      outcomes.redirected = await load('https://redirects.test/start');
      outcomes.redirects = redirects;
      window.destroy();
      return outcomes;
    });
    expect(outcome).toEqual({ direct: 'reached', redirected: 'refused', redirects: 1 });
  });

  test('embeds no webview, even in a window made to allow them', async () => {
    const outcome = await launched.app.evaluate(async ({ BrowserWindow, webContents }) => {
      const window = new BrowserWindow({ show: false, webPreferences: { webviewTag: true } });
      const asked = new Promise<boolean>((answer) => {
        window.webContents.on('will-attach-webview', (event) => answer(event.defaultPrevented));
      });
      await window.loadURL('data:text/html,<webview src="data:text/html,embedded"></webview>');
      const prevented = await asked;
      const webviews = webContents.getAllWebContents().filter((each) => each.getType() === 'webview').length;
      window.destroy();
      return { prevented, webviews };
    });
    expect(outcome).toEqual({ prevented: true, webviews: 0 });
  });

  test('gets no permission', async () => {
    const answers = await launched.page.evaluate(async () => {
      const names = ['geolocation', 'notifications', 'camera', 'microphone', 'midi'] as PermissionName[];
      const states = await Promise.all(names.map((name) => navigator.permissions.query({ name })));
      const notification = await Notification.requestPermission();
      return { states: states.map(({ state }) => state), notification };
    });
    expect(answers).toEqual({
      states: Array.from({ length: 5 }, () => 'denied'),
      notification: 'denied',
    });
  });

  test('downloads nothing', async () => {
    // Listening before the press: what is only asked for may come after it.
    await launched.app.evaluate(({ session }) => {
      Object.assign(globalThis, {
        downloadPrevented: new Promise<boolean>((resolve) => {
          session.defaultSession.once('will-download', (event) => resolve(event.defaultPrevented));
        }),
      });
    });
    await launched.page.evaluate(() => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob(['x']));
      link.download = 'x.sh';
      link.click();
    });
    const prevented = await launched.app.evaluate(
      () => (globalThis as unknown as { downloadPrevented: Promise<boolean> }).downloadPrevented,
    );
    expect(prevented).toBe(true);
  });
});

test.describe('the network', () => {
  test('is not there for the page', async () => {
    const before = outsideRequests;
    const outcomes = await launched.page.evaluate(async (url) => {
      const outcome = (promise: Promise<unknown>): Promise<string> =>
        promise.then(
          () => 'reached',
          () => 'refused',
        );
      const image = new Promise((resolve, reject) => {
        const element = new Image();
        element.addEventListener('load', resolve);
        element.addEventListener('error', reject);
        element.src = `${url}a.png`;
      });
      const socket = new Promise((resolve, reject) => {
        const opened = new WebSocket(url.replace('http', 'ws'));
        opened.addEventListener('open', resolve);
        opened.addEventListener('error', reject);
      });
      return Promise.all([
        outcome(fetch(url)),
        outcome(fetch('file:///etc/hostname')),
        outcome(image),
        outcome(socket),
      ]);
    }, outside);
    expect(outcomes).toEqual(['refused', 'refused', 'refused', 'refused']);
    expect(outsideRequests).toBe(before);
  });

  test('is closed for the session, whatever page there may be', async () => {
    const before = outsideRequests;
    const outcome = await launched.app.evaluate(async ({ BrowserWindow }, url) => {
      const other = new BrowserWindow({ show: false });
      const loaded = await other.loadURL(url).then(
        () => 'reached',
        (error: unknown) => String(error),
      );
      other.destroy();
      return loaded;
    }, outside);
    expect(outcome).toContain('ERR_BLOCKED_BY_CLIENT');
    expect(outsideRequests).toBe(before);
  });

  test('is not looked up, and not opened around the session', async () => {
    const settings = await launched.app.evaluate(({ app, BrowserWindow }) => ({
      resolver: app.commandLine.getSwitchValue('host-resolver-rules'),
      webRtc: BrowserWindow.getAllWindows()[0]?.webContents.getWebRTCIPHandlingPolicy(),
    }));
    expect(settings).toEqual({ resolver: 'MAP * ~NOTFOUND', webRtc: 'disable_non_proxied_udp' });
  });
});

test.describe('the app scheme', () => {
  const status = (url: string, method = 'GET'): Promise<number | string> =>
    launched.page.evaluate(
      ([address, verb]) =>
        fetch(address ?? '', { method: verb ?? '' }).then(
          (response) => response.status,
          () => 'refused',
        ),
      [url, method],
    );

  test('serves the page', async () => {
    expect(await status('/index.html')).toBe(200);
  });

  for (const path of [
    '/..%2f..%2f..%2fpackage.json',
    '/assets/..%2f..%2f..%2f..%2fpackage.json',
    '/frames/..%2f..%2fsources.json/full',
    '/%5c..%5cpackage.json',
    '/footage/..%2f..%2fsources.json',
    `/footage/m-${'1'.repeat(64)}%2f..%2f..%2fsources.json`,
    '/footage//etc/hostname',
    '/footage/sources.json',
    '/proxies/..%2fsources.json',
    `/strips/m-${'1'.repeat(64)}/..%2f..%2fsources.json`,
    `/views/m-${'1'.repeat(64)}/..%2f..%2fsources.json`,
  ]) {
    test(`does not leave its folders by ${path}`, async () => {
      expect(await status(path)).toBe(403);
    });
  }

  test('serves no film that is not in the library', async () => {
    const unknown = `m-${'1'.repeat(64)}`;
    for (const path of [`/footage/${unknown}`, `/proxies/${unknown}`, `/strips/${unknown}/scrub`]) {
      expect(await status(path)).toBe(404);
    }
  });

  test('takes no range from the page that leaves a film', async () => {
    // Playwright still waits for the navigations that were refused above; a load that ends sets it right.
    await launched.page.reload();
    // The first file of the library; a film of its own, so that the test needs no other.
    const path = join(launched.userDataDir, 'film.mp4');
    await runFfmpeg(['-f', 'lavfi', '-i', 'testsrc2=s=64x36:r=24:d=1', '-pix_fmt', 'yuv420p', path]);
    await dropFiles(launched.page, [path]);
    const rows = () => readTable(launched.page, 'media');
    await expect.poll(async () => (await rows()).length, { timeout: 60_000 }).toBe(1);
    const mediaId = String((await rows())[0]?.['id']);
    const size = statSync(path).size;
    const answer = (range: string) =>
      launched.page.evaluate(
        async ([url, asked]) => {
          const response = await fetch(url ?? '', { headers: { range: asked ?? '' } });
          const body = await response.arrayBuffer();
          return [response.status, response.headers.get('content-range'), body.byteLength];
        },
        [`/footage/${mediaId}`, range],
      );
    expect(await answer('bytes=0-9')).toEqual([206, `bytes 0-9/${size}`, 10]);
    expect(await answer(`bytes=10-${size + 1000}`)).toEqual([206, `bytes 10-${size - 1}/${size}`, size - 10]);
    expect(await answer(`bytes=${size}-`)).toEqual([416, `bytes */${size}`, 0]);
    expect(await answer('bytes=-99999999')).toEqual([206, `bytes 0-${size - 1}/${size}`, size]);
    expect(await status(`/footage/${mediaId}`, 'POST')).toBe(405);
    expect(await status(`app://other/footage/${mediaId}`)).toBe('refused');
  });

  test('answers GET only, and only for its own host', async () => {
    expect(await status('/index.html', 'POST')).toBe(405);
    expect(await status('/index.html', 'PUT')).toBe(405);
    expect(await status('app://other/index.html')).toBe('refused');
  });
});

test.describe('decoders', () => {
  const build = resolve(import.meta.dirname, '../../out/build');

  /** Names of the packages that a built file and all the files it reaches ask for. */
  const packagesOf = (entry: string): Set<string> => {
    const packages = new Set<string>();
    const seen = new Set<string>();
    const read = (path: string): void => {
      if (seen.has(path)) return;
      seen.add(path);
      const asked = readFileSync(path, 'utf8').matchAll(
        /\b(?:from\s*|import\s*\(?\s*|require\s*\(\s*)["'`]([^"'`]+)["'`]/g,
      );
      for (const [, name = ''] of asked) {
        if (name.startsWith('.')) read(join(dirname(path), name));
        else packages.add(name);
      }
    };
    read(join(build, entry));
    return packages;
  };
  const isDecoder = (name: string): boolean => /^(sharp|node-av|@img|@seydx)(\/|$)/.test(name);

  test('run in the media process', () => {
    const decoders = [...packagesOf('main/mediaProcess.js')].filter(isDecoder);
    expect(decoders).toEqual(expect.arrayContaining(['sharp', 'node-av/lib']));
  });

  for (const entry of ['main/index.js', 'preload/index.cjs']) {
    test(`are out of reach for ${entry}`, () => {
      const packages = [...packagesOf(entry)];
      expect(packages).toContain('electron');
      expect(packages.filter(isDecoder)).toEqual([]);
    });
  }
});
