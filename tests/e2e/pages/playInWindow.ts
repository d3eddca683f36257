import type { Page } from '@playwright/test';
import { numberedDigits, numberedHeight, numberedWidth } from '../../fixtures/clipsNumbered.ts';

/** What a media element of the window made of a film. */
export interface Played {
  /** Null where it plays. */
  readonly error: string | null;
  /** Numbers that frames of a numbered clip carried, one for each time; -1 where none was shown. */
  readonly numbers: readonly number[];
  /** Width to height of the picture as shown. */
  readonly aspect: number;
}

/**
 * Opens a film in a video element of the page, seeks to times, and reads the number off each frame shown.
 * @param timesSec in the element's own clock
 */
export function playInWindow(page: Page, url: string, timesSec: readonly number[]): Promise<Played> {
  return page.evaluate(
    async ({ address, times, digits, width, height }) => {
      const video = document.createElement('video');
      video.muted = true;
      video.preload = 'auto';
      document.body.append(video);
      const error = await new Promise<string | null>((resolve) => {
        video.addEventListener('error', () => resolve(video.error?.message ?? 'error'));
        video.addEventListener('loadeddata', () => resolve(null));
        video.src = address;
      });
      const numbers: number[] = [];
      const canvas = document.createElement('canvas');
      canvas.width = width;
      canvas.height = height;
      const context = canvas.getContext('2d', { willReadFrequently: true });
      for (const time of error === null ? times : []) {
        const shown = await new Promise<boolean>((resolve) => {
          setTimeout(() => resolve(false), 5000);
          video.requestVideoFrameCallback(() => resolve(true));
          video.currentTime = time;
        });
        if (!shown) {
          numbers.push(-1);
          continue;
        }
        context?.drawImage(video, 0, 0, canvas.width, canvas.height);
        let number = 0;
        for (let digit = 0; digit < digits; digit += 1) {
          const pixel = context?.getImageData(
            Math.floor(((digit + 0.5) * width) / digits),
            height / 4,
            1,
            1,
          ).data;
          if ((pixel?.[0] ?? 0) > 128) number |= 1 << digit;
        }
        numbers.push(number);
      }
      const aspect = video.videoWidth / video.videoHeight;
      video.removeAttribute('src');
      video.load();
      video.remove();
      return { error, numbers, aspect };
    },
    {
      address: url,
      times: [...timesSec],
      digits: numberedDigits,
      width: numberedWidth,
      height: numberedHeight,
    },
  );
}
