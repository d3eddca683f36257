import { describe, expect, it } from 'vitest';
import { compareMedia } from './compareMedia.ts';
import type { MediaFile, VideoProbe } from './media.ts';

const probe: VideoProbe = {
  durationSec: 10,
  frameCount: 240,
  frameRate: { num: 24, den: 1 },
  width: 1920,
  height: 1080,
  displayWidth: 1920,
  displayHeight: 1080,
  rotation: 0,
  pixelAspect: { num: 1, den: 1 },
  codec: 'h264',
  container: 'mov',
  colour: {
    matrix: 'bt709',
    primaries: 'bt709',
    transfer: 'bt709',
    range: 'limited',
    pixelFormat: 'yuv420p',
    bitDepth: 8,
  },
  timeBase: { num: 1, den: 24 },
  startSec: 0,
  hasAudio: false,
};
const video = (change: Partial<VideoProbe> = {}): MediaFile['content'] => ({
  kind: 'video',
  probe: { ...probe, ...change },
});
const still = (width: number, height: number, format = 'png'): MediaFile['content'] => ({
  kind: 'still',
  probe: { width, height, format },
});

describe('compareMedia', () => {
  it('takes a re-encode of the same frames, and says what is different about it', () => {
    const smaller = video({ displayWidth: 640, displayHeight: 360, codec: 'hevc', durationSec: 10.02 });
    expect(compareMedia(video(), smaller)).toEqual({
      differences: [
        { what: 'Length', was: '10.00 s', is: '10.02 s' },
        { what: 'Picture', was: '1920 × 1080', is: '640 × 360' },
        { what: 'Codec', was: 'h264', is: 'hevc' },
      ],
      couldReplace: true,
    });
  });

  it('does not take a file with other frames or another length', () => {
    expect(compareMedia(video(), video({ frameCount: 239 })).couldReplace).toBe(false);
    expect(compareMedia(video(), video({ durationSec: 9.6 })).couldReplace).toBe(false);
  });

  it('takes a picture of the same shape only', () => {
    expect(compareMedia(still(1600, 900), still(800, 450, 'jpeg')).couldReplace).toBe(true);
    expect(compareMedia(still(1600, 900), still(900, 900)).couldReplace).toBe(false);
    expect(compareMedia(still(1600, 900), video()).differences).toEqual([
      { what: 'Kind', was: 'picture', is: 'video' },
    ]);
  });
});
