import { fromHex, lp, u64 } from '@browser/wire/bytes';

import { sign, verify } from './signatures';
import { uuidBytes } from './uuid';

/** What a pair key signs to show whose it is. */
export interface Ownership {
  readonly hubId: string;
  readonly act: 'initiate' | 'confirm';
  readonly accountId: string;
  /** pair ids */
  readonly own: string;
  readonly other: string;
}

/** `pairProof`. */
export function proveOwnership(pairSeed: Uint8Array, ownership: Ownership): Uint8Array {
  return sign(pairSeed, ownershipBytes(ownership));
}

export function ownershipBytes({ hubId, act, accountId, own, other }: Ownership): Uint8Array {
  return lp('handfast/qr-connection/own/v1', hubId, act, uuidBytes(accountId), fromHex(own), fromHex(other));
}

/** What the hub signs when a connection is initiated. */
export interface Initiated {
  readonly hubId: string;
  readonly senderId: string;
  readonly recipientId: string;
  /** of the sender */
  readonly accountId: string;
  /** Unix seconds */
  readonly expires: number;
}

export function isSignedByHub(hubKey: Uint8Array, initiated: Initiated, signature: Uint8Array): boolean {
  return verify(hubKey, initiatedBytes(initiated), signature);
}

export function initiatedBytes({ hubId, senderId, recipientId, accountId, expires }: Initiated): Uint8Array {
  return lp(
    'handfast/qr-connection/v1',
    hubId,
    fromHex(senderId),
    fromHex(recipientId),
    uuidBytes(accountId),
    u64(expires),
  );
}

/** What a pair key signs when its owner takes a new X25519 key. */
export function rekeyBytes(pairId: string, newKey: Uint8Array): Uint8Array {
  return lp('handfast/qr-connection/rekey/v1', fromHex(pairId), newKey);
}
