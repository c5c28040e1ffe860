import type { Peer, Peering } from '../api/types';
import { claimedName } from '../ui/claims';

/** What an end is called in a sentence: its name, or its address if it is not here any more. */
export function peerName({ name, address }: Peer): string {
  return name === undefined ? address : claimedName(name);
}

/** Tells a pairing from others. */
export function peeringKey({ protocol, proposer, other }: Peering): string {
  return `${protocol} ${proposer.address} ${other.address}`;
}

/** The end that is not this device; the proposer if neither is. */
export function otherEnd({ proposer, other }: Peering, deviceId: string): Peer {
  return proposer.deviceId === deviceId ? other : proposer;
}
