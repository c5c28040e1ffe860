// Builds or tests the console, and does nothing that was done already: see build.sh.
import { join } from 'node:path';

import { build, filesIn } from '../platform/browser/build.mjs';

const CONTRACT = '../api-spec/openapi/src/main/resources/org/handfast/openapi/handfast-admin.yaml';
const GENERATED = join('src', 'api', 'schema.d.ts');

build({
  what: 'the console',
  name: 'console',
  built: [
    'index.html',
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'vite.config.ts',
    CONTRACT,
    ...filesIn('public'),
    ...filesIn('src').filter((file) => file !== GENERATED),
  ],
  tried: ['.npmrc', '.prettierrc.json', 'eslint.config.js', 'build.js', ...filesIn('dev')],
});
