import { defineConfig } from 'vitest/config';

import { page } from '../../../platform/browser/vite.mjs';

export default defineConfig(
  page(import.meta.dirname, {
    name: 'device',
    base: '/qr/',
    port: 5174,
    proxy: { '^/(hub$|qr/(accounts|connections|sync|live))': { target: 'http://127.0.0.1:8098', ws: true } },
  }),
);
