import { describe, expect, it } from 'vitest';
import { paletteGradient } from './paletteGradient.ts';

describe('paletteGradient', () => {
  it('gives every colour its band, end to end', () => {
    const gradient = paletteGradient([
      { hex: '#180603', share: 0.75 },
      { hex: '#e4541d', share: 0.25 },
    ]);
    expect(gradient).toBe('linear-gradient(90deg, #180603 0.00% 75.00%, #e4541d 75.00% 100.00%)');
  });
  it('keeps a tiny accent wide enough to see and still ends at the edge', () => {
    const gradient = paletteGradient([
      { hex: '#000000', share: 0.999 },
      { hex: '#ff0000', share: 0.001 },
    ]);
    const [, from] = /#ff0000 ([\d.]+)% 100\.00%/.exec(gradient) ?? [];
    expect(100 - Number(from)).toBeGreaterThan(1.5);
  });
  it('draws nothing for no palette', () => {
    expect(paletteGradient([])).toBe('none');
  });
});
