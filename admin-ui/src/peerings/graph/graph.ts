import type { Peer, Peering } from '../../api/types';
import { peerName } from '../peer';

/** A device, or an address that no device has any more. */
export interface GraphNode {
  key: string;
  name: string;
  deviceId: string | undefined;
  connected: boolean;
  /** How many pairings are drawn at it. */
  degree: number;
}

/** A pairing. */
export interface GraphEdge {
  peering: Peering;
  from: string;
  to: string;
  /** Which of the pairings of the same two it is, and how many those are. */
  place: number;
  of: number;
}

export interface Graph {
  nodes: readonly GraphNode[];
  edges: readonly GraphEdge[];
}

/** Who is paired with whom; devices without a pairing are not in it. */
export function graphOf(peerings: readonly Peering[]): Graph {
  const nodes = new Map<string, GraphNode>();
  const counts = new Map<string, number>();
  const edges: GraphEdge[] = [];
  for (const peering of peerings) {
    const from = join(nodes, peering, peering.proposer);
    const to = join(nodes, peering, peering.other);
    const both = couple(from, to);
    const place = counts.get(both) ?? 0;
    counts.set(both, place + 1);
    edges.push({ peering, from, to, place, of: 1 });
  }
  return {
    nodes: [...nodes.values()],
    edges: edges.map((edge) => ({ ...edge, of: counts.get(couple(edge.from, edge.to)) ?? 1 })),
  };
}

function join(nodes: Map<string, GraphNode>, { protocol }: Peering, peer: Peer): string {
  // Each protocol may call a device by another address, and one by several.
  const key = peer.deviceId ?? `${protocol} ${peer.address}`;
  const node = nodes.get(key) ?? {
    key,
    name: peerName(peer),
    deviceId: peer.deviceId,
    connected: false,
    degree: 0,
  };
  node.degree++;
  node.connected ||= peer.connected;
  nodes.set(key, node);
  return key;
}

function couple(a: string, b: string): string {
  return a < b ? `${a}\n${b}` : `${b}\n${a}`;
}
