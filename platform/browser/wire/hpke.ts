import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import { x25519 } from '@noble/curves/ed25519.js';
import { expand, extract } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';

import { concat, type Random, utf8 } from './bytes';

/**
 * HPKE (RFC 9180) in mode auth, one message per encapsulation: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256,
 * ChaCha20-Poly1305.
 *
 * Who opens a box knows that it was made by the holder of the sender's key and for this key. Not guaranteed: anything
 * against whoever holds the recipient's private key (such a one can make boxes from anyone), nor secrecy of old boxes
 * once that key is lost.
 */

const ENC_SIZE = 32;
const MODE_AUTH = Uint8Array.of(2);
const EMPTY = new Uint8Array(0);
const VERSION = utf8('HPKE-v1');
const KEM = concat(utf8('KEM'), Uint8Array.of(0, 0x20));
const SUITE = concat(utf8('HPKE'), Uint8Array.of(0, 0x20, 0, 0x01, 0, 0x03));

/** What the ciphertext is bound to, beside the keys. */
export interface Binding {
  readonly info: Uint8Array;
  readonly aad: Uint8Array;
}

/** How many bytes longer than its plaintext a box is. */
export const OVERHEAD = ENC_SIZE + 16;

export function agreementKey(secret: Uint8Array): Uint8Array {
  return x25519.getPublicKey(secret);
}

/** False for a public key that no secret agrees with: one of low order. */
export function isAgreementKey(key: Uint8Array): boolean {
  try {
    x25519.getSharedSecret(Uint8Array.of(1, ...new Uint8Array(31)), key);
    return true;
  } catch {
    return false;
  }
}

/** @returns enc, then the ciphertext @throws Error if the recipient's key is none */
export function seal(
  sender: Uint8Array,
  recipientKey: Uint8Array,
  { info, aad }: Binding,
  plaintext: Uint8Array,
  random: Random,
): Uint8Array {
  const ephemeral = random(32);
  const enc = agreementKey(ephemeral);
  const dh = concat(
    x25519.getSharedSecret(ephemeral, recipientKey),
    x25519.getSharedSecret(sender, recipientKey),
  );
  const { key, nonce } = schedule(dh, concat(enc, recipientKey, agreementKey(sender)), info);
  return concat(enc, chacha20poly1305(key, nonce, aad).encrypt(plaintext));
}

/** @throws Error if the box is not from that sender, for this recipient, and bound to the same */
export function open(
  recipient: Uint8Array,
  senderKey: Uint8Array,
  { info, aad }: Binding,
  box: Uint8Array,
): Uint8Array {
  if (box.length < OVERHEAD) throw new RangeError('a box that is too short');
  const enc = box.subarray(0, ENC_SIZE);
  const dh = concat(x25519.getSharedSecret(recipient, enc), x25519.getSharedSecret(recipient, senderKey));
  const { key, nonce } = schedule(dh, concat(enc, agreementKey(recipient), senderKey), info);
  return chacha20poly1305(key, nonce, aad).decrypt(box.subarray(ENC_SIZE));
}

/** RFC 9180, sections 4.1 (ExtractAndExpand) and 5.1 (KeySchedule). */
function schedule(dh: Uint8Array, kemContext: Uint8Array, info: Uint8Array) {
  const shared = labeledExpand(
    KEM,
    labeledExtract(KEM, EMPTY, 'eae_prk', dh),
    'shared_secret',
    kemContext,
    32,
  );
  const context = concat(
    MODE_AUTH,
    labeledExtract(SUITE, EMPTY, 'psk_id_hash', EMPTY),
    labeledExtract(SUITE, EMPTY, 'info_hash', info),
  );
  const secret = labeledExtract(SUITE, shared, 'secret', EMPTY);
  return {
    key: labeledExpand(SUITE, secret, 'key', context, 32),
    nonce: labeledExpand(SUITE, secret, 'base_nonce', context, 12),
  };
}

function labeledExtract(suite: Uint8Array, salt: Uint8Array, label: string, ikm: Uint8Array): Uint8Array {
  return extract(sha256, concat(VERSION, suite, utf8(label), ikm), salt);
}

function labeledExpand(suite: Uint8Array, prk: Uint8Array, label: string, info: Uint8Array, size: number) {
  return expand(
    sha256,
    prk,
    concat(Uint8Array.of(size >> 8, size & 0xff), VERSION, suite, utf8(label), info),
    size,
  );
}
