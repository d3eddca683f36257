import { describe, expect, it } from 'vitest';
import { frameIdOf } from '../../shared/domain/ids.ts';
import { file, frames, shots } from '../echoes/testing/lateFrames.ts';
import { libraryFrame } from './findInViewer.ts';

describe('the frame that the viewer finds by', () => {
  const media = { id: file.id, content: file.content };
  const id = (at: number) => frameIdOf(file.id, at);

  it('is of the shot on screen, before its own frame too', () => {
    expect(libraryFrame(media, 50, shots, frames)).toBe(id(90));
    expect(libraryFrame(media, 95, shots, frames)).toBe(id(90));
    expect(libraryFrame(media, 0, shots, frames)).toBe(id(40));
  });

  it('is none of another shot', () => {
    const without = new Map([...frames].filter(([each]) => each !== id(90)));
    expect(libraryFrame(media, 50, shots, without)).toBeNull();
    expect(libraryFrame(media, 50, [], without)).toBe(id(40));
  });
});
