// Builds or tests the page, and does nothing that was done already: see build.sh.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const SETTINGS = ['index.html', 'package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts'];
/** What tests are made of, besides the page. */
const TRIED = ['../../../api-spec/protocols/check-words.md'];
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
 * @param {string} what for whoever waits
 * @param {readonly string[]} args
 * @param {boolean} [loud]
 */
function npm(what, args, loud = false) {
  console.log(`${what} …`);
  const { status, error, stdout, stderr } = spawnSync('npm', args, {
    encoding: 'utf8',
    stdio: ['ignore', loud ? 'inherit' : 'pipe', loud ? 'inherit' : 'pipe'],
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error !== undefined) fail(`npm did not run: ${error.message}`);
  if (status === 0) return;
  if (!loud) console.error(`${stdout}${stderr}`);
  fail(`The browser device: npm ${args.slice(0, 2).join(' ')} failed.`);
}

function install() {
  const lock = readFileSync('package-lock.json', 'utf8');
  if (existsSync(INSTALLED) && readFileSync(INSTALLED, 'utf8') === lock) return;
  npm('Fetching what the browser device is built with', ['ci']);
  copyFileSync('package-lock.json', INSTALLED);
}

/** @param {string} folder @returns {string[]} the files in it, at any depth */
function filesIn(folder) {
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
 * @param {string} name
 * @param {boolean} isThere whether what it made is still there
 * @param {readonly string[]} files
 * @param {() => void} act
 * @returns {boolean} whether it was done now
 */
function unlessDone(name, isThere, files, act) {
  const stamp = join('target', `${name}.digest`);
  const now = digest(files);
  if (isThere && existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return false;
  install();
  act();
  mkdirSync('target', { recursive: true });
  writeFileSync(stamp, now);
  return true;
}

/** @param {string} into */
function resources(into) {
  const files = [...SETTINGS, ...filesIn('src').filter((file) => !/\.test\.tsx?$/.test(file))];
  const isThere = existsSync(join(into, 'index.html'));
  unlessDone('page', isThere, files, () => {
    npm('Building the browser device', ['run', 'build', '--', '--outDir', into, '--emptyOutDir']);
  });
}

function test() {
  const files = [
    ...SETTINGS,
    ...TRIED,
    '.npmrc',
    '.prettierrc.json',
    'eslint.config.js',
    'build.js',
    ...['dev', 'src'].flatMap(filesIn),
  ].filter((file) => !file.startsWith(join('dev', 'shots')));
  const tested = unlessDone('tested', true, files, () => {
    npm('Testing the browser device', ['test'], true);
  });
  if (!tested) console.log('The browser device has not changed since its tests passed.');
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const [neededMajor = 0, neededMinor = 0] = NEEDED_NODE;
if (major < neededMajor || (major === neededMajor && minor < neededMinor)) {
  fail(
    `The browser device needs Node.js ${NEEDED_NODE.join('.')} or later to be built; this is ${process.versions.node}.`,
  );
}
const [command, into] = process.argv.slice(2);
if (command === 'resources' && into !== undefined) resources(into);
else if (command === 'test') test();
else fail('Say what to do: resources DIR, or test.');
