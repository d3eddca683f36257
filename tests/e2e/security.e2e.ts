import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import type {} from '../../renderer/app/bridge.d.ts';
import type { RequestMessage, ResponseMessage } from '../../shared/contract/messages.ts';
import { type LaunchedAfterimage, launchAfterimage } from './launchAfterimage.ts';

const projectRoot = resolve(import.meta.dirname, '../..');
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

/** Sends a message over a line of its own and waits for the reply. */
function request(page: Page, message: RequestMessage): Promise<ResponseMessage> {
  return page.evaluate(
    (sent) =>
      new Promise<ResponseMessage>((resolve) => {
        const take = (event: MessageEvent<unknown>): void => {
          const [port] = event.ports;
          if (event.data !== 'afterimage:port' || port === undefined) return;
          window.removeEventListener('message', take);
          port.onmessage = ({ data }: MessageEvent<ResponseMessage>) => resolve(data);
          port.postMessage(sent);
        };
        window.addEventListener('message', take);
        window.afterimage.connect();
      }),
    message,
  );
}

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
      const { getLastWebPreferences } = contents as unknown as {
        getLastWebPreferences(): Record<string, unknown>;
      };
      return {
        ...getLastWebPreferences.call(contents),
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
      const bridge = window.afterimage as unknown as Record<string, unknown>;
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
              evaluated = String(new Function('return "ran"')());
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
    const prevented = launched.app.evaluate(
      ({ session }) =>
        new Promise<boolean>((resolve) => {
          session.defaultSession.once('will-download', (event) => resolve(event.defaultPrevented));
        }),
    );
    await launched.page.evaluate(() => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob(['x']));
      link.download = 'x.sh';
      link.click();
    });
    expect(await prevented).toBe(true);
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
  ]) {
    test(`does not leave its folders by ${path}`, async () => {
      expect(await status(path)).toBe(403);
    });
  }

  test('answers GET only, and only for its own host', async () => {
    expect(await status('/index.html', 'POST')).toBe(405);
    expect(await status('/index.html', 'PUT')).toBe(405);
    expect(await status('app://other/index.html')).toBe('refused');
  });
});

test.describe('the line to the main process', () => {
  test('refuses methods that are none', async () => {
    for (const method of ['exec', '__proto__', 'constructor']) {
      expect(await request(launched.page, { type: 'call', id: 'x', method, input: {} })).toMatchObject({
        id: 'x',
        result: { ok: false, error: { code: 'unknown-method' } },
      });
    }
  });

  test('refuses input of the wrong shape', async () => {
    const input = { url: 7 };
    expect(
      await request(launched.page, { type: 'call', id: 'x', method: 'openExternal', input }),
    ).toMatchObject({
      result: { ok: false, error: { code: 'invalid-input' } },
    });
  });

  test('takes no path from the page', async () => {
    const call = { type: 'call', id: 'x', method: 'probe', input: { sourceId: '/etc/hostname' } } as const;
    const smuggled = { ...call, paths: { '/etc/hostname': '/etc/hostname' } };
    expect(await request(launched.page, smuggled)).toMatchObject({
      result: { ok: false, error: { code: 'source-unknown' } },
    });
  });

  test('registers no file that the page made itself', async () => {
    const sources = await launched.page.evaluate(() =>
      window.afterimage.registerFiles([new File(['x'], '/etc/hostname')]),
    );
    expect(sources).toEqual([]);
  });

  test('does not listen to another page', async () => {
    // A page that somehow came to a bridge of its own; it speaks to main as ours does.
    const preload = join(launched.userDataDir, 'foreign.cjs');
    writeFileSync(
      preload,
      `const { contextBridge, ipcRenderer } = require('electron');
      const register = () => ipcRenderer.invoke('afterimage:registerPaths', ['/etc/hostname']);
      contextBridge.exposeInMainWorld('foreign', {
        register: () => register().then(() => 'answered', (error) => String(error)),
        call: () => new Promise((resolve) => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve('answered');
          // Main lets go of a port that it does not take.
          port1.onclose = () => resolve('closed');
          ipcRenderer.postMessage('afterimage:connect', null, [port2]);
          port1.postMessage({ type: 'call', id: 'f', method: 'appInfo', input: {} });
          // Refused after the port came, so an answer over the port would have been sent by now.
          register().catch(() => register()).catch(() => resolve('silent'));
        }),
      });`,
    );
    const answers = await launched.app.evaluate(async ({ BrowserWindow }, preloadPath) => {
      const window = new BrowserWindow({ show: false, webPreferences: { preload: preloadPath } });
      await window.loadURL('data:text/html,foreign');
      const registered: unknown = await window.webContents.executeJavaScript('foreign.register()');
      const called: unknown = await window.webContents.executeJavaScript('foreign.call()');
      window.destroy();
      return { registered, called };
    }, preload);
    expect(answers.registered).toContain('not allowed');
    expect(answers.called).not.toBe('answered');
  });
});

test.describe('web pages outside', () => {
  test('open only after asking, and only over http', async () => {
    await launched.app.evaluate(({ dialog, shell }) => {
      const kept = globalThis as unknown as { asked: string[]; opened: string[]; answer: number };
      Object.assign(kept, { asked: [], opened: [], answer: 1 });
      dialog.showMessageBox = ((_window: unknown, options: { detail: string }) => {
        kept.asked.push(options.detail);
        return Promise.resolve({ response: kept.answer, checkboxChecked: false });
      }) as typeof dialog.showMessageBox;
      shell.openExternal = (url) => {
        kept.opened.push(url);
        return Promise.resolve();
      };
    });
    const open = (url: string) =>
      request(launched.page, { type: 'call', id: 'x', method: 'openExternal', input: { url } });
    const kept = () =>
      launched.app.evaluate(() => {
        const { asked, opened } = globalThis as unknown as { asked: string[]; opened: string[] };
        return { asked, opened };
      });

    for (const url of ['file:///etc/hostname', 'javascript:alert(1)', 'smb://host/share', 'not a url']) {
      expect(await open(url)).toMatchObject({ result: { ok: false, error: { code: 'not-allowed' } } });
    }
    expect(await kept()).toEqual({ asked: [], opened: [] });

    const page = 'https://example.org/article';
    expect(await open(page)).toMatchObject({ result: { ok: true, value: { opened: false } } });
    expect(await kept()).toEqual({ asked: [page], opened: [] });

    await launched.app.evaluate(() => {
      (globalThis as unknown as { answer: number }).answer = 0;
    });
    expect(await open(page)).toMatchObject({ result: { ok: true, value: { opened: true } } });
    expect(await kept()).toEqual({ asked: [page, page], opened: [page] });
  });
});

test.describe('the processes', () => {
  /** Runs Electron on its own, as a second start by hand would. */
  const startAgain = async (extra: string): Promise<{ code: unknown; said: string }> => {
    const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const args = [...root, projectRoot, `--user-data-dir=${launched.userDataDir}`, extra];
    const child = spawn(process.env['ELECTRON_EXEC_PATH'] ?? '', args, {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    const [code] = (await once(child, 'close')) as unknown[];
    return { code, said };
  };

  test('a second start leaves the data to the first', async () => {
    const { code, said } = await startAgain('--no-sample');
    expect(code).toBe(0);
    expect(said).toContain('is open already');
    expect(await launched.page.evaluate(() => document.readyState)).toBe('complete');
  });

  test('an unknown option is refused', async () => {
    const { code, said } = await startAgain('--disable-web-security');
    expect(code).toBe(2);
    expect(said).toContain('--disable-web-security');
  });

  test('the decoder’s end is survived', async () => {
    test.skip(process.platform !== 'linux', 'finds the process in /proc');
    const mediaProcessPid = (): number | null => {
      const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
      const found = pids.find((pid) => {
        try {
          const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
          return (
            words.includes(launched.userDataDir) && words.some((word) => word.endsWith('mediaProcess.js'))
          );
        } catch {
          return false;
        }
      });
      return found === undefined ? null : Number(found);
    };
    const first = mediaProcessPid();
    if (first === null) throw new Error('there is no media process');
    process.kill(first, 'SIGKILL');
    await expect.poll(() => [null, first].includes(mediaProcessPid())).toBe(false);
    const listed = await request(launched.page, { type: 'call', id: 'after', method: 'listJobs', input: {} });
    expect(listed).toMatchObject({ result: { ok: true, value: [] } });
  });
});
