/** Keys and signatures of the relay, by the noble libraries. All of it travels as lower-case hexadecimal digits. */
import { randomBytes } from 'node:crypto';

import { ed25519, x25519 } from '@noble/curves/ed25519.js';

/** 2^255 - 19 */
const P = 2n ** 255n - 19n;

/** @param {Uint8Array} bytes @returns {string} */
export function hex(bytes) {
  return Buffer.from(bytes).toString('hex');
}

/** @param {unknown} digits @param {number} size in bytes @returns {Buffer} @throws {Error} if it is anything else */
export function unhex(digits, size) {
  if (typeof digits !== 'string' || !/^[0-9a-f]*$/.test(digits) || digits.length !== size * 2) {
    throw new Error(`expected ${size} bytes in lower-case hexadecimal digits, not ${JSON.stringify(digits)}`);
  }
  return Buffer.from(digits, 'hex');
}

/** A pair of X25519 keys. */
export class Agreement {
  /** @param {Uint8Array} [privateKey] */
  constructor(privateKey = randomBytes(32)) {
    this.privateKey = privateKey;
    this.publicKey = Buffer.from(x25519.getPublicKey(privateKey));
  }

  /** @param {Uint8Array} theirs @returns {Buffer} the result of X25519 @throws {Error} if their key is not one to use */
  with(theirs) {
    const u = BigInt(`0x${hex(Uint8Array.from(theirs).reverse())}`);
    if (u >= P) throw new Error('the key is not in its canonical form');
    const result = Buffer.from(x25519.getSharedSecret(this.privateKey, theirs));
    if (result.every((byte) => byte === 0)) throw new Error('the key is of low order');
    return result;
  }
}

/** The keys of somebody who uses a relay. */
export class User {
  /** @param {{ signing?: Uint8Array, agreement?: Agreement }} [keys] */
  constructor({ signing = randomBytes(32), agreement = new Agreement() } = {}) {
    this.signing = signing;
    this.agreement = agreement;
    this.publicKey = Buffer.from(ed25519.getPublicKey(signing));
  }

  /** What it registers with. */
  get registration() {
    return { ecdh_public_key: hex(this.agreement.publicKey), eddsa_public_key: hex(this.publicKey) };
  }

  /** @param {string} text @returns {string} */
  sign(text) {
    return hex(ed25519.sign(Buffer.from(text), this.signing));
  }
}

/** @param {string} signature @param {string} text @param {Uint8Array} publicKey @returns {boolean} as RFC 8032 has it, strictly */
export function verifies(signature, text, publicKey) {
  return ed25519.verify(unhex(signature, 64), Buffer.from(text), publicKey, { zip215: false });
}
