/**
 * What two people compare, of any protocol: check words, check symbols and fingerprints, by the hash functions of Node.js, from
 * `api-spec/protocols/check-words.md` alone.
 */
import { createHash } from 'node:crypto';

import { wordlist } from '@scure/bip39/wordlists/english.js';

/** Of the check symbols, in the order of their numbers. */
const SYMBOLS =
  '⚓ anchor,🍎 apple,🎈 balloon,🍌 banana,🧺 basket,🔔 bell,🚲 bicycle,🪨 boulder,🍞 bread,🌉 bridge,🪣 bucket,🚌 bus,🌵 cactus,🕯️ candle,🥕 carrot,🏰 castle,🪑 chair,🍒 cherry,🧭 compass,🦀 crab,👑 crown,🎲 dice,🚪 door,🥁 drum,🦆 duck,🪶 feather,🔥 fire,🐸 frog,👻 ghost,🦒 giraffe,🍇 grapes,🎸 guitar,🔨 hammer,🦔 hedgehog,🍯 honey,🏠 house,🔑 key,🪁 kite,🪜 ladder,🍋 lemon,🦁 lion,🧲 magnet,🌙 moon,🍄 mushroom,🐙 octopus,🦉 owl,🐼 panda,🍐 pear,✏️ pencil,🍍 pineapple,🌈 rainbow,🤖 robot,🚀 rocket,⛵ sailboat,🐌 snail,🥄 spoon,🍓 strawberry,🌻 sunflower,⛺ tent,🍅 tomato,🚂 train,🐢 turtle,☂️ umbrella,🐳 whale'.split(
    ',',
  );
const NOTHING = Buffer.alloc(0);

/**
 * One end as it is hashed. The nonce is empty where the protocol has none.
 *
 * @typedef {{ id: string | Uint8Array, key: Uint8Array, nonce?: Uint8Array }} End
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
function words(bytes, count) {
  return Array.from({ length: count }, (_, i) => /** @type {string} */ (wordlist[bits(bytes, i * 11, 11)]));
}

/** @param {string} protocol @param {End} first in role 1 @returns {Buffer} what binds it to its key before it sees the other's */
export function commitment(protocol, { id, key, nonce = NOTHING }) {
  return hash('handfast/check-words/commit/v1', protocol, id, key, nonce);
}

/**
 * Four words and six symbols.
 *
 * @param {string} protocol
 * @param {End} first in role 1
 * @param {End} second in role 2
 * @param {Uint8Array} commit
 * @param {string | Uint8Array} [hub] its id, where the wire carries one
 * @returns {{ hash: Buffer, words: string[], symbols: string[] }}
 */
export function checkWords(protocol, first, second, commit, hub = NOTHING) {
  const h = hash(
    'handfast/check-words/v1',
    protocol,
    first.id,
    first.key,
    second.id,
    second.key,
    hub,
    commit,
    second.nonce ?? NOTHING,
    first.nonce ?? NOTHING,
  );
  const symbols = Array.from({ length: 6 }, (_, i) => /** @type {string} */ (SYMBOLS[bits(h, 44 + i * 6, 6)]));
  return { hash: h, words: words(h, 4), symbols };
}

/** @param {string} protocol @param {End} end @returns {string[]} twelve words of its key */
export function fingerprint(protocol, { id, key }) {
  return words(hash('handfast/fingerprint/v1', protocol, id, key), 12);
}
