import type { Random } from '@browser/wire/bytes';

import type { Self, Where } from '../wire/boxes';
import type { Party } from '../wire/identity';
import type { Happening } from './happenings';

/** Whom somebody trusts. */
export interface Trust {
  find(id: string): Party | undefined;
}

/** What a client has around it; it takes nothing from elsewhere. */
export interface Context {
  readonly self: Self;
  readonly where: Where;
  /** the hub's X25519 key, as pinned */
  readonly hubKey: Uint8Array;
  readonly trust: Trust;
  readonly random: Random;
  /** milliseconds since 1970 */
  readonly now: () => number;
  readonly send: (frame: object) => void;
  readonly tell: (happening: Happening) => void;
}
