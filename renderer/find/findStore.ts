import { create } from 'zustand';

interface FindState {
  /** Whether the colour picker is open. */
  coloursShown: boolean;
  /** It was opened just now and takes the focus, which would else be a whole window away by Tab. */
  coloursOpening: boolean;
  /** Which of the colours is being edited. */
  activeColour: number;
  /** Whether ranked frames stand in the order of their match. */
  byMatch: boolean;
}

/** How searching is set up this moment; it stays while other sections are open. The search itself is the filter. */
export const useFind = create<FindState>(() => ({
  coloursShown: false,
  coloursOpening: false,
  activeColour: 0,
  byMatch: true,
}));

/** The id of the button that opens the colour picker. */
export const colourButtonId = 'search-by-colour';
