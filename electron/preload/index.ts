// The only code between the window and the main process; it exposes `window.afterimage` and nothing else.
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import {
  type AfterimageBridge,
  type BridgeFlags,
  bridgeChannels,
  flagsArgument,
  type MenuCommand,
  menuCommands,
  portMessage,
} from '../../shared/contract/bridge.ts';
import type { FoundSources } from '../../shared/contract/contract.ts';

function readFlags(): BridgeFlags {
  const given = process.argv.find((argument) => argument.startsWith(flagsArgument));
  if (given === undefined) throw new Error('the window was opened without its flags');
  return JSON.parse(given.slice(flagsArgument.length)) as BridgeFlags;
}

/** Who takes menu commands; until there is one they are held: the menu is there before the window's page. */
const menuListeners = new Set<(command: MenuCommand) => void>();
let heldCommands: MenuCommand[] = [];
ipcRenderer.on(bridgeChannels.menuCommand, (_event: unknown, command: unknown) => {
  if (!menuCommands.includes(command as MenuCommand)) return;
  if (menuListeners.size === 0) heldCommands.push(command as MenuCommand);
  for (const listener of menuListeners) listener(command as MenuCommand);
});

const bridge: AfterimageBridge<File> = {
  connect: () => {
    const { port1, port2 } = new MessageChannel();
    ipcRenderer.postMessage(bridgeChannels.connect, null, [port2]);
    window.postMessage(portMessage, window.location.origin, [port1]);
  },
  registerFiles: (files) => {
    // A File that the page made itself has no path.
    const paths = files.map((file) => webUtils.getPathForFile(file)).filter((path) => path !== '');
    return ipcRenderer.invoke(bridgeChannels.registerPaths, paths) as Promise<FoundSources>;
  },
  onMenuCommand: (listener) => {
    menuListeners.add(listener);
    const held = heldCommands;
    heldCommands = [];
    for (const command of held) listener(command);
    return () => {
      menuListeners.delete(listener);
    };
  },
  flags: readFlags(),
};

contextBridge.exposeInMainWorld('afterimage', bridge);
