import { sha256 } from '@noble/hashes/sha2.js';

import { base32, fromB64u } from '@browser/wire/encodings';
import { isAgreementKey } from '@browser/wire/hpke';

export const PROTOCOL = 'chat-join';

const FORM = /^[a-z2-7]{51}[aq]$/;
const KEY_SIZE = 32;
const SHORT = 8;

/** Somebody whose key is known; that alone gives no trust. */
export interface Party {
  /** the hash of the key, 52 characters of lower-case base32 */
  readonly id: string;
  /** X25519 */
  readonly key: Uint8Array;
}

export function isIdentity(value: unknown): value is string {
  return typeof value === 'string' && FORM.test(value);
}

export function identityOf(key: Uint8Array): string {
  return base32(sha256(key)).toLowerCase();
}

/** From anyone: the hash says whose key it is. @param key b64u @throws RangeError if it is another's, or none */
export function partyOf(id: string, key: string): Party {
  const bytes = fromB64u(key);
  if (bytes.length !== KEY_SIZE || identityOf(bytes) !== id) throw new RangeError('that is not its key');
  if (!isAgreementKey(bytes)) throw new RangeError('nobody agrees with that key');
  return { id, key: bytes };
}

/** To be shown where there is no name. */
export function shortIdentity(id: string): string {
  return `${id.slice(0, SHORT)}…`;
}
