// The media process: a plain Node child of the main process, and the only place where files are decoded.
import { mkdir } from 'node:fs/promises';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { serveContract } from '../../shared/contract/contractServer.ts';
import { makeJobLedger } from '../../shared/contract/jobLedger.ts';
import { openFrameStore } from '../services/frame-store/frameStore.ts';
import { openImportJournal } from '../services/import/importJournal.ts';
import { filesUnderWork, followWork } from '../services/jobs/filesUnderWork.ts';
import { nodeServerPlatform } from '../services/jobs/nodeServerPlatform.ts';
import { makeMediaHandlers } from './mediaHandlers.ts';
import { openParentChannel } from './parentChannel.ts';

// Goes with its parent; what is half done was never named in the store.
process.on('disconnect', () => process.exit(0));

// The window comes first: decoding takes what it leaves of the processor.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

const [, , dataFolder, resourcesFolder] = process.argv;
if (dataFolder === undefined || resourcesFolder === undefined) {
  throw new Error('The media process needs the data folder and the resources folder.');
}
await mkdir(dataFolder, { recursive: true });

const frameFolder = join(dataFolder, 'frames');
const channel = openParentChannel();
const ledger = makeJobLedger();
const frameStore = await openFrameStore(frameFolder);
const journal = await openImportJournal(join(dataFolder, 'journal'));
const handlers = await makeMediaHandlers({
  dataFolder,
  frameFolder,
  fontsDir: join(resourcesFolder, 'fonts'),
  frameStore,
  journal,
  ledger,
  paths: channel,
});
/** Far below what main waits for. */
const heartbeatMs = 1000;
followWork((fileNames) => channel.tellAlive(fileNames));
setInterval(() => channel.tellAlive(filesUnderWork()), heartbeatMs).unref();
serveContract(channel, { host: 'media', handlers, ledger, platform: nodeServerPlatform });
