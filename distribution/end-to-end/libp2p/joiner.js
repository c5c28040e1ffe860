/** Who types the words. Driven step by step, so that a test may do otherwise between any two. */
import { randomBytes } from 'node:crypto';

import { commitment } from '../parts/comparison.js';
import { rawKeyOf, requireOf } from './device-info.js';
import { compared, Paired, PROTOCOL } from './paired.js';
import { Proofs, require } from './proofs.js';

/**
 * @typedef {import('./messages.js').Message} Message
 * @typedef {Record<string, unknown>} Instead fields that are sent in place of the right ones
 */

export class Joiner {
  /**
   * @param {import('./peer.js').Peer} peer
   * @param {import('./code.js').Code} code
   * @param {import('@libp2p/interface').Connection} connection
   * @param {{ plain?: boolean }} [how] `plain`: as one written before there were proofs
   */
  constructor(peer, code, connection, { plain = false } = {}) {
    this.peer = peer;
    this.code = code;
    this.connection = connection;
    this.other = connection.remotePeer;
    this.extended = !plain && code.derivation === 'document';
    this.end = { id: peer.id.toString(), key: peer.rawKey, nonce: randomBytes(32) };
    this.commit = commitment(PROTOCOL, this.end);
  }

  /**
   * The whole of it.
   *
   * @param {import('./peer.js').Peer} peer
   * @param {import('./code.js').Code} code
   * @param {string | import('@libp2p/interface').PeerId} where
   * @param {{ plain?: boolean }} [how]
   * @returns {Promise<Paired>}
   */
  static async join(peer, code, where, how) {
    const joiner = new Joiner(peer, code, await peer.dial(where), how);
    await joiner.request();
    return joiner.respond();
  }

  /** Asks for a challenge. @param {Instead} [instead] @returns {Promise<Message>} it, looked at */
  async request(instead = {}) {
    const message = await this.peer.ask(this.connection, {
      type: 'PairingRequest',
      session_id: this.code.session,
      device_info: this.peer.info,
      public_key: this.peer.publicKey,
      ...(this.extended ? { sas_commit: this.commit } : {}),
      ...instead,
    });
    this.#expect('Challenge', message);
    const { challenge, device_info: info, proof } = message;
    requireOf(info, this.other);
    if (challenge.length !== 32 || challenge.every((/** @type {number} */ byte) => byte === 0)) {
      throw new Error('what is to be signed is no challenge');
    }
    this.proofs = new Proofs(this.code, rawKeyOf(this.other), this.peer.rawKey, challenge);
    if (proof !== undefined) {
      if (this.code.derivation === 'original') throw new Error('there are no proofs in the original derivation');
      require(this.proofs.initiator, proof, 'the initiator’s proof');
    }
    this.challenge = message;
    return message;
  }

  /** Signs it. @param {Instead} [instead] @returns {Promise<Message>} how that went */
  async answer(instead = {}) {
    const { challenge, proof, sas_nonce } = this.#challenge;
    const message = await this.peer.ask(this.connection, {
      type: 'Response',
      session_id: this.code.session,
      response: await this.peer.sign(challenge),
      device_info: this.peer.info,
      ...(this.extended && proof !== undefined ? { proof: this.#proofs.joiner } : {}),
      ...(this.extended && sas_nonce !== undefined ? { sas_nonce: this.end.nonce } : {}),
      ...instead,
    });
    this.#expect('Complete', message);
    return message;
  }

  /** @returns {Promise<Paired>} */
  async respond() {
    const { success, reason, proof } = await this.answer();
    if (!success) throw new Error(`the initiator refused: ${reason}`);
    const { proof: theirs, device_info: info, sas_nonce: nonce } = this.#challenge;
    const proven = this.extended && theirs !== undefined;
    if (proven) require(this.#proofs.complete, proof ?? Buffer.alloc(0), 'the proof at the end');
    else if (proof !== undefined) throw new Error('there is a proof at the end that nobody asked for');
    const paired = new Paired(this.peer, this.other, {
      role: 'joiner',
      session: this.code.session,
      keys: proven ? this.#proofs.keys : this.code.plainKeys,
      proven,
      info,
      comparison:
        this.extended && nonce !== undefined
          ? compared(this.end, { id: this.other.toString(), key: rawKeyOf(this.other), nonce }, this.commit)
          : undefined,
    });
    this.peer.remember(paired);
    return paired;
  }

  /** @returns {Message} */
  get #challenge() {
    if (this.challenge === undefined) throw new Error('there is no challenge yet');
    return this.challenge;
  }

  get #proofs() {
    if (this.proofs === undefined) throw new Error('there is no challenge yet');
    return this.proofs;
  }

  /** @param {string} type @param {Message} message */
  #expect(type, message) {
    if (message.type !== type) throw new Error(`expected ${type}, not ${message.type}`);
    if (!this.code.session.equals(message.session_id)) throw new Error(`${type} is of another session`);
  }
}
