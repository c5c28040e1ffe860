import { defineConfig } from 'vitest/config';

import { shared } from '../../../platform/browser/vite.mjs';

export default defineConfig({
  base: '/qr/',
  plugins: [shared(import.meta.dirname)],
  build: {
    // Three files with fixed names: the plugin serves them one by one.
    modulePreload: false,
    assetsInlineLimit: 0,
    target: 'es2022',
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        entryFileNames: 'device.js',
        assetFileNames: 'device.[ext]',
        codeSplitting: false,
      },
    },
  },
  server: {
    port: 5174,
    proxy: { '^/(hub$|qr/(accounts|connections|sync|live))': { target: 'http://127.0.0.1:8098', ws: true } },
  },
  test: {
    isolate: false,
    testTimeout: 30_000,
    css: false,
    projects: [
      { extends: true, test: { name: 'plain', environment: 'node', include: ['src/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'page',
          environment: 'jsdom',
          include: ['src/**/*.test.tsx'],
          setupFiles: ['src/testing/setup.ts'],
        },
      },
    ],
  },
});
