import { describe, expect, it } from 'vitest';
import { titleFromFileName } from './titleFromFileName.ts';

describe('titleFromFileName', () => {
  it.each([
    ['fallen.angels.1995.1080p.BluRay.x264.mkv', 'fallen angels 1995'],
    ['LMLY_official.mp4', 'LMLY official'],
    ['Hate that....mp4', 'Hate that...'],
    ['花樣年華 (4K).mov', '花樣年華'],
    ['수지 - Yes No Maybe [Official MV].webm', '수지 - Yes No Maybe'],
    ['Right Through Me [a1B2c3D4e5F].mp4', 'Right Through Me'],
    ['2046.mkv', '2046'],
    ['1080p.mp4', '1080p'],
    ['.mp4', '.mp4'],
  ])('%s is called %s', (fileName, title) => {
    expect(titleFromFileName(fileName)).toBe(title);
  });

  it('never grows beyond what a title may be', () => {
    expect(titleFromFileName(`${'long '.repeat(300)}.mp4`).length).toBeLessThanOrEqual(500);
  });
});
