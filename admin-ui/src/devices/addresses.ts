import type { Device } from '../api/types';

/** What a device is called in one protocol. */
export interface Addresses {
  protocol: string;
  title: string;
  /** The one it came by. */
  first: string;
  /** Those it got since: one for each connection, where the protocol gives it such. */
  others: readonly string[];
}

/** The addresses of a device, by protocol, in the order in which it got them. */
export function byProtocol(addresses: Device['addresses']): Addresses[] {
  const protocols = new Map<string, Addresses & { others: string[] }>();
  for (const { protocol, protocolTitle, address } of addresses) {
    const known = protocols.get(protocol);
    if (known === undefined) {
      protocols.set(protocol, { protocol, title: protocolTitle, first: address, others: [] });
    } else {
      known.others.push(address);
    }
  }
  return [...protocols.values()];
}
