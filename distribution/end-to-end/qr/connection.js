/** A connection as one of its two ends has it. */
import { randomUUID } from 'node:crypto';

import { checkWords } from '../parts/comparison.js';
import { Agreement } from '../relay/keys.js';
import { open, seal } from './blob.js';
import { b64u, fields, unb64u } from './bytes.js';
import { committed, PROTOCOL, verifies } from './keys.js';
import { now } from './request.js';

/** @typedef {import('./keys.js').End} End */
/** @typedef {import('./keys.js').OwnEnd} OwnEnd */
/** @typedef {{ own: Agreement, peer: Uint8Array }} Keys what both ends seal with */
/** @typedef {{ pairID: string, packetID: string, blob: string }} Packet as it is sent, or delivered */

/** Who showed the first code is the sender. @typedef {'sender' | 'recipient'} Role */

/**
 * What the two people compare.
 *
 * @param {End & { nonce: Uint8Array }} first
 * @param {End & { nonce: Uint8Array }} second
 * @param {Uint8Array} commit what the first showed before it saw the second's key
 * @param {string} hubId
 * @returns {{ words: string[], symbols: string[] }}
 * @throws {Error} if the first committed to something else
 */
export function compare(first, second, commit, hubId) {
  if (!committed(first, first.nonce).equals(commit)) throw new Error('the first end committed to another key');
  const [one, two] = [first, second].map(({ id, key, nonce }) => ({ id: Buffer.from(id, 'hex'), key, nonce }));
  const { words, symbols } = checkWords(PROTOCOL, /** @type {any} */ (one), /** @type {any} */ (two), commit, hubId);
  return { words, symbols };
}

export class Connection {
  /** @type {string | undefined} as the hub calls it, once it is there */
  id;
  hasEnded = false;
  /** @type {any[]} what the peer said and nobody took yet, the oldest first */
  heard = [];
  /** @type {Set<string>} packets that came */
  #seen = new Set();
  /** @type {Keys[]} the newest first */
  #keys;
  /** @type {Agreement | undefined} that was sent to the peer, and is not used yet */
  #ownNext;
  /** @type {Buffer | undefined} that the peer sent, and is not used yet */
  #peersNext;

  /** @param {Role} role @param {OwnEnd} own @param {End} peer @param {{ words: string[], symbols: string[] }} comparison */
  constructor(role, own, peer, comparison) {
    this.role = role;
    this.own = own;
    this.peer = peer;
    this.comparison = comparison;
    this.#keys = [{ own: own.agreement, peer: peer.key }];
  }

  /** The ids as the hub's messages have them. */
  get ids() {
    const [sender, recipient] = this.role === 'sender' ? [this.own, this.peer] : [this.peer, this.own];
    return { senderID: sender.id, recipientID: recipient.id };
  }

  /** How often the keys were changed. */
  get rekeyed() {
    return this.#keys.length - 1;
  }

  /** @param {unknown} content @returns {Promise<Packet>} that says it to the peer */
  async seal(content) {
    const packetID = randomUUID();
    const [{ own, peer }] = /** @type {[Keys]} */ (this.#keys);
    const address = { from: this.own.id, to: this.peer.id, packetID };
    return {
      pairID: this.peer.id,
      packetID,
      blob: await seal(own, peer, address, Buffer.from(JSON.stringify(content))),
    };
  }

  /** @param {string} text @returns {Promise<Packet>} */
  say(text) {
    return this.seal({ type: 'text', text, at: now() });
  }

  /** @returns {Promise<Packet>} with the key that is to be this end's next one */
  async rekey() {
    const next = (this.#ownNext ??= new Agreement());
    const sig = this.own.pair.sign(rekeyed(this.own.id, next.publicKey));
    const packet = await this.seal({ type: 'rekey', x25519: b64u(next.publicKey), sig: b64u(sig) });
    this.#changeKeys();
    return packet;
  }

  /** Takes what was delivered. @param {Packet} packet @throws {Error} if the peer did not say it */
  async take({ packetID, blob }) {
    if (this.#seen.has(packetID)) return;
    const content = JSON.parse((await this.#open(packetID, blob)).toString());
    this.#seen.add(packetID);
    if (content.type === 'rekey') this.#takeRekey(content);
    else this.heard.push(content);
  }

  /** @param {string} packetID @param {string} blob @returns {Promise<Buffer>} */
  async #open(packetID, blob) {
    const address = { from: this.peer.id, to: this.own.id, packetID };
    for (const { own, peer } of this.#keys) {
      try {
        return await open(own, peer, address, blob);
      } catch {
        // It may be from before the keys were changed.
      }
    }
    throw new Error(`nobody but the peer can have sealed ${packetID}, and the peer has not`);
  }

  /** @param {{ x25519: string, sig: string }} content */
  #takeRekey({ x25519, sig }) {
    const key = unb64u(x25519, 32);
    if (!verifies(unb64u(sig, 64), rekeyed(this.peer.id, key), this.peer.pairKey)) {
      throw new Error('the peer did not sign its new key');
    }
    this.#peersNext = key;
    this.#changeKeys();
  }

  /** Once both have sent a new key and seen the other's. */
  #changeKeys() {
    if (this.#ownNext === undefined || this.#peersNext === undefined) return;
    this.#keys.unshift({ own: this.#ownNext, peer: this.#peersNext });
    this.#ownNext = this.#peersNext = undefined;
  }
}

/** @param {string} id @param {Uint8Array} key @returns {Buffer} what the pair key signs */
function rekeyed(id, key) {
  return fields('handfast/qr-connection/rekey/v1', Buffer.from(id, 'hex'), key);
}
