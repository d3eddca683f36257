// npm run check: types, lint, direction of imports, format, unused code and licences; all are run, whatever fails.
import { printCheck, runChecks } from './check/runChecks.mjs';
import { logToStdout, projectRoot, runCommand, setUpTools } from './setup/setUp.mjs';

await runCommand(async () => {
  await setUpTools({ log: logToStdout });
  const results = await runChecks({ root: projectRoot, onResult: printCheck });
  const failed = results.filter((result) => !result.passed).map((result) => result.name);
  console.log(failed.length === 0 ? `All ${results.length} checks passed` : `Failed: ${failed.join('; ')}`);
  return failed.length === 0 ? 0 : 1;
});
