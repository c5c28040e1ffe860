// How Vite finds what pages share.
import { join, sep } from 'node:path';

const HERE = import.meta.dirname;

/**
 * Lets a page import what is shared as `@browser/…`, and lets that find its packages in the page's folder: it has none itself.
 * What is shared is drawn by Preact.
 *
 * @param {string} page the folder that has `node_modules`
 * @returns {import('vite').Plugin}
 */
export function shared(page) {
  return {
    name: 'handfast-shared',
    enforce: 'pre',
    config: () => ({
      oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
      // Node.js would look for them from where they are imported.
      ssr: { noExternal: [/^@noble\//, /^@scure\//] },
      optimizeDeps: { noDiscovery: true },
    }),
    resolveId(source, importer, options) {
      if (source.startsWith('@browser/')) {
        return this.resolve(join(HERE, source.slice('@browser/'.length)), importer, options);
      }
      if (importer?.startsWith(HERE + sep) && /^[@\w]/.test(source)) {
        return this.resolve(source, join(page, 'index.html'), options);
      }
      return undefined;
    },
  };
}
