/** Where things are. */
import { mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const MODULE = fileURLToPath(new URL('..', import.meta.url));
export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
export const CONTRACT = join(ROOT, 'api-spec/openapi/src/main/resources/org/handfast/openapi/handfast-admin.yaml');
export const PROBLEMS = join(ROOT, 'api-spec/problems.md');

const SERVER = join(ROOT, 'distribution/server/target');

/** @param {RegExp} name @returns {string} */
function built(name) {
  const found = readdirSync(SERVER).filter((file) => name.test(file));
  if (found.length !== 1) throw new Error(`${SERVER} holds ${found.length} bundles: build it with Maven first`);
  return join(SERVER, /** @type {string} */ (found[0]));
}

/** The bundle as a folder. */
export const BUNDLE = join(built(/^handfast-server-[^/]*(?<!\.jar|\.tar\.gz)$/), 'handfast-server');
/** The bundle as an archive. */
export const ARCHIVE = built(/^handfast-server-.*\.tar\.gz$/);

/** What is left for people to look at. */
export const SCREENSHOTS = join(MODULE, 'target/screenshots');

/** @param {string} what it is for @returns {string} a new folder, kept until the next run so that one can look into it */
export function freshFolder(what) {
  const parent = join(MODULE, 'target/run');
  mkdirSync(parent, { recursive: true });
  return mkdtempSync(join(parent, `${what}-`));
}
