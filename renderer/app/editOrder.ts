let latest = 0;

/** A number that grows with every edit of the window, so that its histories can tell which of them is later. */
export function nextEditNumber(): number {
  latest += 1;
  return latest;
}
