import { useEffect, useState } from 'react';
import { maximumFiles } from '../../shared/contract/bridge.ts';
import type { WorkId } from '../../shared/domain/ids.ts';
import { searchByPicture } from '../find/pictureQuery.ts';
import { useLibraryIndex } from '../library/useLibraryIndex.ts';
import styles from './DropOverlay.module.css';
import { takeEarlyDrops } from './earlyDrops.ts';
import { chosenWorkId, importDropped, importPastedPicture } from './importFiles.ts';

type Zone = 'new' | 'chosen' | 'search';

interface Hover {
  readonly zone: Zone;
  readonly workId: WorkId | null;
  /** Where the search field is; null where there is none, or what is dragged is no single picture. */
  readonly field: DOMRect | null;
}

/** Takes files dropped anywhere or pasted; says what will happen while they hang over the window. */
export function DropOverlay() {
  const { works } = useLibraryIndex();
  const [hover, setHover] = useState<Hover | null>(null);

  useEffect(() => {
    const zoneOf = (event: DragEvent, workId: WorkId | null): Zone => {
      // A picture over the search field is looked for, not imported.
      if (mayBeSearched(event.dataTransfer) && isSearchField(event.target)) return 'search';
      return workId !== null && event.clientX < window.innerWidth / 2 ? 'chosen' : 'new';
    };
    const onDrag = (event: DragEvent): void => {
      if (!hasFiles(event.dataTransfer)) return;
      event.preventDefault();
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'copy';
      const workId = chosenWorkId();
      const zone = zoneOf(event, workId);
      setHover((before) => {
        if (before?.zone === zone && before.workId === workId) return before;
        const field = mayBeSearched(event.dataTransfer)
          ? document.querySelector('[data-search-field]')?.getBoundingClientRect()
          : null;
        return { zone, workId, field: field ?? null };
      });
    };
    const onLeave = (event: DragEvent): void => {
      // Leaving one element for another has a related one; leaving the window has none.
      if (event.relatedTarget === null) setHover(null);
    };
    const onDrop = (event: DragEvent): void => {
      if (!hasFiles(event.dataTransfer)) return;
      event.preventDefault();
      setHover(null);
      const workId = chosenWorkId();
      const files = [...(event.dataTransfer?.files ?? [])];
      const [first] = files;
      const zone = zoneOf(event, workId);
      if (first !== undefined && zone === 'search') {
        void searchByPicture(first);
        return;
      }
      if (files.length > 0) void importDropped(files, zone === 'chosen' ? workId : null);
    };
    const onPaste = (event: ClipboardEvent): void => {
      if (isTextField(event.target) || event.clipboardData === null) return;
      const files = [...event.clipboardData.files];
      if (files.length === 0) return;
      event.preventDefault();
      void pasteFiles(files);
    };
    window.addEventListener('dragenter', onDrag);
    window.addEventListener('dragover', onDrag);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('drop', onDrop);
    window.addEventListener('paste', onPaste);
    for (const { kind, files } of takeEarlyDrops()) {
      void (kind === 'drop' ? importDropped(files, null) : pasteFiles(files));
    }
    return () => {
      window.removeEventListener('dragenter', onDrag);
      window.removeEventListener('dragover', onDrag);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('drop', onDrop);
      window.removeEventListener('paste', onPaste);
    };
  }, []);

  if (hover === null) return null;
  const work = hover.workId === null ? undefined : works.get(hover.workId);
  return (
    <output className={styles['overlay']}>
      {hover.field === null ? null : (
        <div
          className={styles['field']}
          data-active={hover.zone === 'search' || undefined}
          style={{
            left: hover.field.left,
            top: hover.field.top,
            width: hover.field.width,
            height: hover.field.height,
          }}
        >
          Search by its palette
        </div>
      )}
      {work === undefined ? null : (
        <div className={styles['zone']} data-active={hover.zone === 'chosen' || undefined}>
          <b>Import into “{work.title}”</b>
          <span>All of the files become frames of this work.</span>
        </div>
      )}
      <div className={styles['zone']} data-active={hover.zone === 'new' || undefined}>
        <b>{work === undefined ? 'Import into the library' : 'Import as new works'}</b>
        <span>
          Each video becomes a work, with up to three frames of each shot; stills are kept together. Folders
          are looked through. Files stay where they are.
        </span>
      </div>
    </output>
  );
}

/** Files copied in the file manager are imported from disk; a bitmap that is no file is kept by the app. */
async function pasteFiles(files: readonly File[]): Promise<void> {
  const found = await window.afterimage.registerFiles(files.slice(0, maximumFiles));
  if (found.sources.length > 0 || found.folderName !== null) {
    await importDropped(files, null);
    return;
  }
  const picture = files.find((file) => file.type.startsWith('image/'));
  if (picture !== undefined) await importPastedPicture(picture);
}

function hasFiles(data: DataTransfer | null): boolean {
  return data?.types.includes('Files') ?? false;
}

/** One file that may be a picture; what it is, is known for certain only once it is dropped. */
function mayBeSearched(data: DataTransfer | null): boolean {
  const [item, ...others] = data?.items ?? [];
  return item?.kind === 'file' && others.length === 0 && !/^(?:video|audio)\//u.test(item.type);
}

function isSearchField(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[data-search-field]') !== null;
}

function isTextField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea'));
}
