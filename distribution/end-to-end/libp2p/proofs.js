/** What shows each end that the other knows the code, and the keys that follow: `document` derivation only. */
import { createHash, timingSafeEqual } from 'node:crypto';

import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';

import { lp } from '../parts/comparison.js';
import { derive } from './code.js';

/** @typedef {import('./code.js').Code} Code */
/** @typedef {{ i2j: Buffer, j2i: Buffer }} Keys from the initiator to the joiner, and back */

export class Proofs {
  /**
   * @param {Code} code
   * @param {Uint8Array} initiator its Ed25519 key, 32 bytes
   * @param {Uint8Array} joiner
   * @param {Uint8Array} challenge
   */
  constructor({ secret, session }, initiator, joiner, challenge) {
    this.secret = secret;
    this.key = derive(secret, lp('handfast/challenge-response/proof/v1'));
    this.transcript = Buffer.concat([session, initiator, joiner, challenge].map(lp));
  }

  /** In Challenge. */
  get initiator() {
    return this.#mac(lp('initiator'), this.transcript);
  }

  /** In Response. */
  get joiner() {
    return this.#mac(lp('joiner'), this.transcript);
  }

  /** In Complete. */
  get complete() {
    return this.#mac(lp('complete'), this.transcript, lp(this.joiner));
  }

  /** @returns {Keys} once all three were right */
  get keys() {
    const salt = createHash('sha256').update(this.transcript).digest();
    const key = (/** @type {string} */ way) =>
      derive(this.secret, Buffer.concat([lp('handfast/challenge-response/keys/v1'), lp(way)]), salt);
    return { i2j: key('i2j'), j2i: key('j2i') };
  }

  /** @param {...Uint8Array} parts @returns {Buffer} */
  #mac(...parts) {
    return Buffer.from(hmac(sha256, this.key, Buffer.concat(parts)));
  }
}

/** @param {Uint8Array} expected @param {Uint8Array} told @param {string} what */
export function require(expected, told, what) {
  if (expected.length !== told.length || !timingSafeEqual(expected, told)) throw new Error(`${what} is wrong`);
}
