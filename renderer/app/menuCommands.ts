import type { MenuCommand } from '../../shared/contract/bridge.ts';
import { database } from '../database/afterimageDatabase.ts';
import { removeSampleLibrary, restoreSampleLibrary } from '../database/removeSampleLibrary.ts';
import { openFrameInViewer } from '../library/openFrameInViewer.ts';
import { currentLibrary } from '../library/useLibraryIndex.ts';
import { openMoods } from '../moods/moodsStore.ts';
import { isLayerOpen } from '../ui/isLayerOpen.ts';
import { showToast } from '../ui/toasts.ts';
import { showAbout } from './aboutStore.ts';
import { client } from './connect.ts';
import { importFolderFromDialog, importFromDialog } from './importFiles.ts';
import { importShown, showImports, showWatchedFolders } from './importJobs.ts';
import { noteEdit, redoLibraryEdit, undoLibraryEdit } from './libraryHistory.ts';
import { goTo, selectFrames, useNavigation } from './navigation.ts';
import { loadSample } from './startUp.ts';

/** Does what the application menu asks; the board answers for itself while it is open. */
export async function runMenuCommand(command: MenuCommand): Promise<void> {
  const onBoard = useNavigation.getState().section === 'board';
  switch (command) {
    case 'import':
      return await importFromDialog();
    case 'importFolder':
      return await importFolderFromDialog();
    case 'showImports':
      showImports(true);
      return undefined;
    case 'watchedFolders':
      showWatchedFolders(true);
      return undefined;
    case 'loadSample':
      if (await loadSample({ database, client, importSources: importShown })) goTo('library');
      return undefined;
    case 'removeSample':
      return await removeSample();
    case 'undo':
    case 'redo': {
      // The menu takes the keys, so a field that is being typed in is given its own undo back.
      if (isTyping()) document.execCommand(command);
      else if (!onBoard && !isLayerOpen()) await (command === 'undo' ? undoLibraryEdit() : redoLibraryEdit());
      return undefined;
    }
    case 'openViewer':
      openSelectedInViewer();
      return undefined;
    case 'moods':
      openMoods(null);
      return undefined;
    case 'about':
      showAbout(true);
      return undefined;
    case 'exportPdf':
      if (onBoard) return undefined;
      goTo('board');
      showToast('This is the board that would be exported. Choose Export PDF… to go on.');
      return undefined;
  }
}

/** The frame chosen last; without one, the viewer as it was left. */
function openSelectedInViewer(): void {
  const { selectedFrameIds, section } = useNavigation.getState();
  const last = selectedFrameIds.at(-1);
  if (last === undefined || section === 'viewer') goTo('viewer');
  else openFrameInViewer(last, currentLibrary());
}

async function removeSample(): Promise<void> {
  const removed = await removeSampleLibrary(database);
  if (removed.works.length + removed.frames.length + removed.boards.length === 0) {
    showToast('The sample library is not loaded');
    return;
  }
  selectFrames([]);
  noteEdit('Sample library removed', {
    undo: () => restoreSampleLibrary(database, removed),
    redo: async () => {
      await removeSampleLibrary(database);
      return 0;
    },
  });
}

function isTyping(): boolean {
  const focused = document.activeElement;
  return (
    focused instanceof HTMLTextAreaElement ||
    (focused instanceof HTMLInputElement && !['range', 'checkbox', 'radio', 'button'].includes(focused.type))
  );
}
