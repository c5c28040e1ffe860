/**
 * What two people compare, and what stands in for it: check words, fingerprints and phrases, by the hash functions of
 * Node.js, from `api-spec/protocols/check-words.md` and `direct-tcp.md` alone.
 */
import { createHash, createHmac, hkdfSync } from 'node:crypto';

import { wordlist } from '@scure/bip39/wordlists/english.js';

const PROTOCOL = 'direct-tcp';
const NOTHING = Buffer.alloc(0);

/** Of the check symbols, in the order of their numbers. */
const SYMBOLS =
  '⚓ anchor,🍎 apple,🎈 balloon,🍌 banana,🧺 basket,🔔 bell,🚲 bicycle,🪨 boulder,🍞 bread,🌉 bridge,🪣 bucket,🚌 bus,🌵 cactus,🕯️ candle,🥕 carrot,🏰 castle,🪑 chair,🍒 cherry,🧭 compass,🦀 crab,👑 crown,🎲 dice,🚪 door,🥁 drum,🦆 duck,🪶 feather,🔥 fire,🐸 frog,👻 ghost,🦒 giraffe,🍇 grapes,🎸 guitar,🔨 hammer,🦔 hedgehog,🍯 honey,🏠 house,🔑 key,🪁 kite,🪜 ladder,🍋 lemon,🦁 lion,🧲 magnet,🌙 moon,🍄 mushroom,🐙 octopus,🦉 owl,🐼 panda,🍐 pear,✏️ pencil,🍍 pineapple,🌈 rainbow,🤖 robot,🚀 rocket,⛵ sailboat,🐌 snail,🥄 spoon,🍓 strawberry,🌻 sunflower,⛺ tent,🍅 tomato,🚂 train,🐢 turtle,☂️ umbrella,🐳 whale'.split(
    ',',
  );

/**
 * One end as it is hashed.
 *
 * @typedef {{ id: Buffer, key: Buffer }} End sixteen bytes; the container as it was sent
 */

/** @param {string | Uint8Array} x @returns {Buffer} its size as a big-endian u16, then x */
export function lp(x) {
  const bytes = Buffer.from(x);
  const size = Buffer.alloc(2);
  size.writeUInt16BE(bytes.length);
  return Buffer.concat([size, bytes]);
}

/** @param {readonly (string | Uint8Array)[]} parts @returns {Buffer} the SHA-256 of LP of each */
export function hash(...parts) {
  const sha = createHash('sha256');
  for (const part of parts) sha.update(lp(part));
  return sha.digest();
}

/** @param {Buffer} bytes @param {number} from @param {number} count @returns {number} that many bits, from that one on */
function bits(bytes, from, count) {
  let value = 0;
  for (let i = from; i < from + count; i++) value = (value << 1) | ((bytes.readUInt8(i >> 3) >> (7 - (i & 7))) & 1);
  return value;
}

/** @param {Buffer} bytes @param {number} count @returns {string[]} the first bits, eleven a word */
export function words(bytes, count) {
  return Array.from({ length: count }, (_, i) => /** @type {string} */ (wordlist[bits(bytes, i * 11, 11)]));
}

/** @param {End} asking @returns {Buffer} what binds the asking side to its key before it asks */
export function commitment(asking) {
  return hash('handfast/check-words/commit/v1', PROTOCOL, asking.id, asking.key, NOTHING);
}

/**
 * Four words and six symbols.
 *
 * @param {End} asking
 * @param {End} answering
 * @param {Buffer} commit
 * @returns {{ words: string[], symbols: string[] }}
 */
export function checkWords(asking, answering, commit) {
  const h = hash(
    'handfast/check-words/v1',
    PROTOCOL,
    asking.id,
    asking.key,
    answering.id,
    answering.key,
    NOTHING,
    commit,
    NOTHING,
    NOTHING,
  );
  const symbols = Array.from({ length: 6 }, (_, i) => /** @type {string} */ (SYMBOLS[bits(h, 44 + i * 6, 6)]));
  return { words: words(h, 4), symbols };
}

/** @param {End} end @returns {string[]} twelve words */
export function fingerprint(end) {
  return words(hash('handfast/fingerprint/v1', PROTOCOL, end.id, end.key), 12);
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
