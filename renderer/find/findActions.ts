import type { FrameId } from '../../shared/domain/ids.ts';
import { goTo, useNavigation } from '../app/navigation.ts';
import { changeFilter, useGallery } from '../library/galleryStore.ts';
import { currentLibrary } from '../library/useLibraryIndex.ts';
import { showToast } from '../ui/toasts.ts';
import { changeColour, paletteSearch, withColour, withoutColour } from './colourSearch.ts';
import { pickFromPicture } from './eyedropper/eyedropperStore.ts';
import { useFind } from './findStore.ts';

const coloursNow = () => useGallery.getState().filter.colours;

/** Adds a colour to the search and edits it from now on. */
export function addSearchColour(hex: string): void {
  const { search, at } = withColour(coloursNow(), hex, useFind.getState().activeColour);
  changeFilter({ colours: search });
  useFind.setState({ activeColour: at, byMatch: true });
}

/** Makes the colour being edited another one; the first where there is none yet. */
export function editSearchColour(hex: string): void {
  const search = coloursNow();
  const { activeColour } = useFind.getState();
  if (search === null || activeColour >= search.colours.length) {
    addSearchColour(hex);
    return;
  }
  changeFilter({ colours: changeColour(search, activeColour, { hex }) });
}

export function weighSearchColour(at: number, weight: number): void {
  const search = coloursNow();
  if (search !== null) changeFilter({ colours: changeColour(search, at, { weight }) });
}

export function removeSearchColour(at: number): void {
  const search = coloursNow();
  if (search === null) return;
  changeFilter({ colours: withoutColour(search, at) });
  useFind.setState(({ activeColour }) => ({
    activeColour: Math.max(
      0,
      activeColour > at ? activeColour - 1 : Math.min(activeColour, search.colours.length - 2),
    ),
  }));
}

export function setSearchTolerance(tolerance: number): void {
  const search = coloursNow();
  if (search !== null) changeFilter({ colours: { ...search, tolerance } });
}

/** Looks for frames with the colours of this one, as much of each. */
export function searchByPalette(frameId: FrameId): void {
  const frame = currentLibrary().frames.get(frameId);
  const colours = frame === undefined ? null : paletteSearch(frame.palette, coloursNow()?.tolerance);
  if (colours === null) {
    showToast('This frame has no palette to search by.');
    return;
  }
  changeFilter({ colours, likeFrameId: null });
  useFind.setState({ activeColour: 0, byMatch: true });
  goTo('library');
}

/** Looks for frames that look like this one. */
export function searchByLook(frameId: FrameId): void {
  changeFilter({ likeFrameId: frameId, colours: null });
  useFind.setState({ byMatch: true });
  goTo('library');
}

/** Takes a pixel's colour of any picture in the window into the search; away from the library it says so. */
export function pickSearchColour(): void {
  pickFromPicture((hex) => {
    addSearchColour(hex);
    if (useNavigation.getState().section === 'library') return;
    showToast(`${hex.toUpperCase()} added to the search`, {
      slot: 'picked',
      action: { label: 'Show the frames', run: () => goTo('library') },
    });
  });
}
