import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

// Targets are set by hand: the code must run on the pinned Electron and on the development fallback
// (Electron 33: Chrome 130, Node 20.18), while electron-vite would derive newer ones from the pin.
// The media process runs on the Node that ships beside the app (24).
const root = import.meta.dirname;
const outDir = (name: string): string => resolve(root, 'out/build', name);

export default defineConfig({
  main: {
    build: {
      outDir: outDir('main'),
      target: 'node20',
      rollupOptions: {
        input: {
          index: resolve(root, 'electron/main/index.ts'),
          mediaProcess: resolve(root, 'electron/media-process/index.ts'),
        },
      },
    },
  },
  preload: {
    build: {
      outDir: outDir('preload'),
      target: 'node20',
      rollupOptions: {
        input: { index: resolve(root, 'electron/preload/index.ts') },
        // A sandboxed preload is loaded as CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve(root, 'renderer'),
    plugins: [react()],
    build: {
      outDir: outDir('renderer'),
      target: 'chrome130',
      assetsInlineLimit: 0,
      rollupOptions: { input: resolve(root, 'renderer/index.html') },
    },
  },
});
