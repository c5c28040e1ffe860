/** How values of the protocol are written as bytes, and bytes as text. What is not written in the one right way is refused. */
import { base32nopad, base64, base64urlnopad } from '@scure/base';

import { lp } from '../parts/comparison.js';

const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** @param {readonly (string | Uint8Array)[]} parts @returns {Buffer} LP of each, one after the other */
export function fields(...parts) {
  return Buffer.concat(parts.map(lp));
}

/** @param {number} value @returns {Buffer} big-endian */
export function u64(value) {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
}

/** @param {string} id @returns {Buffer} the 16 bytes of a UUID */
export function uuid(id) {
  if (!UUID.test(id)) throw new Error(`expected a UUID in lower case, not ${JSON.stringify(id)}`);
  return Buffer.from(id.replaceAll('-', ''), 'hex');
}

/** @param {Uint8Array} bytes @returns {string} */
export function b64u(bytes) {
  return base64urlnopad.encode(Uint8Array.from(bytes));
}

/** @param {unknown} text @param {number} [size] of the bytes, if only one is right @returns {Buffer} */
export function unb64u(text, size) {
  return decoded(base64urlnopad, text, size);
}

/** @param {Uint8Array} bytes @returns {string} */
export function b64(bytes) {
  return base64.encode(Uint8Array.from(bytes));
}

/** @param {unknown} text @returns {Buffer} */
export function unb64(text) {
  return decoded(base64, text);
}

/** @param {Uint8Array} bytes @returns {string} in upper case */
export function base32(bytes) {
  return base32nopad.encode(Uint8Array.from(bytes));
}

/** @param {unknown} text @returns {Buffer} */
export function unbase32(text) {
  return decoded(base32nopad, text);
}

/**
 * @param {{ decode: (text: string) => Uint8Array, encode: (bytes: Uint8Array) => string }} coder
 * @param {unknown} text
 * @param {number} [size]
 * @returns {Buffer}
 */
function decoded(coder, text, size) {
  if (typeof text !== 'string') throw new Error(`expected text, not ${JSON.stringify(text)}`);
  const bytes = coder.decode(text);
  if (coder.encode(bytes) !== text) throw new Error(`${text} is not written in the one right way`);
  if (size !== undefined && bytes.length !== size) throw new Error(`expected ${size} bytes, not ${bytes.length}`);
  return Buffer.from(bytes);
}
