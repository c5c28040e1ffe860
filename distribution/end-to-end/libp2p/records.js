/** The records of Kademlia that a code's initiator is found by. */
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';

import { lp } from '../parts/comparison.js';
import { derive } from './code.js';

/** @typedef {import('./code.js').Code} Code */
/** @typedef {{ peer_id: string, addresses: string[], device_info: any, expires_at: string, created_at: string, auth?: string }} Found */

/** js-libp2p has a validator for each. */
export const NAMESPACE = 'handfast';
const LONGEST = 10 * 60_000;

/** @param {Code} code @returns {Uint8Array} */
export function keyOf({ session }) {
  return Buffer.from(`/${NAMESPACE}/${session.toString('hex')}`);
}

/** @param {Code} code @param {Omit<Found, 'auth'>} record @returns {string} what shows that its maker knows the code */
export function authOf({ secret, session }, { peer_id, addresses, expires_at }) {
  const key = derive(secret, lp('handfast/challenge-response/dht/v1'));
  const told = Buffer.concat([session, peer_id, expires_at, ...addresses].map(lp));
  return Buffer.from(hmac(sha256, key, told)).toString('base64url');
}

/** @param {Code} code @param {Omit<Found, 'auth'>} record @returns {Uint8Array} */
export function write(code, record) {
  return Buffer.from(JSON.stringify({ ...record, auth: authOf(code, record) }));
}

/** @param {Uint8Array} value @returns {Found} */
export function read(value) {
  const record = JSON.parse(Buffer.from(value).toString('utf8'));
  if (typeof record.peer_id !== 'string' || !Array.isArray(record.addresses)) throw new Error('the record is none');
  return record;
}

/** Whether a node keeps it. @param {Uint8Array} key @param {Uint8Array} value @returns {Promise<void>} */
export async function validate(key, value) {
  if (!/^\/handfast\/[0-9a-f]{32}$/.test(Buffer.from(key).toString())) throw new Error('the key is none');
  const left = Date.parse(read(value).expires_at) - Date.now();
  if (!(left > 0 && left <= LONGEST)) throw new Error(`the record counts for ${left} more milliseconds`);
}

/** @param {Uint8Array} _key @param {Uint8Array[]} values @returns {number} the newest */
export function select(_key, values) {
  const made = values.map((value) => Date.parse(read(value).created_at));
  return made.indexOf(Math.max(...made));
}
