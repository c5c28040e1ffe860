/** Signed requests: who asks is in a header, and so is the signature over what is asked. */
import { createHash, randomBytes } from 'node:crypto';

import { b64u, fields, u64 } from './bytes.js';

/** @typedef {import('./keys.js').Signer} Signer */

/**
 * @typedef {{ hubId: string, keyid: string, signer: Signer }} Caller
 * @typedef {{ method: string, target: string, body?: string | Uint8Array }} Asked
 * @typedef {{ created?: number, nonce?: Uint8Array }} Fresh Unix seconds, and 16 bytes that were never used
 */

export const HEADER = 'Handfast-Signature';

/** @returns {number} Unix seconds */
export function now() {
  return Math.floor(Date.now() / 1000);
}

/** @param {Signer} signer @returns {string} the keyid of a key that has no account yet */
export function keyidOf({ publicKey }) {
  return `ed25519:${b64u(publicKey)}`;
}

/** @param {Caller} caller @param {Asked} asked @param {Fresh} [fresh] @returns {string} the header's value */
export function signature({ hubId, keyid, signer }, asked, { created = now(), nonce = randomBytes(16) } = {}) {
  const sig = signer.sign(signedBytes(hubId, keyid, asked, created, nonce));
  return `keyid="${keyid}", created=${created}, nonce="${b64u(nonce)}", sig="${b64u(sig)}"`;
}

/**
 * @param {string} hubId
 * @param {string} keyid
 * @param {Asked} asked
 * @param {number} created
 * @param {Uint8Array} nonce
 * @returns {Buffer}
 */
export function signedBytes(hubId, keyid, { method, target, body = '' }, created, nonce) {
  const digest = createHash('sha256').update(body).digest();
  return fields('handfast/request/v1', hubId, keyid, method, target, u64(created), nonce, digest);
}
