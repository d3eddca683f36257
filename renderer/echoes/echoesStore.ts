import { create } from 'zustand';
import type { Moment } from '../../shared/domain/homageLink.ts';
import type { FrameId, WorkId } from '../../shared/domain/ids.ts';
import { type Section, useNavigation } from '../app/navigation.ts';
import { defaultEchoWeights, type EchoWeights } from '../search/searchClient.ts';

/** Whose look-alikes are looked for. */
export type EchoSource =
  | { readonly kind: 'frame'; readonly frameId: FrameId }
  | { readonly kind: 'moment'; readonly momentId: Moment['id'] }
  | { readonly kind: 'work'; readonly workId: WorkId };

/** Among which works: all others, one kind, or chosen ones. */
export type EchoScope = 'all' | 'films' | 'music-videos' | 'chosen';

interface EchoesState {
  source: EchoSource | null;
  /** The section it was opened from, and is left to. */
  from: Section;
  weights: EchoWeights;
  mirrored: boolean;
  scope: EchoScope;
  chosenWorkIds: readonly WorkId[];
  /** The match that is compared. */
  shownId: FrameId | null;
}

/** Ways to weigh likeness that have a name. */
export const echoPresets: readonly { readonly label: string; readonly weights: EchoWeights }[] = [
  { label: 'Balanced', weights: defaultEchoWeights },
  { label: 'Colour', weights: { palette: 1, layout: 0.4, light: 0, structure: 0 } },
  { label: 'Light', weights: { palette: 0, layout: 0.2, light: 1, structure: 0.2 } },
  { label: 'Composition', weights: { palette: 0, layout: 0.6, light: 0.6, structure: 1 } },
];

/** Which look-alikes are looked for, and how; it stays while other sections are open. */
export const useEchoes = create<EchoesState>(() => ({
  source: null,
  from: 'library',
  weights: defaultEchoWeights,
  mirrored: true,
  scope: 'all',
  chosenWorkIds: [],
  shownId: null,
}));

/** Shows the look-alikes of a frame, a moment or a work. */
export function showEchoes(source: EchoSource): void {
  const { section } = useNavigation.getState();
  useEchoes.setState(({ from }) => ({
    source,
    shownId: null,
    from: section === 'echoes' ? from : section,
  }));
  useNavigation.setState({ section: 'echoes' });
}
