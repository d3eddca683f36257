// Entry: what `npm start` runs where there is no display. The results land in out/.
import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { launchAfterimage } from './launchAfterimage.ts';
import { doMainJob } from './mainJob.ts';

const outFolder = resolve(import.meta.dirname, '../../out');
mkdirSync(outFolder, { recursive: true });
// Results of an earlier run must not be taken for this one's.
for (const name of ['afterimage-board.pdf', 'afterimage-board.png'])
  rmSync(join(outFolder, name), { force: true });

const afterimage = await launchAfterimage({ width: 1920, height: 1200 });
try {
  const { pdfPath, screenshotPath } = await doMainJob(afterimage, outFolder);
  console.log(pdfPath);
  console.log(screenshotPath);
} catch (error) {
  console.error(afterimage.stderrLines().join('\n'));
  throw error;
} finally {
  await afterimage.close();
}
