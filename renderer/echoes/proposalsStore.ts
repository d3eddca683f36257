import { create } from 'zustand';
import type { WorkId } from '../../shared/domain/ids.ts';
import { type Section, useNavigation } from '../app/navigation.ts';

interface ProposalsState {
  mvWorkId: WorkId | null;
  filmWorkIds: readonly WorkId[];
  /** The pair that is being judged; see `pairKey`. Null: the first that is open. */
  shownKey: string | null;
  /** Whether pairs that were refused are listed too. */
  showsRefused: boolean;
  from: Section;
}

/** Which homages are proposed; it stays while other sections are open. */
export const useProposals = create<ProposalsState>(() => ({
  mvWorkId: null,
  filmWorkIds: [],
  shownKey: null,
  showsRefused: false,
  from: 'library',
}));

/** Proposes homages of a music video. */
export function showProposals(mvWorkId: WorkId): void {
  const { section } = useNavigation.getState();
  useProposals.setState((before) => ({
    mvWorkId,
    // Other films for another video; the same ones when coming back.
    filmWorkIds: before.mvWorkId === mvWorkId ? before.filmWorkIds : [],
    shownKey: before.mvWorkId === mvWorkId ? before.shownKey : null,
    from: section === 'proposals' ? before.from : section,
  }));
  useNavigation.setState({ section: 'proposals' });
}
