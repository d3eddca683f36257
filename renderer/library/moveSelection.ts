/** A multi-selection in an ordered list: what is chosen, where the cursor is, where a range began. */
export interface ListSelection<Id> {
  readonly selected: readonly Id[];
  readonly cursor: Id | null;
  readonly anchor: Id | null;
}

/** How a click or an arrow key changes it: alone, beside what is there, or as a range from the anchor. */
export type SelectionMode = 'replace' | 'toggle' | 'extend';

/**
 * The selection after choosing `target`. The last of `selected` is the one that the inspector shows.
 * @param order every item that is shown, in order
 */
export function choose<Id>(
  selection: ListSelection<Id>,
  target: Id,
  mode: SelectionMode,
  order: readonly Id[],
): ListSelection<Id> {
  if (mode === 'toggle') {
    const without = selection.selected.filter((id) => id !== target);
    const selected = without.length < selection.selected.length ? without : [...without, target];
    return { selected, cursor: target, anchor: target };
  }
  const anchorAt = selection.anchor === null ? -1 : order.indexOf(selection.anchor);
  if (mode === 'extend' && anchorAt >= 0) {
    const targetAt = order.indexOf(target);
    const range =
      anchorAt <= targetAt
        ? order.slice(anchorAt, targetAt + 1)
        : order.slice(targetAt, anchorAt + 1).reverse();
    return { selected: range, cursor: target, anchor: selection.anchor };
  }
  return { selected: [target], cursor: target, anchor: target };
}
