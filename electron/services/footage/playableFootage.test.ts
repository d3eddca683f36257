import { describe, expect, it } from 'vitest';
import { proxyReasonSchema, proxyReasonText } from '../../../shared/domain/footage.ts';
import { type FootageFacts, proxyReasonOf } from './playableFootage.ts';

const phoneClip: FootageFacts = {
  container: 'mov,mp4,m4a,3gp,3g2,mj2',
  codec: 'h264',
  profile: 100,
  pixelFormat: 'yuv420p',
  bitDepth: 8,
  matrix: 'bt709',
  primaries: 'bt709',
  transfer: 'bt709',
  interlaced: false,
  rotation: 90,
  mirrored: false,
  width: 1920,
  height: 1080,
  sound: 'aac',
  startSec: 0,
  frameSec: 1 / 30,
};
const matroska = 'matroska,webm';

describe('what Chromium plays', () => {
  it.each<[string, Partial<FootageFacts>]>([
    ['a phone clip', {}],
    ['a file without tags', { matrix: 'unknown', primaries: 'unknown', transfer: 'unknown', profile: -99 }],
    ['constrained baseline', { profile: 66 | (1 << 9) }],
    ['WebM', { container: matroska, codec: 'vp9', profile: 0, rotation: 0, sound: 'opus' }],
    ['a silent screen recording in Matroska', { container: matroska, rotation: 0, sound: null, startSec: 4 }],
    ['a start within half a frame', { startSec: 0.015 }],
  ])('is %s', (_name, facts) => {
    expect(proxyReasonOf({ ...phoneClip, ...facts })).toBeNull();
  });

  it.each<[string, Partial<FootageFacts>]>([
    ['codec', { codec: 'prores' }],
    ['codec', { codec: 'hevc' }],
    ['container', { container: 'mpegts' }],
    ['container', { container: 'avi' }],
    ['container', { codec: 'vp8' }],
    ['profile', { profile: 110 }],
    ['profile', { codec: 'vp9', profile: 1 }],
    ['pixel-format', { pixelFormat: 'yuv410p' }],
    ['pixel-format', { codec: 'av1', profile: 0, pixelFormat: 'yuv444p' }],
    ['bit-depth', { pixelFormat: 'yuv420p10le', bitDepth: 10, profile: 110 }],
    ['high-dynamic-range', { transfer: 'smpte2084', pixelFormat: 'yuv420p10le', bitDepth: 10 }],
    ['high-dynamic-range', { transfer: 'arib-std-b67' }],
    ['colour', { matrix: 'bt2020nc' }],
    ['colour', { primaries: 'smpte432' }],
    ['interlaced', { interlaced: true }],
    ['orientation', { mirrored: true }],
    ['orientation', { container: matroska, sound: null }],
    ['size', { width: 7680, height: 4320 }],
    ['sound', { sound: 'ac3' }],
    ['timing', { startSec: 0.5 }],
    ['timing', { startSec: -0.1 }],
    ['timing', { startSec: null }],
    ['timing', { container: matroska, rotation: 0 }],
  ])('is not, for its %s, %o', (reason, facts) => {
    expect(proxyReasonOf({ ...phoneClip, ...facts })).toBe(reason);
  });

  it('is told of in words for every reason', () => {
    for (const reason of proxyReasonSchema.options) expect(proxyReasonText[reason]).toMatch(/^[A-Z].*[^.]$/);
  });
});
