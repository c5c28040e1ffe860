// Builds or tests what runs in a browser, and does nothing that was done already.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** A copy of the lock that node_modules was made from. */
const INSTALLED = join('node_modules', '.handfast-lock.json');
const NEEDED_NODE = [20, 19];

/** @param {string} sentence @returns {never} */
function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

/**
 * Runs npm, quietly unless it fails or `loud` is set.
 *
 * @param {string} what is built
 * @param {string} doing for whoever waits
 * @param {readonly string[]} args
 * @param {boolean} [loud]
 */
function npm(what, doing, args, loud = false) {
  console.log(`${doing} …`);
  const { status, error, stdout, stderr } = spawnSync('npm', args, {
    encoding: 'utf8',
    stdio: ['ignore', loud ? 'inherit' : 'pipe', loud ? 'inherit' : 'pipe'],
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error !== undefined) fail(`npm did not run: ${error.message}`);
  if (status === 0) return;
  if (!loud) console.error(`${stdout}${stderr}`);
  fail(`${sentence(what)}: npm ${args.slice(0, 2).join(' ')} failed.`);
}

/** @param {string} what */
function install(what) {
  const lock = readFileSync('package-lock.json', 'utf8');
  if (existsSync(INSTALLED) && readFileSync(INSTALLED, 'utf8') === lock) return;
  npm(what, `Fetching what ${what} is built with`, ['ci']);
  copyFileSync('package-lock.json', INSTALLED);
}

/** @param {string} folder @returns {string[]} the files in it, at any depth */
export function filesIn(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative('.', join(entry.parentPath, entry.name)));
}

/** @param {readonly string[]} files @returns {string} changes when one of them does, or comes or goes */
function digest(files) {
  const hash = createHash('sha256');
  for (const file of [...files].sort()) hash.update(`${file}\0`).update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

/**
 * Does something unless it was done with the same files.
 *
 * @param {string} what is built
 * @param {string} name of what is done
 * @param {boolean} isThere whether what it made is still there
 * @param {readonly string[]} files
 * @param {() => void} act
 * @returns {boolean} whether it was done now
 */
function unlessDone(what, name, isThere, files, act) {
  const stamp = join('target', `${name}.digest`);
  const now = digest(files);
  if (isThere && existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return false;
  install(what);
  act();
  mkdirSync('target', { recursive: true });
  writeFileSync(stamp, now);
  return true;
}

/** @param {string} what @returns {string} as a sentence begins */
function sentence(what) {
  return what.charAt(0).toUpperCase() + what.slice(1);
}

function requireNode(/** @type {string} */ what) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [neededMajor = 0, neededMinor = 0] = NEEDED_NODE;
  if (major < neededMajor || (major === neededMajor && minor < neededMinor)) {
    fail(
      `${sentence(what)} needs Node.js ${NEEDED_NODE.join('.')} or later to be built; this is ${process.versions.node}.`,
    );
  }
}

/**
 * Does what the command line says: `resources DIR` builds into a folder, `test` checks and tests.
 *
 * @param {object} project in the current folder
 * @param {string} project.what it is, as in the middle of a sentence
 * @param {string} project.name of what is built
 * @param {readonly string[]} project.built the files that it is built of
 * @param {readonly string[]} project.tried those that its tests are made of besides
 */
export function build({ what, name, built, tried }) {
  requireNode(what);
  const [command, into] = process.argv.slice(2);
  const shared = filesIn(import.meta.dirname);
  if (command === 'resources' && into !== undefined) {
    const files = [...built.filter((file) => !/\.test\.tsx?$/.test(file)), ...shared];
    unlessDone(what, name, existsSync(join(into, 'index.html')), files, () => {
      npm(what, `Building ${what}`, ['run', 'build', '--', '--outDir', into, '--emptyOutDir']);
    });
  } else if (command === 'test') {
    const files = [...built, ...tried, ...shared].filter((file) => !file.startsWith(join('dev', 'shots')));
    const tested = unlessDone(what, 'tested', true, files, () => {
      npm(what, `Testing ${what}`, ['test'], true);
    });
    if (!tested) console.log(`${sentence(what)} has not changed since its tests passed.`);
  } else fail('Say what to do: resources DIR, or test.');
}
