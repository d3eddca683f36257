import { app, Menu, type MenuItemConstructorOptions, shell } from 'electron';
import type { MenuCommand } from '../../shared/contract/bridge.ts';

/** Sets the application menu; what concerns the library or the board is asked of the window. */
export function setApplicationMenu(ask: (command: MenuCommand) => void, dataFolder: string): void {
  const command = (label: string, name: MenuCommand, accelerator?: string): MenuItemConstructorOptions => ({
    id: name,
    label,
    ...(accelerator === undefined ? {} : { accelerator }),
    click: () => ask(name),
  });
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const isMac = process.platform === 'darwin';

  const template: MenuItemConstructorOptions[] = [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    {
      label: 'File',
      submenu: [
        command('Import…', 'import', 'CmdOrCtrl+I'),
        command('Import folder…', 'importFolder', 'CmdOrCtrl+Shift+I'),
        command('Watched folders…', 'watchedFolders'),
        command('Imports', 'showImports', 'CmdOrCtrl+J'),
        separator,
        command('Load sample library', 'loadSample'),
        command('Remove sample library', 'removeSample'),
        separator,
        command('Export PDF…', 'exportPdf', 'CmdOrCtrl+E'),
        separator,
        isMac ? { role: 'close' } : { role: 'quit' },
      ],
    },
    {
      label: 'Edit',
      submenu: [
        // Not the roles: the board has its own history, and the window knows which one is meant.
        command('Undo', 'undo', 'CmdOrCtrl+Z'),
        command('Redo', 'redo', isMac ? 'Cmd+Shift+Z' : 'Ctrl+Shift+Z'),
        separator,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
      ],
    },
    {
      label: 'View',
      submenu: [
        command('Open in viewer', 'openViewer', 'CmdOrCtrl+Return'),
        command('Moods…', 'moods', 'CmdOrCtrl+Shift+M'),
        separator,
        { role: 'resetZoom', label: 'Normal text size' },
        { role: 'zoomIn', label: 'Larger text' },
        { role: 'zoomOut', label: 'Smaller text' },
        separator,
        { role: 'togglefullscreen', label: 'Full screen' },
        ...(app.isPackaged
          ? []
          : [separator, { role: 'reload' } as const, { role: 'toggleDevTools' } as const]),
      ],
    },
    {
      label: 'Help',
      role: 'help',
      submenu: [
        { label: 'Show the data folder', click: () => void shell.openPath(dataFolder) },
        command('About Afterimage', 'about'),
      ],
    },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
