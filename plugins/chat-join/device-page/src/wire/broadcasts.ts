import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';

import { concat, lp, u64 } from '@browser/wire/bytes';

/** Where a broadcast belongs. */
export interface Place {
  readonly room: string;
  readonly epoch: number;
  /** of this sender in this epoch, from 1 */
  readonly seq: number;
  readonly from: string;
}

export const NONCE_SIZE = 12;
const TAG_SIZE = 16;

/** Each sender has another key, derived from the one that all share: any member could seal as any other. */
export function senderKey(sessionKey: Uint8Array, { room, epoch, from }: Omit<Place, 'seq'>): Uint8Array {
  const info = lp('handfast/chat-join/broadcast/v1', room, u64(epoch), from);
  return hkdf(sha256, sessionKey, new Uint8Array(32), info, 32);
}

export function sealBroadcast(
  sessionKey: Uint8Array,
  place: Place,
  content: Uint8Array,
  nonce: Uint8Array,
): Uint8Array {
  const cipher = chacha20poly1305(senderKey(sessionKey, place), nonce, aadOf(place));
  return concat(nonce, cipher.encrypt(content));
}

/** @throws Error unless somebody who has the session key sealed it for that place */
export function openBroadcast(sessionKey: Uint8Array, place: Place, box: Uint8Array): Uint8Array {
  if (box.length < NONCE_SIZE + TAG_SIZE) throw new RangeError('a box that is too short');
  const cipher = chacha20poly1305(senderKey(sessionKey, place), box.subarray(0, NONCE_SIZE), aadOf(place));
  return cipher.decrypt(box.subarray(NONCE_SIZE));
}

function aadOf({ room, epoch, seq, from }: Place): Uint8Array {
  return lp(room, u64(epoch), u64(seq), from);
}
