// npm run -s cli -- ARGUMENTS: the command line on the app's own services. Stdout belongs to the command's
// answer alone, so set-up speaks on stderr, and only when there is something to do.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { join } from 'node:path';
import { dependenciesAreCurrent, ensureDependencies } from './setup/ensureDependencies.mjs';
import { projectRoot, runCommand } from './setup/setUp.mjs';
import { shippedNode } from './setup/shippedNode.mjs';

await runCommand(async () => {
  if (!dependenciesAreCurrent(projectRoot)) {
    await ensureDependencies({
      root: projectRoot,
      log: (line) => process.stderr.write(`[set-up] ${line}\n`),
    });
  }
  const script = join(projectRoot, 'electron/services/cli/cli.ts');
  // npm moves to the project's folder; relative paths mean what they say where npm was called.
  const calledByNpm = process.env['npm_lifecycle_event'] === 'cli';
  const cwd = (calledByNpm ? process.env['INIT_CWD'] : undefined) ?? process.cwd();
  const child = spawn(shippedNode(projectRoot), [script, ...process.argv.slice(2)], {
    cwd,
    stdio: 'inherit',
  });
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  const [code, signal] = await once(child, 'exit');
  // As shells tell it: 128 and the signal's number.
  return code ?? 128 + (constants.signals[/** @type {NodeJS.Signals} */ (signal)] ?? 0);
});
