import { analyseColour } from '../../shared/colour/analyseColour.ts';
import { rgbPixelsFromRgba } from '../../shared/colour/rgbPixels.ts';
import { goTo } from '../app/navigation.ts';
import { changeFilter } from '../library/galleryStore.ts';
import { showToast } from '../ui/toasts.ts';
import { paletteSearch } from './colourSearch.ts';
import { useFind } from './findStore.ts';

/** Enough for a palette, and measured within a frame's time. */
const measuredWidthPx = 128;
/** A picture above this is not decoded in the window. */
const mostBytes = 40 * 1024 * 1024;

/** Searches by the palette of a picture that is not in the library; it is only measured, never kept. */
export async function searchByPicture(file: File): Promise<void> {
  try {
    if (file.size > mostBytes) throw new RangeError('too large');
    const bitmap = await createImageBitmap(file);
    const width = Math.min(measuredWidthPx, bitmap.width);
    const height = Math.max(1, Math.round((bitmap.height / bitmap.width) * width));
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (context === null) throw new RangeError('no canvas');
    context.imageSmoothingQuality = 'high';
    context.drawImage(bitmap, 0, 0, width, height);
    bitmap.close();
    const { data } = context.getImageData(0, 0, width, height);
    const colours = paletteSearch(analyseColour(rgbPixelsFromRgba(width, height, data)).palette);
    changeFilter({ colours, likeFrameId: null });
    useFind.setState({ activeColour: 0, byMatch: true });
    goTo('library');
  } catch {
    showToast(`“${file.name}” could not be read as a picture here. Import it, then search by its frame.`, {
      tone: 'error',
    });
  }
}
