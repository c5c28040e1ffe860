import { defineConfig } from 'vitest/config';

import { shared } from '../../../platform/browser/vite.mjs';

export default defineConfig({
  plugins: [shared(import.meta.dirname)],
  build: {
    // Three files with fixed names: the plugin serves them one by one.
    modulePreload: false,
    assetsInlineLimit: 0,
    target: 'es2022',
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        entryFileNames: 'chat-device.js',
        assetFileNames: 'chat-device.[ext]',
        codeSplitting: false,
      },
    },
  },
  server: {
    port: 5175,
    proxy: { '^/(hub$|chat/)': { target: 'http://127.0.0.1:8097', ws: true } },
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
