import { hash, hex } from '@browser/wire/bytes';

/** By which the other end addresses the owner of a pair key: forty characters of lower-case hex. */
export function pairIdOf(pairKey: Uint8Array): string {
  return hex(hash('handfast/qr-connection/pair-id/v1', pairKey).subarray(0, 20));
}
