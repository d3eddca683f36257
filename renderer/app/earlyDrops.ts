/** Files that came before the window could take them. */
interface EarlyFiles {
  readonly kind: 'drop' | 'paste';
  readonly files: readonly File[];
}

let held: EarlyFiles[] = [];
let stopHolding: (() => void) | null = null;

/** Begins to hold what is dropped or pasted: the first drop of an impatient hand comes while the library is opened. */
export function holdEarlyDrops(target: Window): void {
  const hold = (kind: EarlyFiles['kind'], data: DataTransfer | null, event: Event): void => {
    const files = [...(data?.files ?? [])];
    if (files.length === 0 && !data?.types.includes('Files')) return;
    event.preventDefault();
    if (files.length > 0) held.push({ kind, files });
  };
  const onDrag = (event: DragEvent): void => {
    if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
  };
  const onDrop = (event: DragEvent): void => hold('drop', event.dataTransfer, event);
  const onPaste = (event: ClipboardEvent): void => hold('paste', event.clipboardData, event);
  target.addEventListener('dragenter', onDrag);
  target.addEventListener('dragover', onDrag);
  target.addEventListener('drop', onDrop);
  target.addEventListener('paste', onPaste);
  stopHolding = () => {
    target.removeEventListener('dragenter', onDrag);
    target.removeEventListener('dragover', onDrag);
    target.removeEventListener('drop', onDrop);
    target.removeEventListener('paste', onPaste);
  };
}

/** Ends the holding, in favour of the caller, and hands over what was held, in its order. */
export function takeEarlyDrops(): readonly EarlyFiles[] {
  stopHolding?.();
  stopHolding = null;
  const taken = held;
  held = [];
  return taken;
}
