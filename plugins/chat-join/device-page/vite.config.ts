import { defineConfig } from 'vitest/config';

import { page } from '../../../platform/browser/vite.mjs';

export default defineConfig(
  page(import.meta.dirname, {
    name: 'chat-device',
    port: 5175,
    proxy: { '^/(hub$|chat/)': { target: 'http://127.0.0.1:8097', ws: true } },
  }),
);
