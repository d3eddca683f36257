import { analyseColour } from '../../shared/colour/analyseColour.ts';
import { rgbPixelsFromRgba } from '../../shared/colour/rgbPixels.ts';
import { goTo } from '../app/navigation.ts';
import { changeFilter } from '../library/galleryStore.ts';
import { showToast } from '../ui/toasts.ts';
import { paletteSearch } from './colourSearch.ts';
import { useFind } from './findStore.ts';
import { measuredSize } from './measuredSize.ts';

/** A picture above this is not decoded in the window. */
const mostBytes = 40 * 1024 * 1024;

/** Grows with every picture: one that takes longer than a later one says nothing any more. */
let latest = 0;

/** Searches by the palette of a picture that is not in the library; it is only measured, never kept. */
export async function searchByPicture(file: File): Promise<void> {
  latest += 1;
  const own = latest;
  try {
    if (file.size > mostBytes) throw new RangeError('too large');
    const bitmap = await createImageBitmap(file);
    const { width, height } = measuredSize(bitmap.width, bitmap.height);
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (context === null) throw new RangeError('no canvas');
    context.imageSmoothingQuality = 'high';
    context.drawImage(bitmap, 0, 0, width, height);
    bitmap.close();
    const { data } = context.getImageData(0, 0, width, height);
    const colours = paletteSearch(analyseColour(rgbPixelsFromRgba(width, height, data)).palette);
    if (own !== latest) return;
    changeFilter({ colours, likeFrameId: null });
    useFind.setState({ activeColour: 0, byMatch: true });
    goTo('library');
  } catch {
    showToast(`“${file.name}” could not be read as a picture here. Import it, then search by its frame.`, {
      tone: 'error',
    });
  }
}
