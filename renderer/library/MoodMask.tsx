import { useEffect, useRef } from 'react';
import { moodMask } from '../../shared/colour/moodMask.ts';
import { MOOD_VOCABULARY } from '../../shared/colour/moodVocabulary.ts';
import { rgbPixelsFromRgba } from '../../shared/colour/rgbPixels.ts';
import type { MoodId, Rect, StoredPicture } from '../../shared/domain/frame.ts';
import { pictureUrl } from '../ui/pictureUrl.ts';
import { showToast } from '../ui/toasts.ts';
import styles from './InspectorPicture.module.css';

/** Enough to see where a mood is, and computed within a frame's time. */
const maskWidthPx = 240;
const dimmed = 200;

/** Darkens what does not count for a mood, so that what counts stands in its own colours. */
export function MoodMask({ picture, moodId }: { picture: StoredPicture; moodId: MoodId }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let current = true;
    const draw = async (): Promise<void> => {
      const image = new Image();
      image.src = pictureUrl(picture.hash, 'thumb');
      await image.decode();
      if (current && canvas.current !== null) drawMask(canvas.current, image, picture, moodId);
    };
    draw().catch(() => {
      if (current) showToast('The picture could not be read to show where the mood is.', { tone: 'error' });
    });
    return () => {
      current = false;
    };
  }, [picture, moodId]);
  return (
    <canvas
      ref={canvas}
      className={styles['mask']}
      role="img"
      aria-label={`Where ${MOOD_VOCABULARY[moodId].label} is: the parts left bright`}
    />
  );
}

function drawMask(
  canvas: HTMLCanvasElement,
  image: HTMLImageElement,
  picture: StoredPicture,
  moodId: MoodId,
): void {
  const scale = maskWidthPx / picture.width;
  const width = maskWidthPx;
  const height = Math.max(1, Math.round(picture.height * scale));
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) return;
  context.drawImage(image, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  const area = scaledArea(picture.area, scale, width, height);
  const mask = moodMask(rgbPixelsFromRgba(width, height, data), area, moodId);

  canvas.width = area.width;
  canvas.height = area.height;
  const shade = context.createImageData(area.width, area.height);
  for (let y = 0; y < area.height; y += 1) {
    for (let x = 0; x < area.width; x += 1) {
      const counts = mask[(area.y + y) * width + area.x + x] === 1;
      shade.data[(y * area.width + x) * 4 + 3] = counts ? 0 : dimmed;
    }
  }
  context.putImageData(shade, 0, 0);
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
