import type { Frame } from '../../shared/domain/frame.ts';
import type { ContentHash } from '../../shared/domain/ids.ts';
import type { AfterimageDatabase } from './afterimageDatabase.ts';

/** Pictures that rows named a while ago. */
export interface DroppedPictures {
  /** Of frames that were deleted or overwritten since: undoing that names them again. */
  readonly hashes: ReadonlySet<ContentHash>;
  /** Stops following. */
  readonly end: () => void;
}

/** Follows which pictures lose the row that names them, from now on. */
export function followDroppedPictures({ frames }: AfterimageDatabase): DroppedPictures {
  const hashes = new Set<ContentHash>();
  const note = (frame: Frame | undefined): void => {
    // A row that is no frame names nothing.
    const hash: ContentHash | undefined = frame?.picture?.hash;
    if (hash !== undefined) hashes.add(hash);
  };
  const onDeleting = (_: unknown, frame: Frame): void => note(frame);
  const onUpdating = (_: unknown, __: unknown, frame: Frame): void => note(frame);
  frames.hook('deleting', onDeleting);
  frames.hook('updating', onUpdating);
  return {
    hashes,
    end: () => {
      frames.hook('deleting').unsubscribe(onDeleting);
      frames.hook('updating').unsubscribe(onUpdating);
    },
  };
}
