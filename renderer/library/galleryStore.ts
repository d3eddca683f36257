import { create } from 'zustand';
import type { FrameId } from '../../shared/domain/ids.ts';
import { selectFrames, useNavigation } from '../app/navigation.ts';
import { type LibraryFilter, noFilter } from './libraryFilter.ts';
import { choose, type SelectionMode } from './moveSelection.ts';
import type { FrameOrder } from './sortFrames.ts';

interface GalleryState {
  filter: LibraryFilter;
  order: FrameOrder;
  /** Height to aim at for a row of pictures, px. */
  rowHeightPx: number;
  /** Pictures with their letterbox bars; without them unless asked for. */
  showBars: boolean;
  /** Where the keyboard is; the option that assistive technology reads. */
  cursor: FrameId | null;
  /** Where a range began. */
  anchor: FrameId | null;
}

export const rowHeightRangePx = { min: 64, max: 320 } as const;

/** Larger pictures on a larger window, until the user says otherwise. */
function usualRowHeightPx(): number {
  const wanted = typeof window === 'undefined' ? 0 : Math.round(window.innerWidth / 56) * 4;
  return Math.min(168, Math.max(100, wanted));
}

/** How the gallery is being looked at; not saved but for size, order and bars, see gallerySettings. */
export const useGallery = create<GalleryState>(() => ({
  filter: noFilter,
  order: 'work',
  rowHeightPx: usualRowHeightPx(),
  showBars: false,
  cursor: null,
  anchor: null,
}));

export function changeFilter(change: Partial<LibraryFilter>): void {
  useGallery.setState(({ filter }) => ({ filter: { ...filter, ...change } }));
}

/** Adds a value to a list of the filter, or takes it out. */
export function toggled<Value>(values: readonly Value[], value: Value): Value[] {
  return values.includes(value) ? values.filter((each) => each !== value) : [...values, value];
}

/** Chooses a frame as a click or key would. */
export function chooseFrame(target: FrameId, mode: SelectionMode, order: readonly FrameId[]): void {
  const { cursor, anchor } = useGallery.getState();
  const selected = useNavigation.getState().selectedFrameIds;
  const next = choose({ selected, cursor, anchor }, target, mode, order);
  useGallery.setState({ cursor: next.cursor, anchor: next.anchor });
  selectFrames(next.selected);
}
