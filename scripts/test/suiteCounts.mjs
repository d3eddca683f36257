/**
 * @typedef {object} SuiteCounts
 * @property {number} passed
 * @property {number} failed
 * @property {{ name: string, reason: string }[]} skipped
 */

/**
 * @typedef {object} PlaywrightSpec
 * @property {string} title
 * @property {string} file
 * @property {{ status: 'expected' | 'unexpected' | 'flaky' | 'skipped',
 *   annotations?: { type: string, description?: string }[] }[]} tests
 */

/**
 * @typedef {object} PlaywrightSuite
 * @property {string} title
 * @property {PlaywrightSpec[]} [specs]
 * @property {PlaywrightSuite[]} [suites]
 */

/** @param {PlaywrightSuite} suite @returns {PlaywrightSpec[]} */
function specsBelow(suite) {
  return [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsBelow)];
}

/**
 * Counts what Playwright's JSON report tells. A test that passed only on a second try has failed.
 * @param {{ suites?: PlaywrightSuite[], errors?: unknown[] }} report
 * @returns {SuiteCounts}
 */
export function countPlaywright(report) {
  /** @type {SuiteCounts} */
  const counts = { passed: 0, failed: report.errors?.length ?? 0, skipped: [] };
  for (const spec of (report.suites ?? []).flatMap(specsBelow)) {
    for (const test of spec.tests) {
      if (test.status === 'expected') counts.passed += 1;
      else if (test.status === 'skipped') {
        const note = test.annotations?.find(({ type }) => type === 'skip' || type === 'fixme');
        // In a serial group Playwright itself leaves out what comes after a failure.
        counts.skipped.push({
          name: `${spec.file}: ${spec.title}`,
          reason: note?.description ?? 'not run, as an earlier one of its group failed',
        });
      } else counts.failed += 1;
    }
  }
  return counts;
}

/**
 * Adds up all suites. A suite that ran nothing is a failure: its tests exist, so something went wrong before them.
 * @param {readonly { name: string, counts: SuiteCounts, exitCode: number }[]} suites
 * @returns {{ lines: string[], summary: string, passed: boolean }} `summary` is the last line to print
 */
export function summarize(suites) {
  const lines = [];
  let passed = 0;
  let failed = 0;
  const skipped = suites.flatMap(({ counts }) => counts.skipped);
  for (const { name, counts, exitCode } of suites) {
    let failures = counts.failed;
    if (counts.passed + counts.failed === 0) {
      lines.push(`${name}: ran nothing, which counts as one failure`);
      failures = 1;
    } else if (exitCode !== 0 && failures === 0) {
      lines.push(
        `${name}: ended with exit code ${exitCode} though no test failed, which counts as one failure`,
      );
      failures = 1;
    }
    passed += counts.passed;
    failed += failures;
    lines.push(`${name}: ${counts.passed} passed, ${failures} failed, ${counts.skipped.length} skipped`);
  }
  for (const { name, reason } of skipped) lines.push(`skipped: ${name} (${reason})`);
  const summary = `${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`;
  return { lines, summary, passed: failed === 0 };
}
