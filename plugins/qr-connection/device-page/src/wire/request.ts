import { sha256 } from '@noble/hashes/sha2.js';

import { lp, type Random, u64, utf8 } from '@browser/wire/bytes';
import { b64u } from '@browser/wire/encodings';

import { sign } from './signatures';

/** Who signs requests. */
export interface Signer {
  /** an account id, or `ed25519:` and a key */
  readonly keyId: string;
  readonly seed: Uint8Array;
}

/** What is signed of a request. */
export interface Request {
  readonly hubId: string;
  readonly method: string;
  /** path and query as sent */
  readonly target: string;
  readonly body: string;
  /** Unix seconds */
  readonly created: number;
}

/** The value of the header `Handfast-Signature`. */
export function signatureOf(request: Request, { keyId, seed }: Signer, random: Random): string {
  const nonce = random(16);
  const signed = lp(
    'handfast/request/v1',
    request.hubId,
    keyId,
    request.method,
    request.target,
    u64(request.created),
    nonce,
    sha256(utf8(request.body)),
  );
  return `keyid="${keyId}", created=${request.created}, nonce="${b64u(nonce)}", sig="${b64u(sign(seed, signed))}"`;
}
