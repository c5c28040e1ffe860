/** Challenge-response pairing with a hub: its codes, and the person who looks after it. */
import assert from 'node:assert/strict';

import { handfast, handfastStarted } from './command.js';

/**
 * @typedef {import('./hub.js').Hub} Hub
 * @typedef {import('./process.js').Started} Started
 * @typedef {{ words: string, addresses: string[], expiresAt: string }} Invite
 */

export const PROTOCOL = 'challenge-response';

/** @param {Hub} hub @returns {Promise<Invite>} a code of the hub's */
export async function invite(hub) {
  const { code, stdout, stderr } = await handfast(['admin', 'invite', PROTOCOL, '--json', '--data', hub.data]);
  assert.equal(code, 0, stderr);
  const told = JSON.parse(stdout);
  return { ...told, words: Array.isArray(told.words) ? told.words.join(' ') : told.words };
}

/** @param {Hub} hub @param {string} words somebody else's @returns {Started} the hub joining */
export function join(hub, words) {
  return handfastStarted('admin', 'join', PROTOCOL, ...words.split(' '), '--json', '--data', hub.data);
}

/** @param {Invite} invite @returns {string} where the hub is, on this machine or the network of a test */
export function addressOf({ addresses }) {
  const [first] = addresses.filter((address) => address.startsWith('/ip4/'));
  assert.ok(first !== undefined && first.includes('/p2p/'), `there is no address in ${addresses}`);
  return first;
}

/** @param {Invite} invite @returns {string} the hub's peer id */
export function peerOf(invite) {
  return addressOf(invite).replace(/^.*\/p2p\//, '');
}

/** @param {Hub} hub @param {string} peer @returns {Promise<any>} what the hub asks a person about it */
export function question(hub, peer) {
  return hub.admin.until(async () =>
    (await hub.admin.questions()).find((q) => q.protocol === PROTOCOL && q.address === peer),
  );
}

/**
 * Says yes to all that the hub asks about a peer, until it is trusted.
 *
 * @param {Hub} hub
 * @param {string} peer
 * @returns {Promise<any>} the device
 */
export function agree(hub, peer) {
  return hub.admin.until(async () => {
    for (const asked of (await hub.admin.questions()).filter((q) => q.address === peer)) {
      await hub.admin.answer(asked, 'YES');
    }
    const found = await hub.admin.deviceAt(peer);
    return found?.device.trust === 'TRUSTED' ? found : undefined;
  });
}
