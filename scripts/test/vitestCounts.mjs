import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';

/** @typedef {import('./suiteCounts.mjs').SuiteCounts} SuiteCounts */

/**
 * A Vitest reporter that writes what each project ran, as `{ [project]: SuiteCounts }`, to the file named by
 * AFTERIMAGE_COUNTS_FILE. Vitest's own JSON leaves out why a test was skipped.
 */
export default class VitestCounts {
  /**
   * @param {readonly import('vitest/node').TestModule[]} modules
   * @param {readonly import('vitest').SerializedError[]} unhandledErrors
   */
  onTestRunEnd(modules, unhandledErrors) {
    const target = process.env['AFTERIMAGE_COUNTS_FILE'];
    if (target === undefined) return;
    /** @type {Record<string, SuiteCounts>} */
    const projects = {};
    for (const module of modules) {
      const counts = projects[module.project.name] ?? { passed: 0, failed: 0, skipped: [] };
      projects[module.project.name] = counts;
      const file = relative(process.cwd(), module.moduleId);
      // A file that fails outside its tests has failed, even when it never got to a test.
      if (module.errors().length > 0) counts.failed += 1;
      for (const suite of module.children.allSuites()) {
        if (suite.errors().length > 0) counts.failed += 1;
      }
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === 'passed') counts.passed += 1;
        else if (result.state === 'skipped') {
          counts.skipped.push({
            name: `${file}: ${test.fullName}`,
            reason: result.note ?? 'no reason given',
          });
        } else counts.failed += 1;
      }
    }
    const first = Object.values(projects)[0];
    if (first !== undefined) first.failed += unhandledErrors.length;
    writeFileSync(target, JSON.stringify(projects));
  }
}
