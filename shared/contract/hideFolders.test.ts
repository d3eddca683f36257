import { describe, expect, it } from 'vitest';
import { hideFolders } from './hideFolders.ts';

describe('hideFolders', () => {
  it('keeps the name of a quoted path, spaces in its folders included', () => {
    expect(hideFolders("ENOENT: no such file, open '/home/ann lee/My films/2046.mkv'")).toBe(
      "ENOENT: no such file, open '2046.mkv'",
    );
  });

  it('keeps the name of bare paths of every system', () => {
    expect(hideFolders('cannot open /media/disk/a.mp4 for reading')).toBe('cannot open a.mp4 for reading');
    expect(hideFolders('cannot open C:\\Users\\ann\\a.mp4')).toBe('cannot open a.mp4');
    expect(hideFolders('at file:///opt/app/run.js:3')).toBe('at run.js:3');
  });

  it('leaves text without paths alone', () => {
    const text = 'frame rate 24000/1001, 50 % and/or more';
    expect(hideFolders(text)).toBe(text);
  });
});
