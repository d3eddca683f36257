import { ensureElectron } from '../../scripts/setup/ensureElectron.mjs';
import { projectRoot } from '../../scripts/setup/setUp.mjs';
import { startXvfb } from '../../scripts/setup/startXvfb.mjs';

/**
 * Before the end-to-end tests: an Electron to run, and on Linux a display in memory, so that no window opens on
 * the developer's desktop and every screenshot has the same screen. Workers inherit the environment.
 * @returns what undoes it
 */
export default async function globalSetup(): Promise<() => void> {
  if (process.env['ELECTRON_EXEC_PATH'] === undefined) {
    const { executablePath } = await ensureElectron({ root: projectRoot, log: (line) => console.log(line) });
    process.env['ELECTRON_EXEC_PATH'] = executablePath;
  }
  if (process.platform !== 'linux') return () => {};
  const display = await startXvfb();
  Object.assign(process.env, display.env);
  // Chromium would prefer a Wayland desktop.
  delete process.env['WAYLAND_DISPLAY'];
  return display.stop;
}
