import type { Comparison } from '@browser/wire/words';

import type { LeavingReason } from '../wire/frames';
import type { Party } from '../wire/identity';

/** What a person may want to know of a room. */
export type Happening =
  | {
      readonly kind: 'said';
      readonly from: string;
      readonly text: string;
      /** claimed, Unix seconds */
      readonly at: number;
      readonly epoch: number;
    }
  /** one's own words have gone out */
  | { readonly kind: 'sent'; readonly id: number }
  | { readonly kind: 'joined'; readonly identity: string; readonly by: string }
  | { readonly kind: 'left'; readonly identity: string; readonly reason: LeavingReason }
  /** somebody whom one does not trust was at the door, and was not vouched for */
  | { readonly kind: 'stranger'; readonly identity: string; readonly party?: Party }
  | { readonly kind: 'compared'; readonly with: string; readonly comparison: Comparison }
  /** a new key is in use */
  | { readonly kind: 'key'; readonly epoch: number; readonly by: string }
  | { readonly kind: 'warned'; readonly warning: Warning };

/** Why a broadcast was passed over. */
export type NotHeard = 'stranger' | 'removed' | 'epoch' | 'late' | 'repeated' | 'unreadable';

/** What should not have come. */
export type Warning =
  | {
      readonly code: 'roster-differs';
      readonly extra: readonly string[];
      readonly missing: readonly string[];
    }
  /** the hub says that one added somebody, and one did not */
  | { readonly code: 'forged-vouch'; readonly identity: string }
  /** who is to make a key is not somebody to take one from */
  | { readonly code: 'unbelieved-maker'; readonly identity: string }
  /** who makes the key did not seal one */
  | { readonly code: 'bad-key'; readonly identity: string }
  /** who should get a key cannot: nobody said what its own is */
  | { readonly code: 'no-way-to'; readonly identity: string }
  /** whom one vouches for answered wrongly */
  | { readonly code: 'bad-newcomer'; readonly identity: string }
  | { readonly code: 'not-heard'; readonly identity: string; readonly why: NotHeard }
  | { readonly code: 'hub-error'; readonly error: string; readonly detail: string };

/**
 * Why this client leaves by itself.
 *
 * - `unknown-voucher`: the member that would add it is not one it trusts
 * - `false-voucher`: that member's box is not what it should be
 * - `false-hub`: the hub did not show that it is the one known
 * - `nonsense`: the hub says what no hub says
 */
export type Fault = 'unknown-voucher' | 'false-voucher' | 'false-hub' | 'nonsense';

/** This client is better off outside. */
export class Leave extends Error {
  override name = 'Leave';

  constructor(
    readonly fault: Fault,
    readonly identity?: string,
    options?: ErrorOptions,
  ) {
    super(fault, options);
  }
}
