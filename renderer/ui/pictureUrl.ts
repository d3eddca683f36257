import type { ContentHash } from '../../shared/domain/ids.ts';

/** `full`: the JPEG; `thumb`: 480 px wide; `small`: 96 px wide. */
export type PictureVariant = 'full' | 'thumb' | 'small';

/** Where the window loads a stored picture from. */
export function pictureUrl(hash: ContentHash, variant: PictureVariant): string {
  return `app://afterimage/frames/${hash}/${variant}`;
}
