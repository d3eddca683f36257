// npm test: sets everything up, then runs the checks, the unit, contract and migration tests, and the end-to-end
// tests in a real Electron. Every suite runs, whatever failed before it; the last line counts them all.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printCheck, runChecks } from './check/runChecks.mjs';
import { ensureBuild } from './setup/ensureBuild.mjs';
import { electronNeeds, headlessNeeds, testNeeds } from './setup/ensureDebianPackages.mjs';
import { ensureElectron } from './setup/ensureElectron.mjs';
import { runProcess } from './setup/runProcess.mjs';
import { SetUpError } from './setup/SetUpError.mjs';
import { logToStdout as log, projectRoot as root, runCommand, setUpTools } from './setup/setUp.mjs';
import { shippedNode, toolEnvironment } from './setup/shippedNode.mjs';
import { countPlaywright, summarize } from './test/suiteCounts.mjs';

/** @typedef {import('./test/suiteCounts.mjs').SuiteCounts} SuiteCounts */

const vitestProjects = ['unit', 'contract', 'robustness', 'migrations'];
const startMs = performance.now();
const reports = mkdtempSync(join(tmpdir(), 'afterimage-tests-'));

/** @param {string} title */
function announce(title) {
  console.log(`\n== ${title} (after ${((performance.now() - startMs) / 1000).toFixed(0)} s)`);
}

/** @returns {SuiteCounts} */
const nothing = () => ({ passed: 0, failed: 0, skipped: [] });

/**
 * @template T
 * @param {string} path
 * @param {T} otherwise when the suite ended before it could write its report
 * @returns {T}
 */
function readReport(path, otherwise) {
  try {
    return /** @type {T} */ (JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return otherwise;
  }
}

/**
 * @param {string} script below node_modules
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
async function runTool(script, args, env) {
  const command = [join(root, 'node_modules', script), ...args];
  const options = { cwd: root, env: { ...toolEnvironment(root), ...env }, passOn: true };
  return (await runProcess(shippedNode(root), command, options)).exitCode;
}

async function runCheckSuite() {
  announce('check');
  const results = await runChecks({ root, onResult: printCheck });
  const failed = results.filter((result) => !result.passed).length;
  const counts = { passed: results.length - failed, failed, skipped: [] };
  return [{ name: 'check', counts, exitCode: failed === 0 ? 0 : 1 }];
}

async function runVitestSuites() {
  announce(vitestProjects.join(', '));
  const report = join(reports, 'vitest.json');
  const exitCode = await runTool(
    'vitest/vitest.mjs',
    [
      'run',
      '--reporter=default',
      `--reporter=${join(root, 'scripts/test/vitestCounts.mjs')}`,
      ...vitestProjects.map((project) => `--project=${project}`),
    ],
    { AFTERIMAGE_COUNTS_FILE: report },
  );
  /** @type {Record<string, SuiteCounts>} */
  const none = {};
  const projects = readReport(report, none);
  const anyFailed = Object.values(projects).some((counts) => counts.failed > 0);
  return vitestProjects.map((name) => ({
    name,
    counts: projects[name] ?? nothing(),
    // One exit code for three suites: it tells nothing more once a failed test explains it.
    exitCode: anyFailed ? 0 : exitCode,
  }));
}

async function runEndToEndSuite() {
  announce('e2e');
  try {
    await ensureBuild({ root, log });
    const { executablePath } = await ensureElectron({ root, log });
    const report = join(reports, 'playwright.json');
    const exitCode = await runTool('@playwright/test/cli.js', ['test'], {
      ELECTRON_EXEC_PATH: executablePath,
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    });
    return [{ name: 'e2e', counts: countPlaywright(readReport(report, {})), exitCode }];
  } catch (error) {
    // No build or no Electron: this suite has failed, the others still count.
    console.error(error instanceof SetUpError ? error.message : error);
    return [{ name: 'e2e', counts: { ...nothing(), failed: 1 }, exitCode: 1 }];
  }
}

await runCommand(async () => {
  try {
    await setUpTools({ needs: [...electronNeeds, ...headlessNeeds, ...testNeeds], log });
    const suites = [...(await runCheckSuite()), ...(await runVitestSuites()), ...(await runEndToEndSuite())];
    const { lines, summary, passed } = summarize(suites);
    console.log(`\n${lines.join('\n')}\n${summary}`);
    return passed ? 0 : 1;
  } finally {
    rmSync(reports, { recursive: true, force: true });
  }
});
