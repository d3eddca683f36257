import { describe, expect, it } from 'vitest';
import { readLaunchOptions } from './launchOptions.ts';

const developing = { packaged: false, root: false };
const shipped = { packaged: true, root: false };

describe('readLaunchOptions', () => {
  it('offers the sample unless told not to', () => {
    expect(readLaunchOptions([], shipped)).toEqual({ noSample: false });
    expect(readLaunchOptions(['--no-sample'], shipped)).toEqual({ noSample: true });
  });

  it('takes an app folder and debuggers only while developing', () => {
    expect(readLaunchOptions(['--inspect=0', '--remote-debugging-port=0', '.'], developing).noSample).toBe(
      false,
    );
    expect(() => readLaunchOptions(['.'], shipped)).toThrow('.');
    expect(() => readLaunchOptions(['--inspect=0'], shipped)).toThrow('--inspect');
    expect(() => readLaunchOptions(['--remote-debugging-port=9222'], shipped)).toThrow('--remote');
    expect(() => readLaunchOptions(['.', 'film.mp4'], developing)).toThrow('film.mp4');
  });

  it('leaves out the sandbox for root only', () => {
    expect(() => readLaunchOptions(['--no-sandbox'], developing)).toThrow('root');
    expect(readLaunchOptions(['--no-sandbox'], { packaged: true, root: true }).noSample).toBe(false);
  });

  it.each([
    '--disable-web-security',
    '--js-flags=--expose-gc',
    '--load-extension=/tmp',
    '--no-samples',
    '-r',
    '--',
  ])('refuses %s', (argument) => {
    expect(() => readLaunchOptions([argument], shipped)).toThrow(argument);
  });

  it('lets Chromium have its data folder', () => {
    expect(readLaunchOptions(['--user-data-dir=/data/a b'], shipped).noSample).toBe(false);
  });
});
