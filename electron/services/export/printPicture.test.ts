import { describe, expect, it } from 'vitest';
import type { StoredPicture } from '../../../shared/domain/frame.ts';
import { contentHashSchema } from '../../../shared/domain/ids.ts';
import { planPrintPicture } from './printPicture.ts';

const picture = (width: number, height: number, area?: StoredPicture['area']): StoredPicture => ({
  hash: contentHashSchema.parse('a'.repeat(64)),
  width,
  height,
  area: area ?? { x: 0, y: 0, width, height },
});

const inch = 72;

describe('planPrintPicture', () => {
  it('takes a whole JPEG as it is between 200 and 380 dpi', () => {
    for (const widthPx of [1000, 1400, 1900]) {
      const plan = planPrintPicture({
        picture: picture(widthPx, widthPx / 2),
        width: 5 * inch,
        height: 2.5 * inch,
      });
      expect(plan.remake).toBeNull();
    }
  });

  it('brings more than 380 dpi to 300', () => {
    const { remake } = planPrintPicture({
      picture: picture(4000, 2000),
      width: 5 * inch,
      height: 2.5 * inch,
    });
    expect(remake?.widthPx).toBeGreaterThanOrEqual(1500);
    expect(remake?.widthPx).toBeLessThanOrEqual(1502);
  });

  it('brings less than 200 dpi up to 200', () => {
    const { remake } = planPrintPicture({ picture: picture(640, 320), width: 5 * inch, height: 2.5 * inch });
    expect(remake?.widthPx).toBeGreaterThanOrEqual(1000);
    expect(remake?.widthPx).toBeLessThanOrEqual(1002);
  });

  it('cuts the bars off and keeps the pixels it has', () => {
    const area = { x: 0, y: 138, width: 1500, height: 804 };
    const { remake } = planPrintPicture({
      picture: picture(1500, 1080, area),
      width: 5 * inch,
      height: (5 * 804 * inch) / 1500,
    });
    expect(remake?.area).toEqual(area);
    expect(Math.abs((remake?.widthPx ?? 0) - 1500)).toBeLessThanOrEqual(2);
  });

  it('never cuts outside the picture', () => {
    const area = { x: 10.4, y: 3.7, width: 5000, height: 5000 };
    const { remake } = planPrintPicture({ picture: picture(300, 200, area), width: inch, height: inch });
    expect(remake).not.toBeNull();
    expect((remake?.area.x ?? 0) + (remake?.area.width ?? 0)).toBeLessThanOrEqual(300);
    expect((remake?.area.y ?? 0) + (remake?.area.height ?? 0)).toBeLessThanOrEqual(200);
  });
});
