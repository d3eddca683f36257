import { create } from 'zustand';

/** Whether "About Afterimage" is open. */
export const useAbout = create<{ open: boolean }>(() => ({ open: false }));

export function showAbout(open: boolean): void {
  useAbout.setState({ open });
}
