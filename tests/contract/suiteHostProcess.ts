// A plain Node child that serves the suite's handlers over the same line as the media process.
import { openParentChannel } from '../../electron/media-process/parentChannel.ts';
import { nodeServerPlatform } from '../../electron/services/jobs/nodeServerPlatform.ts';
import { serveContract } from '../../shared/contract/contractServer.ts';
import { makeJobLedger } from '../../shared/contract/jobLedger.ts';
import { makeSuiteHandlers } from './suiteHandlers.ts';

process.on('disconnect', () => process.exit(0));
const ledger = makeJobLedger();
serveContract(openParentChannel(), {
  host: 'media',
  handlers: makeSuiteHandlers(ledger),
  ledger,
  platform: nodeServerPlatform,
});
