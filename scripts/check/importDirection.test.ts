import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runProcess } from '../setup/runProcess.mjs';
import { projectRoot } from '../setup/setUp.mjs';
import { temporaryFolder } from '../testing/temporaryFolder.ts';

const againstTheDirection = {
  'shared/domain/toService.ts': '../../electron/services/probe.ts',
  'shared/domain/toRenderer.ts': '../../renderer/app/App.tsx',
  'shared/domain/toNode.ts': 'node:fs',
  'shared/domain/toElectron.ts': 'electron',
  'shared/domain/toReact.ts': 'react',
  'electron/services/video/toElectron.ts': 'electron',
  'electron/services/video/toMain.ts': '../../main/openMainWindow.ts',
  'electron/services/video/toRenderer.ts': '../../../renderer/app/App.tsx',
  'electron/services/video/toMediaProcess.ts': '../../media-process/index.ts',
  'electron/media-process/toElectron.ts': 'electron',
  'electron/media-process/toMain.ts': '../main/openMainWindow.ts',
  'electron/media-process/toRenderer.ts': '../../renderer/app/App.tsx',
  'electron/main/toRenderer.ts': '../../renderer/app/App.tsx',
  'electron/main/toDecoder.ts': 'node-av',
  'electron/main/toSharp.ts': 'sharp',
  'electron/preload/toRenderer.ts': '../../renderer/app/App.tsx',
  'renderer/app/toService.ts': '../../electron/services/probe.ts',
  'renderer/app/toPreload.ts': '../../electron/preload/index.ts',
  'renderer/app/toElectron.ts': 'electron',
  'renderer/app/toNode.ts': 'node:path',
  'renderer/app/toSharp.ts': 'sharp',
};

const withTheDirection = {
  'shared/domain/toShared.ts': '../contract/contract.ts',
  'electron/services/video/toShared.ts': '../../../shared/domain/frame.ts',
  'electron/services/video/toNode.ts': 'node:fs',
  'electron/media-process/toService.ts': '../services/probe.ts',
  'electron/main/toElectron.ts': 'electron',
  'electron/main/toService.ts': '../services/jobs/jobQueue.ts',
  'renderer/app/toShared.ts': '../../shared/domain/frame.ts',
  'renderer/app/toReact.ts': 'react',
};

/** Lints a tree laid out as ours, under our configuration; gives the files in which an import was refused. */
async function refusedIn(imports: Record<string, string>): Promise<string[]> {
  const root = temporaryFolder();
  copyFileSync(join(projectRoot, '.oxlintrc.json'), join(root, '.oxlintrc.json'));
  for (const [file, specifier] of Object.entries(imports)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), `import { thing } from '${specifier}';\n\nexport const other = thing;\n`);
  }
  const oxlint = join(projectRoot, 'node_modules/oxlint/bin/oxlint');
  const { output } = await runProcess(process.execPath, [oxlint, '--format=json'], { cwd: root });
  const { diagnostics } = JSON.parse(output) as { diagnostics: { code: string; filename: string }[] };
  return diagnostics
    .filter(({ code }) => code.includes('no-restricted-imports'))
    .map(({ filename }) => filename);
}

describe('the direction of imports', () => {
  it('is refused wherever it is turned round', async () => {
    const refused = await refusedIn(againstTheDirection);
    expect(refused.toSorted()).toEqual(Object.keys(againstTheDirection).toSorted());
  });

  it('is free along its way', async () => {
    expect(await refusedIn(withTheDirection)).toEqual([]);
  });
});
