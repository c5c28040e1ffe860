/** The messages of two devices that are paired, sealed by the sender's key. */
import { chacha20poly1305 } from '@noble/ciphers/chacha.js';

import { lp } from '../parts/comparison.js';

/** @typedef {import('./proofs.js').Keys} Keys */

export class Channel {
  #sent = 0n;
  #heard = -1n;

  /** @param {'initiator' | 'joiner'} role this end's @param {Uint8Array} session @param {Keys} keys */
  constructor(role, session, keys) {
    this.direction = role === 'initiator' ? 0 : 1;
    this.session = session;
    const { i2j, j2i } = keys;
    this.keys = role === 'initiator' ? { own: i2j, other: j2i } : { own: j2i, other: i2j };
  }

  /** @param {string} protocol @param {string | Uint8Array} plain @returns {Buffer} the data of a message */
  seal(protocol, plain) {
    const nonce = Buffer.alloc(12);
    nonce.writeUInt8(this.direction, 0);
    nonce.writeBigUInt64BE(this.#sent++, 4);
    const cipher = chacha20poly1305(this.keys.own, Uint8Array.from(nonce), this.#bound(protocol));
    return Buffer.concat([nonce, cipher.encrypt(Uint8Array.from(Buffer.from(plain)))]);
  }

  /** @param {string} protocol @param {Buffer} data @returns {Buffer} @throws {Error} if it is not the other end's, or not new */
  open(protocol, data) {
    const nonce = data.subarray(0, 12);
    const counter = nonce.readBigUInt64BE(4);
    if (nonce.readUInt32BE(0) !== (1 - this.direction) << 24) throw new Error('the nonce goes the wrong way');
    if (counter <= this.#heard) throw new Error(`the counter ${counter} is not above ${this.#heard}`);
    const cipher = chacha20poly1305(this.keys.other, Uint8Array.from(nonce), this.#bound(protocol));
    const plain = Buffer.from(cipher.decrypt(Uint8Array.from(data.subarray(12))));
    this.#heard = counter;
    return plain;
  }

  /** @param {string} protocol @returns {Uint8Array} */
  #bound(protocol) {
    const parts = ['handfast/challenge-response/message/v1', this.session, protocol];
    return Uint8Array.from(Buffer.concat(parts.map(lp)));
  }
}
