import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProcess } from './runProcess.mjs';
import { SetUpError } from './SetUpError.mjs';

/**
 * @typedef {object} VirtualDisplay
 * @property {{ DISPLAY: string, XAUTHORITY: string }} env for what is to be shown there
 * @property {() => void} stop
 */

const startLimitMs = 20_000;

/**
 * Starts a display in memory. The server picks a free number itself, so runs side by side never meet, and
 * wants a cookie, so that no other user of the machine sees into it.
 * @param {{ width?: number, height?: number }} [options] in pixels
 * @returns {Promise<VirtualDisplay>}
 * @throws {SetUpError} when no server comes up
 */
export async function startXvfb({ width = 2560, height = 1440 } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'afterimage-display-'));
  const authority = join(folder, 'authority');
  const cookie = randomBytes(16).toString('hex');
  const addCookie = async (/** @type {string} */ display) => {
    const input = `add ${display} . ${cookie}\n`;
    const { exitCode, output } = await runProcess('xauth', ['-q', '-f', authority, 'source', '-'], { input });
    if (exitCode !== 0) throw new SetUpError(`xauth could not write the cookie of a display:\n${output}`);
  };
  writeFileSync(authority, '', { mode: 0o600 });
  // The server takes the cookie under any number; its own number is known only once it runs.
  await addCookie(':0');

  const screen = `${width}x${height}x24`;
  const args = ['-displayfd', '3', '-screen', '0', screen, '-nolisten', 'tcp', '-auth', authority];
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
  const stop = () => {
    server.kill();
    rmSync(folder, { recursive: true, force: true });
    process.removeListener('exit', stop);
  };
  process.once('exit', stop);

  let complaints = '';
  server.stderr?.on('data', (chunk) => {
    complaints += String(chunk);
  });
  try {
    const number = await new Promise((resolve, reject) => {
      const give = (/** @type {string} */ why) =>
        reject(new SetUpError(`Xvfb did not start (${why})\n${complaints.trim()}`.trim()));
      const timer = setTimeout(give, startLimitMs, `no answer within ${startLimitMs / 1000} s`);
      let told = '';
      server.stdio[3]?.on('data', (chunk) => {
        told += String(chunk);
        if (!told.includes('\n')) return;
        clearTimeout(timer);
        resolve(told.trim());
      });
      server.on('error', (error) => give(error.message));
      server.on('exit', (code) => give(`it ended with code ${code}`));
    });
    const display = `:${number}`;
    await addCookie(display);
    // Nothing of the server keeps the caller from ending.
    server.unref();
    return { env: { DISPLAY: display, XAUTHORITY: authority }, stop };
  } catch (error) {
    stop();
    throw error;
  }
}
