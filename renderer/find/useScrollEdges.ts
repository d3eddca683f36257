import { type RefObject, useEffect, useState } from 'react';

/** On which sides of a row there is more of it, to be scrolled to. */
export interface ScrollEdges {
  readonly before: boolean;
  readonly after: boolean;
}

const none: ScrollEdges = { before: false, after: false };

/** Follows a row that scrolls sideways and what is put into it. */
export function useScrollEdges(row: RefObject<HTMLElement | null>): ScrollEdges {
  const [edges, setEdges] = useState(none);
  useEffect(() => {
    const element = row.current;
    if (element === null) return undefined;
    const read = (): void => {
      const { scrollLeft, scrollWidth, clientWidth } = element;
      const before = scrollLeft > 1;
      const after = scrollLeft + clientWidth < scrollWidth - 1;
      setEdges((was) => (was.before === before && was.after === after ? was : { before, after }));
    };
    const observer = new ResizeObserver(read);
    observer.observe(element);
    for (const child of element.children) observer.observe(child);
    element.addEventListener('scroll', read, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', read);
    };
  }, [row]);
  return edges;
}
