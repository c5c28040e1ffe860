import type { Peer, Peering } from '../../api/types';
import { graphOf, type Graph, type GraphNode } from '../../graph/graph';
import { peerName } from '../peer';

/** Who is paired with whom; devices without a pairing are not in it. */
export function pairingGraph(peerings: readonly Peering[]): Graph<Peering> {
  return graphOf(peerings, (peering) => [node(peering, peering.proposer), node(peering, peering.other)]);
}

function node({ protocol }: Peering, peer: Peer): GraphNode {
  return {
    // Each protocol may call a device by another address, and one by several.
    key: peer.deviceId ?? `${protocol} ${peer.address}`,
    name: peerName(peer),
    deviceId: peer.deviceId,
    isThere: peer.connected,
    isVague: peer.deviceId === undefined,
  };
}
