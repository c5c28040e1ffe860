/** Keys of the protocol: of an account, of a hub, and those that each end makes for one connection alone. */
import { createHash, randomBytes } from 'node:crypto';

import { ed25519 } from '@noble/curves/ed25519.js';

import { commitment } from '../parts/comparison.js';
import { Agreement } from '../relay/keys.js';
import { fields } from './bytes.js';

export const PROTOCOL = 'qr-connection';

/** A pair of Ed25519 keys. */
export class Signer {
  /** @param {Uint8Array} [privateKey] */
  constructor(privateKey = randomBytes(32)) {
    this.privateKey = privateKey;
    this.publicKey = Buffer.from(ed25519.getPublicKey(privateKey));
  }

  /** @param {Uint8Array} bytes @returns {Buffer} 64 bytes */
  sign(bytes) {
    return Buffer.from(ed25519.sign(bytes, this.privateKey));
  }
}

/** @param {Uint8Array} signature @param {Uint8Array} bytes @param {Uint8Array} publicKey @returns {boolean} as RFC 8032 has it, strictly */
export function verifies(signature, bytes, publicKey) {
  return ed25519.verify(signature, bytes, publicKey, { zip215: false });
}

/** @param {Uint8Array} pairKey @returns {string} the id by which the other end addresses whoever has the key */
export function pairId(pairKey) {
  const hash = createHash('sha256').update(fields('handfast/qr-connection/pair-id/v1', pairKey)).digest();
  return hash.subarray(0, 20).toString('hex');
}

/**
 * What is known of an end: its X25519 key, and the pair id that its pair key gives it.
 *
 * @typedef {{ id: string, key: Uint8Array, pairKey: Uint8Array }} End
 */

/** One end of a connection, with all its secrets. Who shows the first code commits to the nonce, the other shows it. */
export class OwnEnd {
  /** @param {{ agreement?: Agreement, pair?: Signer, nonce?: Uint8Array }} [parts] */
  constructor({ agreement = new Agreement(), pair = new Signer(), nonce = randomBytes(16) } = {}) {
    this.agreement = agreement;
    this.pair = pair;
    this.nonce = nonce;
    this.id = pairId(pair.publicKey);
  }

  get key() {
    return this.agreement.publicKey;
  }

  get pairKey() {
    return this.pair.publicKey;
  }

  get commit() {
    return committed(this, this.nonce);
  }

  /**
   * Proves that the pair id is its own.
   *
   * @param {'initiate' | 'confirm'} step
   * @param {{ hubId: string, account: Uint8Array, other: string }} what with whom, at which hub, and by which account's 16 bytes
   * @returns {Buffer}
   */
  proof(step, { hubId, account, other }) {
    const ids = [this.id, other].map((id) => Buffer.from(id, 'hex'));
    return this.pair.sign(fields('handfast/qr-connection/own/v1', hubId, step, account, ...ids));
  }
}

/** @param {End} end @param {Uint8Array} nonce @returns {Buffer} what binds the end to its key before it sees the other's */
export function committed({ id, key }, nonce) {
  return commitment(PROTOCOL, { id: Buffer.from(id, 'hex'), key, nonce });
}
