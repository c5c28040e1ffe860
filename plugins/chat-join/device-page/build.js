// Builds or tests the page, and does nothing that was done already: see build.sh.
import { build, filesIn } from '../../../platform/browser/build.mjs';

build({
  what: 'the browser device of chats',
  name: 'chat-page',
  built: [
    'index.html',
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'vite.config.ts',
    ...filesIn('src'),
  ],
  tried: [
    '../../../api-spec/protocols/chat-join-vectors.json',
    '.npmrc',
    '.prettierrc.json',
    'eslint.config.js',
    'build.js',
    ...filesIn('dev'),
  ],
});
