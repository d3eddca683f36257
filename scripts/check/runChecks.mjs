import { join } from 'node:path';
import { runProcess } from '../setup/runProcess.mjs';
import { shippedNode, toolEnvironment } from '../setup/shippedNode.mjs';
import { checkLicences } from './licences.mjs';

/**
 * @typedef {object} CheckResult
 * @property {string} name
 * @property {boolean} passed
 * @property {number} durationSec
 * @property {string} output what the tool said; empty when all is well
 */

/** Each TypeScript project, by its folder. */
const typeScriptProjects = ['shared', 'electron', 'electron/preload', 'renderer', 'tests', 'scripts'];

/** Tools that run on Node, and the one that is a binary of its own. */
const toolSteps = [
  ...typeScriptProjects.map((project) => ({
    name: `types: ${project}`,
    script: 'typescript/bin/tsc',
    args: ['--noEmit', '--project', project],
  })),
  {
    name: 'lint: types and the direction of imports',
    script: 'oxlint/bin/oxlint',
    args: ['--type-aware', '--deny-warnings'],
  },
  { name: 'format and lint: biome', script: '@biomejs/biome/bin/biome', args: ['ci', '--error-on-warnings'] },
  { name: 'unused code: knip', script: 'knip/bin/knip.js', args: ['--no-progress'] },
];

/**
 * Runs every check to its end, whatever fails before it.
 * @param {{ root: string, onResult: (result: CheckResult) => void }} options
 * @returns {Promise<CheckResult[]>}
 */
export async function runChecks({ root, onResult }) {
  /** @type {CheckResult[]} */
  const results = [];
  const step = async (
    /** @type {string} */ name,
    /** @type {() => Promise<{ passed: boolean, output: string }>} */ run,
  ) => {
    const startMs = performance.now();
    const { passed, output } = await run();
    const result = {
      name,
      passed,
      durationSec: (performance.now() - startMs) / 1000,
      output: passed ? '' : output,
    };
    results.push(result);
    onResult(result);
  };
  for (const { name, script, args } of toolSteps) {
    await step(name, async () => {
      const command = [join(root, 'node_modules', script), ...args];
      const { exitCode, output } = await runProcess(shippedNode(root), command, {
        cwd: root,
        env: toolEnvironment(root),
      });
      return { passed: exitCode === 0, output };
    });
  }
  await step('licences', async () => {
    const { problems } = await checkLicences(root);
    return { passed: problems.length === 0, output: problems.join('\n') };
  });
  return results;
}

/** @param {CheckResult} result */
export function printCheck({ name, passed, durationSec, output }) {
  console.log(`${passed ? 'ok    ' : 'FAILED'}  ${name} (${durationSec.toFixed(1)} s)`);
  if (!passed) console.log(output.trimEnd().replaceAll(/^/gm, '        '));
}
