import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runProcess } from '../setup/runProcess.mjs';
import { projectRoot } from '../setup/setUp.mjs';
import { temporaryFolder } from '../testing/temporaryFolder.ts';

describe('VitestCounts', () => {
  it('counts what a real run did, files that do not load among the failures', async () => {
    const root = temporaryFolder();
    symlinkSync(join(projectRoot, 'node_modules'), join(root, 'node_modules'));
    writeFileSync(
      join(root, 'vitest.config.mjs'),
      'export default { test: { projects: [{ test: { name: "unit", include: ["*.test.js"] } }] } };',
    );
    writeFileSync(
      join(root, 'some.test.js'),
      `import { expect, it } from 'vitest';
       it('holds', () => expect(1).toBe(1));
       it('fails', () => expect(1).toBe(2));
       it('cannot run', (context) => context.skip('no such device'));`,
    );
    writeFileSync(join(root, 'broken.test.js'), `import './missing.js';`);
    const target = join(root, 'counts.json');
    const vitest = join(projectRoot, 'node_modules/vitest/vitest.mjs');
    const reporter = `--reporter=${join(projectRoot, 'scripts/test/vitestCounts.mjs')}`;
    await runProcess(process.execPath, [vitest, 'run', reporter], {
      cwd: root,
      env: { ...process.env, AFTERIMAGE_COUNTS_FILE: target },
    });
    expect(JSON.parse(readFileSync(target, 'utf8'))).toEqual({
      unit: {
        passed: 1,
        failed: 2,
        skipped: [{ name: 'some.test.js: cannot run', reason: 'no such device' }],
      },
    });
  });
});
