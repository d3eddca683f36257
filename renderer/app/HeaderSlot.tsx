import { createContext, type ReactNode, useContext } from 'react';
import { createPortal } from 'react-dom';

/** The header's element, into which the open section puts its title and actions. */
export const HeaderElement = createContext<HTMLElement | null>(null);

/** Draws its children in the window's header. */
export function HeaderSlot({ children }: { children: ReactNode }) {
  const element = useContext(HeaderElement);
  return element === null ? null : createPortal(children, element);
}
