/** What one says to all: sealed with a key that each member derives from the session key of an epoch, for each sender another. */
import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';

import { b64u, fields, u64, unb64u } from '../qr/bytes.js';

/** @typedef {{ room: string, epoch: number, seq: number, from: string }} Place of a broadcast */

const NONCE = 12;
const TAG = 16;

/** @param {Omit<Place, 'seq'>} place @returns {Buffer} */
export function keyInfo({ room, epoch, from }) {
  return fields('handfast/chat-join/broadcast/v1', room, u64(epoch), from);
}

/** @param {Uint8Array} sessionKey @param {Omit<Place, 'seq'>} place @returns {Uint8Array} */
export function keyOf(sessionKey, place) {
  return hkdf(sha256, sessionKey, new Uint8Array(32), keyInfo(place), 32);
}

/** @param {Place} place @returns {Buffer} */
export function aadOf({ room, epoch, seq, from }) {
  return fields(room, u64(epoch), u64(seq), from);
}

/** @param {Uint8Array} sessionKey @param {Place} place @param {unknown} content @param {Uint8Array} nonce @returns {string} the box */
export function seal(sessionKey, place, content, nonce) {
  const cipher = chacha20poly1305(keyOf(sessionKey, place), nonce, aadOf(place));
  return b64u(Buffer.concat([nonce, cipher.encrypt(Buffer.from(JSON.stringify(content)))]));
}

/** @param {Uint8Array} sessionKey @param {Place} place @param {unknown} box @returns {Buffer} the plaintext @throws {Error} if nobody in the epoch sealed it so */
export function open(sessionKey, place, box) {
  const bytes = unb64u(box);
  if (bytes.length < NONCE + TAG) throw new Error('the box is too short');
  const cipher = chacha20poly1305(keyOf(sessionKey, place), bytes.subarray(0, NONCE), aadOf(place));
  return Buffer.from(cipher.decrypt(bytes.subarray(NONCE)));
}
