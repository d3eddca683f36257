import { useEffect, useState } from 'react';

/** So many elements are made or taken away in one frame. */
const perFrame = 40;

const nothing: ReadonlySet<never> = new Set<never>();

/**
 * Lets a list of drawn things change a few at a time, so that no single frame makes hundreds of elements.
 * Small changes come at once.
 * @param wanted keep the same array as long as nothing changed
 * @returns what to draw now, and whether that is all
 */
export function useGradually<Id>(wanted: readonly Id[]): { drawn: ReadonlySet<Id>; settled: boolean } {
  const [drawn, setDrawn] = useState<ReadonlySet<Id>>(nothing);
  const next = stepTowards(drawn, wanted, perFrame);
  const settled = next === drawn;
  const isLast = !settled && next.size === wanted.length && wanted.every((id) => next.has(id));
  // The last step is made while drawing: a small change is seen in the very frame that brings it.
  if (isLast) setDrawn(next);
  useEffect(() => {
    if (settled) return undefined;
    const request = requestAnimationFrame(() => setDrawn(next));
    return () => cancelAnimationFrame(request);
  }, [settled, next]);
  return { drawn: isLast ? next : drawn, settled: settled || isLast };
}

/** One step from what is drawn towards what is wanted, of at most `most` changes; the same set when there. */
export function stepTowards<Id>(
  drawn: ReadonlySet<Id>,
  wanted: readonly Id[],
  most: number,
): ReadonlySet<Id> {
  const goal = new Set(wanted);
  const missing = wanted.filter((id) => !drawn.has(id));
  const surplus = [...drawn].filter((id) => !goal.has(id));
  if (missing.length + surplus.length === 0) return drawn;
  if (missing.length + surplus.length <= most) return goal;
  const next = new Set(drawn);
  for (const id of missing.slice(0, most)) next.add(id);
  for (const id of surplus.slice(0, most - Math.min(most, missing.length))) next.delete(id);
  return next;
}
