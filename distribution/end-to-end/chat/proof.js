/** How a hub has it proven that somebody holds the key of an identity. */
import { b64u, fields, unb64u } from '../qr/bytes.js';
import { opened, sealed } from './boxes.js';

/** @typedef {import('../relay/keys.js').Agreement} Agreement */
/** @typedef {import('./identity.js').Identity} Identity */
/** @typedef {import('./identity.js').Party} Party */
/** @typedef {import('./tools.js').Where} Where */

const NONCE = 32;

/** @param {Where} where @param {string} id @returns {Buffer} */
export function proveInfo({ hubId, room }, id) {
  return fields('handfast/chat-join/prove/v1', hubId, room, id);
}

/** What the hub does. @param {Agreement} hub @param {Where} where @param {Party} party @param {Uint8Array} nonce @param {Uint8Array} ephemeral @returns {Promise<string>} */
export async function prove(hub, where, { id, publicKey }, nonce, ephemeral) {
  return b64u(await sealed(hub, publicKey, proveInfo(where, id), nonce, ephemeral));
}

/** @param {Identity} own @param {Uint8Array} hubKey the X25519 key that the hub is known by @param {Where} where @param {unknown} text @returns {Promise<string>} the nonce */
export async function proof(own, hubKey, where, text) {
  const nonce = await opened(own.agreement, hubKey, proveInfo(where, own.id), unb64u(text));
  if (nonce.length !== NONCE) throw new Error(`expected a nonce of ${NONCE} bytes, not ${nonce.length}`);
  return b64u(nonce);
}
