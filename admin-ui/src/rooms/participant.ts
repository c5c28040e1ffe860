import type { Participant } from '../api/types';
import { claimedName } from '../ui/claims';

const SHORT = 12;

/** What somebody is called in a sentence: the name of its device, or as much of its identity as tells it from others. */
export function participantName({ name, address }: Pick<Participant, 'name' | 'address'>): string {
  return name === undefined ? shortAddress(address) : claimedName(name);
}

export function shortAddress(address: string): string {
  return address.length <= SHORT ? address : `${address.slice(0, SHORT - 1)}…`;
}

/** True of one that has proven to hold the key of its identity. */
export function isProven({ facts }: Participant): boolean {
  return facts.identity === 'proven';
}

/** True of one that waits to be let in. */
export function isAtTheDoor({ facts }: Participant): boolean {
  return facts.door !== undefined;
}

/** Who let it in, if anybody did: the address of it. */
export function voucherOf({ facts }: Participant): string | undefined {
  return facts['vouched-by'];
}

export function since({ facts }: Participant): string | undefined {
  return facts.since === undefined || Number.isNaN(Date.parse(facts.since)) ? undefined : facts.since;
}
