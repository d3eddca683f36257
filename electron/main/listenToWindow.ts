import { ipcMain, type MessagePortMain } from 'electron';
import { z } from 'zod';
import { bridgeChannels, maximumFiles } from '../../shared/contract/bridge.ts';
import type { FoundSources } from '../../shared/contract/contract.ts';
import { expandFolders } from './expandFolders.ts';
import type { SourcePages } from './sourcePages.ts';
import type { SourceRegistry } from './sourceRegistry.ts';
import type { WindowChannel, WindowLine } from './windowLine.ts';
import { isTrustedFrame } from './windowPolicies.ts';

const pathsSchema = z.array(z.string().min(1).max(32_768)).max(maximumFiles);

/** Listens to the preload; whoever is not the main frame of our own page gets no answer. */
export function listenToWindow(
  line: WindowLine,
  registry: Pick<SourceRegistry, 'addSources'>,
  pages: SourcePages,
): void {
  ipcMain.on(bridgeChannels.connect, (event) => {
    const [port] = event.ports;
    if (port === undefined || !isTrustedFrame(event.senderFrame)) return;
    line.accept(portChannel(port));
  });

  ipcMain.handle(bridgeChannels.registerPaths, async (event, given: unknown): Promise<FoundSources> => {
    if (!isTrustedFrame(event.senderFrame)) throw new Error('not allowed');
    const { files, unsupported, folderName } = await expandFolders(pathsSchema.parse(given));
    return { ...pages.first(await registry.addSources(files)), unsupported, folderName };
  });
}

function portChannel(port: MessagePortMain): WindowChannel {
  return {
    send: (message) => port.postMessage(message),
    onMessage: (listener) => {
      const receive = ({ data }: Electron.MessageEvent): void => listener(data);
      port.on('message', receive);
      port.start();
      return () => {
        port.off('message', receive);
        port.close();
      };
    },
  };
}
