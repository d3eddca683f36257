import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isOnPath } from './ensureDebianPackages.mjs';
import { startXvfb, type VirtualDisplay } from './startXvfb.mjs';

const missing = ['Xvfb', 'xauth'].find((program) => !isOnPath(program, process.env));

async function start(): Promise<VirtualDisplay> {
  const display = await startXvfb({ width: 320, height: 240 });
  onTestFinished(display.stop);
  return display;
}

function cookieOf({ env }: VirtualDisplay): Buffer {
  const listed = execFileSync('xauth', ['-f', env.XAUTHORITY, 'list', env.DISPLAY], { encoding: 'utf8' });
  return Buffer.from(listed.trim().split(/\s+/).at(-1) ?? '', 'hex');
}

/** Greets the server as a client does (X protocol, connection setup); 1 means that it lets the client in. */
async function greet({ env }: VirtualDisplay, cookie: Buffer): Promise<number | undefined> {
  const name = Buffer.from('MIT-MAGIC-COOKIE-1');
  const head = Buffer.alloc(12);
  head.write('l', 0, 'latin1');
  head.writeUInt16LE(11, 2);
  head.writeUInt16LE(name.length, 6);
  head.writeUInt16LE(cookie.length, 8);
  const socket = connect(`/tmp/.X11-unix/X${env.DISPLAY.slice(1)}`);
  socket.write(Buffer.concat([head, name, Buffer.alloc(2), cookie]));
  const [answer] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  return answer[0];
}

describe('startXvfb', () => {
  it('gives displays of their own to runs side by side', async (context) => {
    context.skip(missing !== undefined, `${missing} is not installed`);
    const [first, second] = await Promise.all([start(), start()]);
    expect(first.env.DISPLAY).not.toBe(second.env.DISPLAY);
    expect(await greet(first, cookieOf(first))).toBe(1);
    expect(await greet(second, cookieOf(second))).toBe(1);
  });

  it('lets nobody in with a wrong cookie', async (context) => {
    context.skip(missing !== undefined, `${missing} is not installed`);
    const display = await start();
    expect(await greet(display, Buffer.alloc(16))).toBe(0);
  });
});
