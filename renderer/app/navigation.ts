import { create } from 'zustand';
import type { LinkEnd, Moment } from '../../shared/domain/homageLink.ts';
import type { BoardId, FrameId, HomageLinkId, MediaId } from '../../shared/domain/ids.ts';

export type Section = 'library' | 'viewer' | 'links' | 'board' | 'duplicates' | 'echoes' | 'proposals';

/**
 * What the link editor opens with: an existing link, or a draft with ends filled in. `moments` are those of its ends that
 * are not in the library yet; they are saved with the link.
 */
export type LinkEditing =
  | { linkId: HomageLinkId }
  | { from: LinkEnd[]; to: LinkEnd[]; moments?: readonly Moment[] };

/** What the viewer is opened on; a new object each time, so that the same place can be asked for again. */
export interface Viewing {
  readonly mediaId: MediaId;
  /** Where to stand; presentation order, 0 for a still. */
  readonly frameIndex: number;
  /** In and out marks to begin with, frame numbers; out is exclusive. */
  readonly span?: { readonly inFrame: number; readonly outFrame: number };
}

interface NavigationState {
  section: Section;
  /** What the viewer shows when it is gone to; null before anything was opened. */
  viewing: Viewing | null;
  /** Where the viewer was opened from, and is left to. */
  viewerFrom: Section;
  /** Open board; null shows the latest one. */
  boardId: BoardId | null;
  /** Link shown in the links section. */
  linkId: HomageLinkId | null;
  /** Frames selected in the gallery, the last one shown in the inspector. */
  selectedFrameIds: readonly FrameId[];
  /** Not null while the link editor dialog is open. */
  linkEditing: LinkEditing | null;
}

/** Where the user is; not saved, not undone. */
export const useNavigation = create<NavigationState>(() => ({
  section: 'library',
  viewing: null,
  viewerFrom: 'library',
  boardId: null,
  linkId: null,
  selectedFrameIds: [],
  linkEditing: null,
}));

/** Goes to a section, keeping what was selected there. */
export function goTo(section: Section): void {
  useNavigation.setState({ section });
}

/** Opens the viewer on a frame of a video, or on a still. */
export function openViewer(viewing: Viewing): void {
  useNavigation.setState(({ section, viewerFrom }) => ({
    section: 'viewer',
    viewing,
    viewerFrom: section === 'viewer' ? viewerFrom : section,
  }));
}

/** Leaves the viewer to where it was opened from. */
export function closeViewer(): void {
  useNavigation.setState(({ viewerFrom }) => ({ section: viewerFrom }));
}

export function openBoard(boardId: BoardId): void {
  useNavigation.setState({ section: 'board', boardId });
}

/** Shows a link in the links section. */
export function showLink(linkId: HomageLinkId): void {
  useNavigation.setState({ section: 'links', linkId });
}

/** Shows frames in the library, selected. */
export function showFrames(frameIds: readonly FrameId[]): void {
  useNavigation.setState({ section: 'library', selectedFrameIds: frameIds });
}

export function selectFrames(frameIds: readonly FrameId[]): void {
  useNavigation.setState({ selectedFrameIds: frameIds });
}

/** Opens the link editor dialog, from any section. */
export function editLink(linkEditing: LinkEditing | null): void {
  useNavigation.setState({ linkEditing });
}
