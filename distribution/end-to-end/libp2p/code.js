/** Twelve words, and what follows from them, in both derivations of `challenge-response`. */
import { hkdf } from '@noble/hashes/hkdf.js';
import { blake3 } from '@noble/hashes/blake3.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';

/** @typedef {'document' | 'original'} Derivation */

const EXTENSION = 'spacedrive-pairing-entropy-extension-v1';
const SIZE = 16;

/** @param {Uint8Array} ikm @param {string | Uint8Array} info @param {Uint8Array} [salt] @returns {Buffer} 32 bytes */
export function derive(ikm, info, salt) {
  return Buffer.from(hkdf(sha256, ikm, salt, Buffer.from(info), 32));
}

export class Code {
  /** @param {Uint8Array} entropy @param {Derivation} [derivation] */
  constructor(entropy, derivation = 'document') {
    if (entropy.length !== SIZE) throw new Error(`a code is made of ${SIZE} bytes, not of ${entropy.length}`);
    this.entropy = Buffer.from(entropy);
    this.derivation = derivation;
    /** What both ends call the matter; it is public. */
    this.session = derivation === 'document' ? hashed(this.entropy) : this.entropy;
    this.secret = Buffer.concat([this.entropy, hashed(EXTENSION, this.entropy)]);
  }

  /** @param {string} words @param {Derivation} [derivation] @returns {Code} of what somebody typed */
  static typed(words, derivation) {
    return new Code(mnemonicToEntropy(words.trim().toLowerCase().split(/\s+/).join(' '), wordlist), derivation);
  }

  get words() {
    return entropyToMnemonic(Uint8Array.from(this.entropy), wordlist);
  }

  /** The keys of whoever has no proofs: the same for all who join by this code. */
  get plainKeys() {
    if (this.derivation === 'original') {
      const both = derive(this.secret, 'spacedrive-symmetric-key');
      return { i2j: both, j2i: both };
    }
    return {
      i2j: derive(this.secret, 'spacedrive-send-key'),
      j2i: derive(this.secret, 'spacedrive-receive-key'),
    };
  }
}

/** @param {(string | Uint8Array)[]} parts @returns {Buffer} half of their BLAKE3 */
function hashed(...parts) {
  return Buffer.from(blake3(Buffer.concat(parts.map((part) => Buffer.from(part))))).subarray(0, SIZE);
}
