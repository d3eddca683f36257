import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { runProcess } from './setup/runProcess.mjs';
import { projectRoot } from './setup/setUp.mjs';
import { temporaryFolder } from './testing/temporaryFolder.ts';

const script = join(projectRoot, 'scripts/cli.mjs');

describe('the cli script', () => {
  it('adds nothing of its own to the answer, and finds files from where npm was called', async () => {
    const folder = temporaryFolder();
    const create = { width: 8, height: 8, channels: 3, background: '#c04020' } as const;
    await sharp({ create }).png().toFile(join(folder, 'red.png'));
    const env = { ...process.env, npm_lifecycle_event: 'cli', INIT_CWD: folder };
    const { exitCode, output } = await runProcess(process.execPath, [script, 'palette', 'red.png'], {
      cwd: projectRoot,
      env,
    });
    expect(exitCode).toBe(0);
    expect(JSON.parse(output)).toMatchObject([{ file: 'red.png', swatches: [{ hex: '#c04020' }] }]);
  });

  it('passes the exit code of a failure on, with one line', async () => {
    const { exitCode, output } = await runProcess(process.execPath, [script, 'probe', 'not-there.mp4'], {
      cwd: temporaryFolder(),
    });
    expect(exitCode).not.toBe(0);
    expect(output.trim().split('\n')).toHaveLength(1);
    expect(output).toContain('not-there.mp4');
  });
});
