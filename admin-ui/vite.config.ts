import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [react()],
  build: {
    // The console's policy lets nothing come from a data: URL but images, so fonts stay files.
    assetsInlineLimit: 0,
    // Older than any browser that runs what the CSS needs (nesting, color-mix, :has).
    target: 'es2023',
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1000,
  },
  server: {
    port: 5173,
    proxy: { '/api': 'http://127.0.0.1:8099' },
  },
  test: {
    environment: 'jsdom',
    setupFiles: ['src/testing/setup.ts'],
    include: ['src/**/*.test.{ts,tsx}'],
    // One browser for all files: each test clears what it leaves, and starting a new one takes longer than most tests.
    isolate: false,
    testTimeout: 30_000,
    restoreMocks: true,
    unstubGlobals: true,
    css: false,
    server: { deps: { inline: [/@patternfly/] } },
  },
});
