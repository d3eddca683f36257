import type { ContentHash } from '../../../shared/domain/ids.ts';
import { pictureUrl } from '../../ui/pictureUrl.ts';

/** A picture of the window, and the pixel of it that lies under a point. */
export interface PictureUnder {
  readonly source: CanvasImageSource;
  /** Of the source, pixels. */
  readonly width: number;
  readonly height: number;
  /** The pixel's place. */
  readonly x: number;
  readonly y: number;
}

const storedPicture = /^app:\/\/afterimage\/frames\/([0-9a-f]{64})\/(?:thumb|small)$/u;
const keptPictures = 6;
/** Full-size pictures behind the small ones on screen; null while one is being read or cannot be. */
const fullPictures = new Map<string, HTMLImageElement | null>();

/**
 * The picture under a point of the window: a still, a frame or a playing video. What is on screen as a thumbnail is
 * read from the full picture as soon as that is there.
 * @param onRead called when the full picture has come
 */
export function pictureUnder(x: number, y: number, onRead: () => void): PictureUnder | null {
  for (const element of document.elementsFromPoint(x, y)) {
    if (element instanceof HTMLVideoElement && element.videoWidth > 0) {
      return place(element, element, { width: element.videoWidth, height: element.videoHeight }, x, y);
    }
    if (element instanceof HTMLImageElement && element.naturalWidth > 0) {
      const source = fullPicture(element, onRead) ?? element;
      return place(element, source, { width: source.naturalWidth, height: source.naturalHeight }, x, y);
    }
  }
  return null;
}

function place(
  element: HTMLElement,
  source: CanvasImageSource,
  size: { width: number; height: number },
  x: number,
  y: number,
): PictureUnder | null {
  const box = element.getBoundingClientRect();
  // Every picture of the app fills its element; see CroppedPicture and Stage.
  const across = Math.floor(((x - box.left) / box.width) * size.width);
  const down = Math.floor(((y - box.top) / box.height) * size.height);
  if (across < 0 || down < 0 || across >= size.width || down >= size.height) return null;
  return { source, ...size, x: across, y: down };
}

function fullPicture(element: HTMLImageElement, onRead: () => void): HTMLImageElement | null {
  const hash = storedPicture.exec(element.currentSrc)?.[1];
  if (hash === undefined) return null;
  const known = fullPictures.get(hash);
  if (known !== undefined) return known;
  fullPictures.set(hash, null);
  for (const oldest of fullPictures.keys()) {
    if (fullPictures.size <= keptPictures) break;
    fullPictures.delete(oldest);
  }
  const image = new Image();
  image.src = pictureUrl(hash as ContentHash, 'full');
  image
    .decode()
    .then(() => {
      if (!fullPictures.has(hash)) return;
      fullPictures.set(hash, image);
      onRead();
    })
    // The thumbnail, which is there, is read instead.
    .catch(() => undefined);
  return null;
}
