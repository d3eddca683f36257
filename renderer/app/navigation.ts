import { create } from 'zustand';
import type { LinkEnd } from '../../shared/domain/homageLink.ts';
import type { BoardId, FrameId, HomageLinkId } from '../../shared/domain/ids.ts';

export type Section = 'library' | 'links' | 'board' | 'duplicates';

/** What the link editor opens with: an existing link, or a draft with ends filled in. */
export type LinkEditing = { linkId: HomageLinkId } | { from: LinkEnd[]; to: LinkEnd[] };

interface NavigationState {
  section: Section;
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
  boardId: null,
  linkId: null,
  selectedFrameIds: [],
  linkEditing: null,
}));

/** Goes to a section, keeping what was selected there. */
export function goTo(section: Section): void {
  useNavigation.setState({ section });
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
