// npm start: sets everything up, then opens the app. Without a display the same app does the main job on its
// sample library in a display in memory, and leaves a PDF and a screenshot in out/.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { electronNeeds, headlessNeeds } from './setup/ensureDebianPackages.mjs';
import { runProcess } from './setup/runProcess.mjs';
import { logToStdout, projectRoot, runCommand, setUpApp } from './setup/setUp.mjs';
import { shippedNode, toolEnvironment } from './setup/shippedNode.mjs';
import { startXvfb } from './setup/startXvfb.mjs';

const isRoot = process.getuid?.() === 0;

/** @param {NodeJS.ProcessEnv} env */
function hasDisplay(env) {
  return process.platform !== 'linux' || Boolean(env['DISPLAY']) || Boolean(env['WAYLAND_DISPLAY']);
}

function sayNoSandbox() {
  if (!isRoot) return;
  console.log('Running as root: --no-sandbox is added, as Chromium’s sandbox refuses to start for root.');
  console.log('Run as another user to keep the sandbox.');
}

/** @param {string} executablePath */
async function openWindow(executablePath) {
  sayNoSandbox();
  console.log('Opening Afterimage …');
  const args = [...(isRoot ? ['--no-sandbox'] : []), projectRoot, ...process.argv.slice(2)];
  const child = spawn(executablePath, args, { cwd: projectRoot, stdio: 'inherit' });
  // Ctrl+C reaches the app too; this process waits for it to close in its own way.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  const [code, signal] = await once(child, 'exit');
  return signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : (code ?? 1);
}

/** @param {string} executablePath */
async function doMainJobUnseen(executablePath) {
  sayNoSandbox();
  console.log('Doing the main job on the sample library instead: board, PDF, screenshot …');
  const display = await startXvfb();
  try {
    const env = { ...toolEnvironment(projectRoot), ...display.env, ELECTRON_EXEC_PATH: executablePath };
    const script = join(projectRoot, 'tests/e2e/runMainJob.ts');
    const { exitCode } = await runProcess(shippedNode(projectRoot), [script], {
      cwd: projectRoot,
      env,
      passOn: true,
    });
    return exitCode;
  } finally {
    display.stop();
  }
}

await runCommand(async () => {
  const displayed = hasDisplay(process.env);
  if (!displayed) console.log('There is no display here: neither DISPLAY nor WAYLAND_DISPLAY is set.');
  const needs = displayed ? electronNeeds : [...electronNeeds, ...headlessNeeds];
  const { executablePath } = await setUpApp({ needs, log: logToStdout });
  return displayed ? openWindow(executablePath) : doMainJobUnseen(executablePath);
});
