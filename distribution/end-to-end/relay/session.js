/** The keys that two users agree on, and what is said under them. The relay sees none of it. */
import { createCipheriv, createDecipheriv, randomBytes, timingSafeEqual } from 'node:crypto';

import { expand, extract } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';

import { checkWords, commitment, fingerprint, hash, lp } from '../parts/comparison.js';
import { Agreement, hex, unhex } from './keys.js';

/** @typedef {import('./frames.js').Frame} Frame */
/** @typedef {{ code: string, publicKey: Uint8Array }} Party somebody, and the Ed25519 key of theirs */
/** @typedef {Party & { used: Uint8Array }} End with the X25519 key that was sent */
/** @typedef {{ words: string[], symbols: string[] } | { fingerprints: string[][] }} Comparison of initiator and responder */

const PROTOCOL = 'relay-key-exchange';
const NOTHING = Buffer.alloc(0);
const TAG = 16;

/** Who sent `key_exchange`. */
export class Initiator {
  /**
   * @param {Party} self
   * @param {string} hub the hub's id
   * @param {Agreement} [agreement] like the nonce, fresh unless a vector says otherwise
   * @param {Buffer} [nonce]
   */
  constructor(self, hub, agreement = new Agreement(), nonce = randomBytes(32)) {
    this.self = self;
    this.hub = hub;
    this.agreement = agreement;
    this.nonce = nonce;
    this.commit = commitment(PROTOCOL, { id: self.code, key: agreement.publicKey, nonce: this.nonce });
    /** @type {Set<string>} of each envelope that it was sent in: one that is sent again is signed anew */
    this.references = new Set();
  }

  /** Of `key_exchange`. */
  get payload() {
    return { ecdh_public_key: hex(this.agreement.publicKey), commit: hex(this.commit) };
  }

  /** @param {Party} peer @param {Frame} answer `key_exchange_ack` @returns {Session} */
  finish(peer, { payload }) {
    if (payload.in_reply_to !== undefined && !this.references.has(payload.in_reply_to)) {
      throw new Error('the answer is to another key_exchange');
    }
    const used = unhex(payload.ecdh_public_key, 32);
    return new Session({
      role: 'I',
      agreement: this.agreement,
      initiator: { ...this.self, used: this.agreement.publicKey },
      responder: { ...peer, used },
      commit: this.commit,
      opening: this.nonce,
      nonce: payload.nonce === undefined ? NOTHING : unhex(payload.nonce, 32),
      hub: this.hub,
    });
  }
}

/** Who answers it. */
export class Responder {
  /**
   * @param {Party} self
   * @param {string} hub
   * @param {Party} peer
   * @param {Frame} asked `key_exchange`
   * @param {Agreement} [agreement]
   * @param {Buffer} [nonce]
   */
  constructor(self, hub, peer, asked, agreement = new Agreement(), nonce = randomBytes(32)) {
    const { ecdh_public_key, commit } = asked.payload;
    this.nonce = commit === undefined ? NOTHING : nonce;
    this.session = new Session({
      role: 'R',
      agreement,
      initiator: { ...peer, used: unhex(ecdh_public_key, 32) },
      responder: { ...self, used: agreement.publicKey },
      commit: commit === undefined ? NOTHING : unhex(commit, 32),
      opening: undefined,
      nonce: this.nonce,
      hub,
    });
    /** Of `key_exchange_ack`. */
    this.payload = {
      ecdh_public_key: hex(agreement.publicKey),
      in_reply_to: asked.reference,
      ...(commit === undefined ? {} : { nonce: hex(this.nonce) }),
    };
  }
}

/**
 * What both ends hash, and so must agree on.
 *
 * @param {End} initiator
 * @param {End} responder
 * @param {Uint8Array} commit
 * @param {Uint8Array} nonce the responder's
 * @returns {Buffer}
 */
export function transcript(initiator, responder, commit, nonce) {
  const ends = [initiator, responder].flatMap(({ code, publicKey, used }) => [code, publicKey, used]);
  return hash('handfast/relay-key-exchange/v1', ...ends, commit, nonce);
}

export class Session {
  #sent = 0;
  #seen = new Set();
  /** True once the peer has shown that it has the same keys. */
  confirmed = false;

  /**
   * @param {{ role: 'I' | 'R', agreement: Agreement, initiator: End, responder: End, commit: Uint8Array,
   *   opening: Buffer | undefined, nonce: Uint8Array, hub: string }} parts
   */
  constructor(parts) {
    this.parts = parts;
    const { role, agreement, initiator, responder, commit, nonce } = parts;
    this.self = role === 'I' ? initiator : responder;
    this.peer = role === 'I' ? responder : initiator;
    this.transcript = transcript(initiator, responder, commit, nonce);
    this.secret = extract(sha256, agreement.with(this.peer.used), this.transcript);
    this.keys = { I: this.#expand('i2r'), R: this.#expand('r2i'), confirm: this.#expand('confirm') };
    this.opening = parts.opening;
  }

  /** What the two people compare: short words only if they were committed to. @returns {Comparison} */
  get comparison() {
    const { initiator, responder, commit, nonce, hub } = this.parts;
    const first = { id: initiator.code, key: initiator.used, nonce: this.opening ?? NOTHING };
    const second = { id: responder.code, key: responder.used, nonce };
    if (commit.length === 0 || nonce.length === 0) {
      return { fingerprints: [first, second].map((end) => fingerprint(PROTOCOL, end)) };
    }
    if (this.opening === undefined) throw new Error('the commitment is not opened yet');
    const { words, symbols } = checkWords(PROTOCOL, first, second, commit, hub);
    return { words, symbols };
  }

  /** Of `key_confirm`. */
  get confirmation() {
    const { role, commit, opening } = this.parts;
    const opens = role === 'I' && commit.length > 0 && opening !== undefined;
    return { mac: hex(this.#mac(role)), ...(opens ? { nonce: hex(opening) } : {}) };
  }

  /** @param {any} payload of the peer's `key_confirm` */
  takeConfirmation({ mac, nonce }) {
    const { role, initiator, commit } = this.parts;
    if (!timingSafeEqual(unhex(mac, 32), this.#mac(role === 'I' ? 'R' : 'I'))) {
      throw new Error('the peer has other keys');
    }
    if (role === 'R' && commit.length > 0) {
      const opening = unhex(nonce, 32);
      const opened = commitment(PROTOCOL, { id: initiator.code, key: initiator.used, nonce: opening });
      if (!opened.equals(commit)) throw new Error('the peer had committed to something else');
      this.opening = opening;
    }
    this.confirmed = true;
  }

  /** @param {string} text @returns {{ seq: number, nonce: string, ciphertext: string }} the payload of `message` */
  seal(text) {
    if (!this.confirmed) throw new Error('the peer has not confirmed its keys');
    const seq = ++this.#sent;
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.keys[this.parts.role], nonce);
    cipher.setAAD(this.#bound(this.self.code, this.peer.code, seq));
    const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return { seq, nonce: hex(nonce), ciphertext: hex(ciphertext) };
  }

  /** @param {any} payload @returns {string} */
  open({ seq, nonce, ciphertext }) {
    if (!Number.isSafeInteger(seq) || seq < 1) throw new Error(`a seq of ${seq}`);
    if (this.#seen.has(seq)) throw new Error(`message ${seq} came before`);
    const sealed = unhex(ciphertext, String(ciphertext).length / 2);
    const key = this.keys[this.parts.role === 'I' ? 'R' : 'I'];
    const decipher = createDecipheriv('aes-256-gcm', key, unhex(nonce, 12));
    decipher.setAAD(this.#bound(this.peer.code, this.self.code, seq));
    decipher.setAuthTag(sealed.subarray(-TAG));
    const plain = Buffer.concat([decipher.update(sealed.subarray(0, -TAG)), decipher.final()]);
    this.#seen.add(seq);
    return plain.toString('utf8');
  }

  /** @param {'i2r' | 'r2i' | 'confirm'} purpose */
  #expand(purpose) {
    return expand(sha256, this.secret, lp(purpose), 32);
  }

  /** @param {'I' | 'R'} role @returns {Uint8Array} */
  #mac(role) {
    return hmac(sha256, this.keys.confirm, Buffer.concat([lp(role), lp(this.transcript)]));
  }

  /** @param {string} sender @param {string} recipient @param {number} seq */
  #bound(sender, recipient, seq) {
    const number = Buffer.alloc(8);
    number.writeBigUInt64BE(BigInt(seq));
    return Buffer.concat([lp(this.transcript), lp(sender), lp(recipient), lp(number)]);
  }
}
