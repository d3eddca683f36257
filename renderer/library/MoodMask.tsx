import { useEffect, useRef } from 'react';
import type { MoodRule } from '../../shared/colour/evaluateMoods.ts';
import { moodMask } from '../../shared/colour/moodMask.ts';
import { rgbPixelsFromRgba } from '../../shared/colour/rgbPixels.ts';
import type { Rect, StoredPicture } from '../../shared/domain/frame.ts';
import type { MoodId } from '../../shared/domain/moodId.ts';
import { useMoodCatalogue } from '../moods/moodCatalogue.ts';
import { pictureUrl } from '../ui/pictureUrl.ts';
import { showToast } from '../ui/toasts.ts';
import styles from './InspectorPicture.module.css';

/** Enough to see where a mood is, and computed within a frame's time. */
const maskWidthPx = 240;
const dimmed = 205;

/**
 * Darkens what does not count for a mood, or for one of its conditions, so that what counts stands in its own colours.
 */
export function MoodMask({
  picture,
  moodId,
  condition,
}: {
  picture: StoredPicture;
  moodId: MoodId;
  condition: number | null;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const label = useRef<HTMLSpanElement>(null);
  const rule = useMoodCatalogue((state) => state.rules.find(({ id }) => id === moodId));
  useEffect(() => {
    let current = true;
    const draw = async (): Promise<void> => {
      const image = new Image();
      image.src = pictureUrl(picture.hash, 'thumb');
      await image.decode();
      if (!current || canvas.current === null || rule === undefined) return;
      const share = drawMask(canvas.current, image, picture, rule, condition);
      if (label.current !== null) label.current.textContent = shareText(share);
    };
    draw().catch(() => {
      if (current) showToast('The picture could not be read to show where the mood is.', { tone: 'error' });
    });
    return () => {
      current = false;
    };
  }, [picture, rule, condition]);
  if (rule === undefined) return null;
  const words = condition === null ? undefined : rule.conditions[condition]?.words;
  return (
    <>
      <canvas
        ref={canvas}
        className={styles['mask']}
        role="img"
        aria-label={`Where ${words ?? rule.label} is: the parts left bright`}
      />
      <span ref={label} className={`${styles['share']} numeric`} />
    </>
  );
}

function shareText(share: number): string {
  if (share === 0) return 'No pixel counts';
  const percent = share * 100;
  return `${percent.toFixed(percent < 3 ? 1 : 0)} % of the picture counts`;
}

/** @returns the share of the picture that counts */
function drawMask(
  canvas: HTMLCanvasElement,
  image: HTMLImageElement,
  picture: StoredPicture,
  rule: MoodRule,
  condition: number | null,
): number {
  const scale = maskWidthPx / picture.width;
  const width = maskWidthPx;
  const height = Math.max(1, Math.round(picture.height * scale));
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) return 0;
  context.drawImage(image, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  const area = scaledArea(picture.area, scale, width, height);
  const mask = moodMask(rgbPixelsFromRgba(width, height, data), area, rule, condition ?? undefined);

  canvas.width = area.width;
  canvas.height = area.height;
  const shade = context.createImageData(area.width, area.height);
  let counted = 0;
  for (let y = 0; y < area.height; y += 1) {
    for (let x = 0; x < area.width; x += 1) {
      counted += mask[(area.y + y) * width + area.x + x] ?? 0;
      // Softened by the pixels around it: single specks of grain neither blink nor hide what they are part of.
      const around = shareAround(mask, width, area, x, y);
      shade.data[(y * area.width + x) * 4 + 3] = dimmed * (1 - around);
    }
  }
  context.putImageData(shade, 0, 0);
  return counted / (area.width * area.height);
}

/** How much of the nine pixels about one counts, the middle one twice. */
function shareAround(mask: Uint8Array, width: number, area: Rect, x: number, y: number): number {
  let sum = mask[(area.y + y) * width + area.x + x] ?? 0;
  let pixels = 1;
  for (let row = Math.max(0, y - 1); row <= Math.min(area.height - 1, y + 1); row += 1) {
    for (let column = Math.max(0, x - 1); column <= Math.min(area.width - 1, x + 1); column += 1) {
      sum += mask[(area.y + row) * width + area.x + column] ?? 0;
      pixels += 1;
    }
  }
  return sum / pixels;
}

/** The picture without bars in whole pixels of the small canvas, never empty. */
function scaledArea(area: Rect, scale: number, width: number, height: number): Rect {
  const x = Math.min(width - 1, Math.round(area.x * scale));
  const y = Math.min(height - 1, Math.round(area.y * scale));
  return {
    x,
    y,
    width: Math.max(1, Math.min(width - x, Math.round(area.width * scale))),
    height: Math.max(1, Math.min(height - y, Math.round(area.height * scale))),
  };
}
