/** A network of a test's own, in which nobody else hears what it says: one cable, both ends of which are this machine's. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { Started } from './process.js';

/** The machine's address on the cable. */
export const ADDRESS = '10.9.8.1';

const INSIDE = 'IN_OWN_NETWORK';
const SET_UP = [
  'ip link set lo up',
  'ip link add cable0 type veth peer name cable1',
  `ip address add ${ADDRESS}/24 dev cable0`,
  'ip link set cable0 up',
  'ip link set cable1 up',
  'ip route add 224.0.0.0/4 dev cable0',
  'exec "$0" "$@"',
];

/**
 * Runs the tests of a file in such a network: the file is run once more, inside. Needs Linux, and rights that root has, or that
 * everybody has where user namespaces are allowed.
 *
 * @param {string} file its `import.meta.url`
 * @param {() => void} tests declares them
 */
export function inOwnNetwork(file, tests) {
  if (process.env[INSIDE] !== undefined) return tests();
  test('in a network of its own', async () => {
    const { NODE_TEST_CONTEXT, ...env } = process.env;
    const rights = process.getuid?.() === 0 ? [] : ['--map-root-user'];
    const again = [process.execPath, '--test-reporter=spec', fileURLToPath(file)];
    const started = new Started('unshare', [...rights, '--net', 'sh', '-e', '-c', SET_UP.join('\n'), ...again], {
      env: { ...env, [INSIDE]: 'yes' },
    });
    const { code } = await started.exited;
    assert.equal(code, 0, started.output);
  });
}
