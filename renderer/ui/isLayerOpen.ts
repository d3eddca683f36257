/** True while a dialog or a menu lies over the window: what is behind it takes no command. */
export function isLayerOpen(): boolean {
  // React Aria takes everything behind a layer away from keyboard and screen readers.
  return document.querySelector('main')?.closest('[inert],[aria-hidden="true"]') != null;
}
