import { create } from 'zustand';

interface Eyedropper {
  /** Takes the colour; null while no colour is being picked. */
  onPick: ((hex: string) => void) | null;
}

export const useEyedropper = create<Eyedropper>(() => ({ onPick: null }));

/** Lets the user pick the colour of a pixel of any picture in the window; Escape leaves it. */
export function pickFromPicture(onPick: (hex: string) => void): void {
  useEyedropper.setState({ onPick });
}
