import { wordlist } from '@scure/bip39/wordlists/english.js';

import { hash } from './bytes';
import { SYMBOLS } from './symbols';

/** What two people compare: `api-spec/protocols/check-words.md`. */
export interface Comparison {
  /** four */
  readonly words: readonly string[];
  /** six, each a picture and its name */
  readonly symbols: readonly string[];
}

/** One end as it is hashed. */
export interface End {
  readonly id: Uint8Array;
  /** X25519 */
  readonly key: Uint8Array;
  readonly nonce: Uint8Array;
}

/** What binds the end in role 1 to its key before it sees the other's. */
export function commitment(protocol: string, { id, key, nonce }: End): Uint8Array {
  return hash('handfast/check-words/commit/v1', protocol, id, key, nonce);
}

/** @param hubId empty where there is none */
export function compare(
  protocol: string,
  first: End,
  second: End,
  commit: Uint8Array,
  hubId: string,
): Comparison {
  const h = hash(
    'handfast/check-words/v1',
    protocol,
    first.id,
    first.key,
    second.id,
    second.key,
    hubId,
    commit,
    second.nonce,
    first.nonce,
  );
  return {
    words: wordsOf(h, 4),
    symbols: Array.from({ length: 6 }, (_, i) => SYMBOLS[bits(h, 44 + 6 * i, 6)] ?? ''),
  };
}

/** Twelve words of one key: they differ for any other. */
export function fingerprint(protocol: string, id: Uint8Array, key: Uint8Array): readonly string[] {
  return wordsOf(hash('handfast/fingerprint/v1', protocol, id, key), 12);
}

function wordsOf(bytes: Uint8Array, count: number): readonly string[] {
  return Array.from({ length: count }, (_, i) => wordlist[bits(bytes, 11 * i, 11)] ?? '');
}

function bits(bytes: Uint8Array, from: number, size: number): number {
  let value = 0;
  for (let i = from; i < from + size; i++) {
    value = (value << 1) | (((bytes[i >> 3] ?? 0) >> (7 - (i & 7))) & 1);
  }
  return value;
}
