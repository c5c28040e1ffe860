import { utf8 } from '@browser/wire/bytes';
import { compare, type Comparison } from '@browser/wire/words';

import { type Party, PROTOCOL } from '../wire/identity';

/** One end of a vouching. */
export interface End {
  readonly party: Party;
  readonly nonce: Uint8Array;
}

/** What the two people compare; both see the same if nobody sits between them. */
export function comparisonOf(member: End, newcomer: End, commit: Uint8Array, hubId: string): Comparison {
  const [first, second] = [member, newcomer].map(({ party, nonce }) => ({
    id: utf8(party.id),
    key: party.key,
    nonce,
  })) as [Parameters<typeof compare>[1], Parameters<typeof compare>[2]];
  return compare(PROTOCOL, first, second, commit, hubId);
}
