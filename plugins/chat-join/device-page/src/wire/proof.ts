import { lp } from '@browser/wire/bytes';
import { open } from '@browser/wire/hpke';

import type { Self, Where } from './boxes';

const NONCE_SIZE = 32;

export function proveInfo({ hubId, room }: Where, id: string): Uint8Array {
  return lp('handfast/chat-join/prove/v1', hubId, room, id);
}

/** What shows the hub that one holds the key of one's identity. @param hubKey the pinned one @throws Error if another sealed it */
export function proofOf(self: Self, hubKey: Uint8Array, where: Where, sealed: Uint8Array): Uint8Array {
  const binding = { info: proveInfo(where, self.party.id), aad: new Uint8Array(0) };
  const nonce = open(self.secret, hubKey, binding, sealed);
  if (nonce.length !== NONCE_SIZE) throw new RangeError('a nonce of another size');
  return nonce;
}
