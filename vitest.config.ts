import { defineConfig } from 'vitest/config';

const unitInclude = [
  'shared/**/*.test.ts',
  'electron/**/*.test.ts',
  'renderer/**/*.test.{ts,tsx}',
  'scripts/**/*.test.ts',
  'tests/fixtures/**/*.test.ts',
];

export default defineConfig({
  test: {
    // Real clips are made once by ffmpeg and shared by every suite.
    testTimeout: 60_000,
    hookTimeout: 180_000,
    projects: [
      { extends: true, test: { name: 'unit', include: unitInclude } },
      { extends: true, test: { name: 'contract', include: ['tests/contract/**/*.test.ts'] } },
      { extends: true, test: { name: 'robustness', include: ['tests/robustness/**/*.test.ts'] } },
      { extends: true, test: { name: 'migrations', include: ['tests/migrations/**/*.test.ts'] } },
    ],
  },
});
