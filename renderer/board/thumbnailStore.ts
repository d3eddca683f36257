import type { ContentHash } from '../../shared/domain/ids.ts';
import { pictureUrl } from '../ui/pictureUrl.ts';

/** So many are fetched and decoded at once. */
const atOnce = 12;
/** So many stay in memory; 96 x 54 px are about 20 KB. */
const mostKept = 6000;

/** Small pictures decoded once, for drawing many of them on a canvas. */
export class ThumbnailStore {
  private readonly ready = new Map<ContentHash, ImageBitmap>();
  private readonly asked = new Set<ContentHash>();
  private readonly queue: ContentHash[] = [];
  private running = 0;
  private readonly onReady: () => void;

  constructor(onReady: () => void) {
    this.onReady = onReady;
  }

  /** The picture, or null while it is fetched; {@link onReady} is called when there is more to draw. */
  get(hash: ContentHash): ImageBitmap | null {
    const bitmap = this.ready.get(hash);
    if (bitmap !== undefined) return bitmap;
    if (!this.asked.has(hash)) {
      this.asked.add(hash);
      this.queue.push(hash);
      this.next();
    }
    return null;
  }

  dispose(): void {
    this.queue.length = 0;
    for (const bitmap of this.ready.values()) bitmap.close();
    this.ready.clear();
    this.asked.clear();
  }

  private next(): void {
    while (this.running < atOnce) {
      // The newest wish first: that is what is in view now.
      const hash = this.queue.pop();
      if (hash === undefined) return;
      this.running += 1;
      void this.load(hash).finally(() => {
        this.running -= 1;
        this.onReady();
        this.next();
      });
    }
  }

  private async load(hash: ContentHash): Promise<void> {
    const image = new Image();
    image.src = pictureUrl(hash, 'small');
    try {
      await image.decode();
    } catch {
      // A picture missing from the store stays a grey box; asking again would not bring it back.
      return;
    }
    const bitmap = await createImageBitmap(image);
    if (!this.asked.has(hash)) {
      bitmap.close();
      return;
    }
    this.ready.set(hash, bitmap);
    if (this.ready.size > mostKept) this.forgetOldest();
  }

  private forgetOldest(): void {
    for (const [hash, bitmap] of this.ready) {
      bitmap.close();
      this.ready.delete(hash);
      this.asked.delete(hash);
      return;
    }
  }
}
