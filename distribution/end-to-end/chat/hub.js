/** What a hub says of itself, and is held to. */
import { createHash } from 'node:crypto';

import { ask } from '../relay/http.js';
import { unhex } from '../relay/keys.js';

/** @typedef {{ hubId: string, key: Uint8Array }} KnownHub its X25519 key */

/** @param {import('../relay/http.js').Place} place @param {KnownHub} [pinned] at the first meeting @returns {Promise<KnownHub>} */
export async function meetHub(place, pinned) {
  const { status, body } = await ask(place, '/hub');
  if (status !== 200) throw new Error(`the hub does not say who it is: ${status}`);
  const met = knownHub(body);
  if (pinned !== undefined && (pinned.hubId !== met.hubId || !Buffer.from(pinned.key).equals(met.key))) {
    throw new Error('this is another hub');
  }
  return met;
}

/** @param {any} body @returns {KnownHub} @throws {Error} if its id is not that of its key */
export function knownHub({ hub_id: hubId, ed25519_public_key: signing, x25519_public_key: agreement }) {
  const hash = createHash('sha256').update(unhex(signing, 32)).digest('hex');
  if (hash !== hubId) throw new Error('the hub has the id of another key');
  return { hubId, key: unhex(agreement, 32) };
}
