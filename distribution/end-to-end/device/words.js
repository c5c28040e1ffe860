/**
 * What the two ends of direct TCP compare, and what stands in for it: check words, fingerprints and phrases, from
 * `api-spec/protocols/check-words.md` and `direct-tcp.md` alone.
 */
import { createHash, createHmac, hkdfSync } from 'node:crypto';

import { wordlist } from '@scure/bip39/wordlists/english.js';

import * as comparison from '../parts/comparison.js';
import { hash, lp } from '../parts/comparison.js';

const PROTOCOL = 'direct-tcp';
const NOTHING = Buffer.alloc(0);

/**
 * One end as it is hashed.
 *
 * @typedef {{ id: Buffer, key: Buffer }} End sixteen bytes; the container as it was sent
 */

/** @param {End} asking @returns {Buffer} what binds the asking side to its key before it asks */
export function commitment(asking) {
  return comparison.commitment(PROTOCOL, asking);
}

/** @param {End} asking @param {End} answering @param {Buffer} commit */
export function checkWords(asking, answering, commit) {
  return comparison.checkWords(PROTOCOL, asking, answering, commit);
}

/** @param {End} end @returns {string[]} twelve words */
export function fingerprint(end) {
  return comparison.fingerprint(PROTOCOL, end);
}

/** @param {string} hubId @returns {string} the device id that a hub goes by */
export function deviceIdOf(hubId) {
  const bytes = hash('handfast/direct-tcp/device-id/v1', hubId).subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');
}

/** @param {readonly string[]} phrase @returns {boolean} true if its eight words are what a hub could have made */
export function isPhrase(phrase) {
  const numbers = phrase.map((word) => wordlist.indexOf(word));
  if (phrase.length !== 8 || numbers.includes(-1)) return false;
  const all = numbers.map((number) => number.toString(2).padStart(11, '0')).join('');
  const bytes = Buffer.from(all.match(/.{8}/g)?.map((byte) => parseInt(byte, 2)) ?? []);
  return createHash('sha256').update(bytes.subarray(0, 10)).digest()[0] === bytes[10];
}

/** What both proofs of a phrase are bound to. */
export class PhraseProof {
  /**
   * @param {readonly string[]} phrase
   * @param {Buffer} askingId
   * @param {Buffer} answeringId
   * @param {Buffer} details of the PairRequest, empty if it had none
   */
  constructor(phrase, askingId, answeringId, details) {
    const secret = Buffer.from(phrase.join(' '), 'ascii');
    this.key = Buffer.from(hkdfSync('sha256', secret, NOTHING, lp('handfast/direct-tcp/test/v1'), 32));
    this.bound = Buffer.concat([lp(askingId), lp(answeringId), lp(details)]);
  }

  /** @param {Buffer} answeringKey @returns {Buffer} */
  ofAnswering(answeringKey) {
    return this.#mac('B', [answeringKey]);
  }

  /** @param {Buffer} askingKey @param {Buffer} answeringKey @returns {Buffer} */
  ofAsking(askingKey, answeringKey) {
    return this.#mac('A', [askingKey, answeringKey]);
  }

  /** @param {'A' | 'B'} side @param {Buffer[]} keys */
  #mac(side, keys) {
    const mac = createHmac('sha256', this.key).update(lp(side)).update(this.bound);
    for (const key of keys) mac.update(lp(key));
    return mac.digest();
  }
}
