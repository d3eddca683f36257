// npm run bench [-- NAME…]: runs tests/bench/*.bench.ts one after another, so that none disturbs another;
// each prints its own table. Names choose among them.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { benchNeeds, testNeeds } from './setup/ensureDebianPackages.mjs';
import { runProcess } from './setup/runProcess.mjs';
import { logToStdout, projectRoot, runCommand, setUpTools } from './setup/setUp.mjs';
import { shippedNode, toolEnvironment } from './setup/shippedNode.mjs';

await runCommand(async () => {
  await setUpTools({ needs: [...testNeeds, ...benchNeeds], log: logToStdout });
  const wanted = process.argv.slice(2);
  const folder = join(projectRoot, 'tests/bench');
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.bench.ts'))
    .filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)))
    .toSorted();
  if (files.length === 0) {
    console.error(`No bench is called ${wanted.join(' or ') || '*.bench.ts'}`);
    return 1;
  }
  let failed = 0;
  for (const file of files) {
    console.log(`\n== ${file}`);
    const { exitCode } = await runProcess(shippedNode(projectRoot), ['--expose-gc', join(folder, file)], {
      cwd: projectRoot,
      env: toolEnvironment(projectRoot),
      passOn: true,
    });
    if (exitCode === 0) continue;
    failed += 1;
    console.error(`${file} failed with exit code ${exitCode}`);
  }
  return failed === 0 ? 0 : 1;
});
