import { ed25519 } from '@noble/curves/ed25519.js';

/** @param seed of 32 bytes */
export function sign(seed: Uint8Array, message: Uint8Array): Uint8Array {
  return ed25519.sign(message, seed);
}

export function signingKey(seed: Uint8Array): Uint8Array {
  return ed25519.getPublicKey(seed);
}

/** After RFC 8032, with none of the leniencies of others. False, too, for a key or a signature that is none. */
export function verify(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  try {
    return ed25519.verify(signature, message, key, { zip215: false });
  } catch {
    return false;
  }
}
