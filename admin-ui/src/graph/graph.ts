/** A device or somebody else, whatever addresses it goes by. */
export interface GraphNode {
  key: string;
  name: string;
  /** The device that it leads to, if the hub knows one. */
  deviceId: string | undefined;
  /** True of one that is there now: drawn as a full dot. */
  isThere: boolean;
  /** True of one that is not certain to be who it says, or that is gone: drawn as a broken dot. */
  isVague: boolean;
}

/** What two of them have with each other. */
export interface GraphEdge<T> {
  item: T;
  from: string;
  to: string;
  /** Which of those between the same two it is, and how many those are. */
  place: number;
  of: number;
}

export interface Graph<T> {
  nodes: readonly GraphNode[];
  edges: readonly GraphEdge<T>[];
}

/**
 * Who has what with whom. A node is drawn once, and is there if it is at any of its ends.
 *
 * @param alone nodes that are drawn though nothing may lead to them
 */
export function graphOf<T>(
  items: readonly T[],
  ends: (item: T) => readonly [GraphNode, GraphNode],
  alone: readonly GraphNode[] = [],
): Graph<T> {
  const nodes = new Map<string, GraphNode>();
  const counts = new Map<string, number>();
  const edges: GraphEdge<T>[] = [];
  alone.forEach((node) => join(nodes, node));
  for (const item of items) {
    const [from, to] = ends(item).map((node) => join(nodes, node)) as [string, string];
    const both = couple(from, to);
    const place = counts.get(both) ?? 0;
    counts.set(both, place + 1);
    edges.push({ item, from, to, place, of: 1 });
  }
  return {
    nodes: [...nodes.values()],
    edges: edges.map((edge) => ({ ...edge, of: counts.get(couple(edge.from, edge.to)) ?? 1 })),
  };
}

function join(nodes: Map<string, GraphNode>, node: GraphNode): string {
  const before = nodes.get(node.key) ?? node;
  nodes.set(node.key, { ...before, isThere: before.isThere || node.isThere });
  return node.key;
}

function couple(a: string, b: string): string {
  return a < b ? `${a}\n${b}` : `${b}\n${a}`;
}
