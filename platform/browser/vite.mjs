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

/**
 * How a page of a plugin is built, served while it is written, and tested.
 *
 * @param {string} folder of the page
 * @param {{ name: string, base?: string, port: number, proxy: Record<string, import('vite').ProxyOptions> }} page `name`: of its
 *   script and its style sheet; `base`: below which path they are; `port`, `proxy`: while it is written
 * @returns {import('vitest/config').ViteUserConfig}
 */
export function page(folder, { name, base, port, proxy }) {
  return {
    base,
    plugins: [shared(folder)],
    build: {
      // Three files with fixed names: the plugin serves them one by one.
      modulePreload: false,
      assetsInlineLimit: 0,
      target: 'es2022',
      reportCompressedSize: false,
      rolldownOptions: {
        output: { entryFileNames: `${name}.js`, assetFileNames: `${name}.[ext]`, codeSplitting: false },
      },
    },
    server: { port, proxy },
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
  };
}
