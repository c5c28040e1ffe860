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

const PROTOCOL = 'qr-connection';

/** What binds the end in role 1 to its key before it sees the other's. */
export function commitment({ id, key, nonce }: End): Uint8Array {
  return hash('handfast/check-words/commit/v1', PROTOCOL, id, key, nonce);
}

/** @param hubId empty where there is none */
export function compare(first: End, second: End, commit: Uint8Array, hubId: string): Comparison {
  const h = hash(
    'handfast/check-words/v1',
    PROTOCOL,
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
    words: Array.from({ length: 4 }, (_, i) => wordlist[bits(h, 11 * i, 11)] ?? ''),
    symbols: Array.from({ length: 6 }, (_, i) => SYMBOLS[bits(h, 44 + 6 * i, 6)] ?? ''),
  };
}

function bits(bytes: Uint8Array, from: number, size: number): number {
  let value = 0;
  for (let i = from; i < from + size; i++) {
    value = (value << 1) | (((bytes[i >> 3] ?? 0) >> (7 - (i & 7))) & 1);
  }
  return value;
}
