import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import type { AfterimageBridge } from '../../shared/contract/bridge.ts';
import { type LaunchedAfterimage, launchAfterimage } from './launchAfterimage.ts';
import { requestOverLine, talkOverLine } from './pages/requestOverLine.ts';

const projectRoot = resolve(import.meta.dirname, '../..');

let launched: LaunchedAfterimage;
test.beforeAll(async () => {
  launched = await launchAfterimage({ sampleLibrary: false });
});
test.afterAll(() => launched.close());

test.describe('the line to the main process', () => {
  test('refuses methods that are none', async () => {
    for (const method of ['exec', '__proto__', 'constructor']) {
      expect(
        await requestOverLine(launched.page, { type: 'call', id: 'x', method, input: {} }),
      ).toMatchObject({
        id: 'x',
        result: { ok: false, error: { code: 'unknown-method' } },
      });
    }
  });

  test('refuses input of the wrong shape', async () => {
    const input = { url: 7 };
    expect(
      await requestOverLine(launched.page, { type: 'call', id: 'x', method: 'openExternal', input }),
    ).toMatchObject({
      result: { ok: false, error: { code: 'invalid-input' } },
    });
  });

  test('takes no path from the page', async () => {
    const sources = [{ sourceId: '/etc/hostname', fileName: 'hostname', sizeBytes: 1 }];
    const input = { sources, knownMediaIds: [] };
    const call = { type: 'call', id: 'x', method: 'importMedia', input } as const;
    const smuggled = { ...call, paths: { '/etc/hostname': '/etc/hostname' } };
    const answers = await talkOverLine(launched.page, smuggled);
    expect(answers).toContainEqual(
      expect.objectContaining({
        event: expect.objectContaining({
          type: 'failed',
          error: expect.objectContaining({ code: 'source-unknown' }),
        }),
      }),
    );
    expect(answers.at(-1)).toMatchObject({ result: { ok: true, value: { imported: 0, failed: 1 } } });
  });

  test('registers no file that the page made itself', async () => {
    const sources = await launched.page.evaluate(() =>
      (window as unknown as { afterimage: AfterimageBridge<File> }).afterimage.registerFiles([
        new File(['x'], '/etc/hostname'),
      ]),
    );
    expect(sources).toEqual({ sources: [], moreId: null, unsupported: 0, folderName: null });
  });

  test('watches no folder and finds no file that the user did not choose', async () => {
    const { page } = launched;
    const checked = await requestOverLine(page, {
      type: 'call',
      id: 'x',
      method: 'checkSources',
      input: { sourceIds: ['/etc/hostname'] },
    });
    expect(checked).toMatchObject({
      result: { ok: true, value: [{ sourceId: '/etc/hostname', state: 'missing', place: null }] },
    });
    const watched = await talkOverLine(page, {
      type: 'call',
      id: 'w',
      method: 'watchFolders',
      input: { folderIds: ['/etc'] },
    });
    expect(watched).toEqual([
      { type: 'event', id: 'w', event: { type: 'state', folderId: '/etc', state: 'unknown' } },
      { type: 'reply', id: 'w', result: { ok: true, value: {} } },
    ]);
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
  test('open only after asking, and only over https', async () => {
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
      requestOverLine(launched.page, { type: 'call', id: 'x', method: 'openExternal', input: { url } });
    const kept = () =>
      launched.app.evaluate(() => {
        const { asked, opened } = globalThis as unknown as { asked: string[]; opened: string[] };
        return { asked, opened };
      });

    for (const url of ['file:///etc/hostname', 'javascript:alert(1)', 'smb://host/share', 'not a url']) {
      expect(await open(url)).toMatchObject({ result: { ok: false, error: { code: 'not-allowed' } } });
    }
    expect(await open('http://example.org/article')).toMatchObject({
      result: { ok: false, error: { code: 'address-not-secure' } },
    });
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
    const listed = await requestOverLine(launched.page, {
      type: 'call',
      id: 'after',
      method: 'listJobs',
      input: {},
    });
    expect(listed).toMatchObject({ result: { ok: true, value: [] } });
  });
});
