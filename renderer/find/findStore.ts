import { create } from 'zustand';

interface FindState {
  /** Whether the colour picker is open. */
  coloursShown: boolean;
  /** Which of the colours is being edited. */
  activeColour: number;
  /** Whether ranked frames stand in the order of their match. */
  byMatch: boolean;
}

/** How searching is set up this moment; it stays while other sections are open. The search itself is the filter. */
export const useFind = create<FindState>(() => ({
  coloursShown: false,
  activeColour: 0,
  byMatch: true,
}));
