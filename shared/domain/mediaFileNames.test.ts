import { describe, expect, it } from 'vitest';
import { mediaKindOfName } from './mediaFileNames.ts';

describe('mediaKindOfName', () => {
  it.each([
    ['LMLY official.MP4', 'video'],
    ['capture.dv', 'video'],
    ['old.asf', 'video'],
    ['요즘.QT', 'video'],
    ['still.v2.Jpeg', 'still'],
    ['picture.bmp', null],
    ['notes.txt', null],
    ['mp4', null],
    ['folder.mp4/readme', null],
  ])('%s is %s', (name, kind) => {
    expect(mediaKindOfName(name)).toBe(kind);
  });
});
