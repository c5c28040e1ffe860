import { describe, expect, test } from 'vitest';

import type { Peer, Peering } from '../api/types';
import { pairingGraph } from '../peerings/graph/pairingGraph';
import { peering } from '../testing/samples';
import { edgePath } from './edgePath';
import { layout, NODE_HEIGHT, NODE_WIDTH } from './layout';

function peer(name: string, parts: Partial<Peer> = {}): Peer {
  return { address: `${name}-code`, connected: false, deviceId: name, name, ...parts };
}

function pair(a: Peer, b: Peer, parts: Partial<Peering> = {}): Peering {
  return peering({ proposer: a, other: b, ...parts });
}

/** So many devices, each paired with the one at half its number: a tree. */
function crowd(count: number): Peering[] {
  return Array.from({ length: count - 1 }, (_, i) =>
    pair(peer(`d${i + 1}`), peer(`d${Math.floor((i + 1) / 2)}`)),
  );
}

describe('a graph', () => {
  test('has a device once, whatever addresses it goes by', () => {
    const { nodes, edges } = pairingGraph([
      pair(peer('ada', { address: 'pair-1' }), peer('bob')),
      pair(peer('cleo'), peer('ada', { address: 'pair-2', connected: true })),
    ]);
    expect(nodes.map(({ key, isThere }) => [key, isThere])).toEqual([
      ['ada', true],
      ['bob', false],
      ['cleo', false],
    ]);
    expect(edges.map(({ from, to }) => [from, to])).toEqual([
      ['ada', 'bob'],
      ['cleo', 'ada'],
    ]);
  });

  test('has who is not here any more by protocol and address', () => {
    const gone = { address: 'GONE', connected: false };
    const { nodes } = pairingGraph([pair(gone, peer('bob')), pair(gone, peer('bob'), { protocol: 'other' })]);
    expect(nodes.map(({ key, name }) => [key, name])).toEqual([
      ['relay-key-exchange GONE', 'GONE'],
      ['bob', 'bob'],
      ['other GONE', 'GONE'],
    ]);
  });

  test('counts the pairings of the same two, whoever began them', () => {
    const { edges } = pairingGraph([pair(peer('ada'), peer('bob')), pair(peer('bob'), peer('ada'))]);
    expect(edges.map(({ place, of }) => [place, of])).toEqual([
      [0, 2],
      [1, 2],
    ]);
  });
});

describe('a layout', () => {
  test.each([1, 2, 10, 200])('of %d devices lays no name over another, within its frame', (count) => {
    const graph = pairingGraph(count === 1 ? [pair(peer('d'), peer('d'))] : crowd(count));
    const { width, height, at } = layout(graph);
    const points = graph.nodes.map(({ key }) => at(key));
    for (const [i, a] of points.entries()) {
      expect(a.x).toBeGreaterThanOrEqual(NODE_WIDTH / 2);
      expect(a.x).toBeLessThanOrEqual(width - NODE_WIDTH / 2);
      expect(a.y).toBeGreaterThanOrEqual(NODE_HEIGHT / 2);
      expect(a.y).toBeLessThanOrEqual(height - NODE_HEIGHT / 2);
      for (const b of points.slice(i + 1)) {
        expect(Math.abs(a.x - b.x) > NODE_WIDTH * 0.7 || Math.abs(a.y - b.y) > NODE_HEIGHT * 0.7).toBe(true);
      }
    }
  });

  test('is the same each time', () => {
    const graph = pairingGraph(crowd(30));
    const [one, other] = [layout(graph), layout(graph)];
    expect(graph.nodes.map(({ key }) => one.at(key))).toEqual(graph.nodes.map(({ key }) => other.at(key)));
  });

  test('of nothing is nothing', () => {
    expect(layout(pairingGraph([]))).toMatchObject({ width: 0, height: 0 });
  });
});

describe('a line', () => {
  const at = (node: string) => (node === 'a' ? { x: 0, y: 0 } : { x: 100, y: 0 });
  const edge = (from: string, to: string, place: number, of: number) => ({
    item: peering(),
    from,
    to,
    place,
    of,
  });

  test('is straight if it is alone, and bent apart from others', () => {
    expect(edgePath(edge('a', 'b', 0, 1), at)).toBe('M 0 0 Q 50 0 100 0');
    expect(edgePath(edge('a', 'b', 0, 2), at)).toBe('M 0 0 Q 50 -26 100 0');
    expect(edgePath(edge('a', 'b', 1, 2), at)).toBe('M 0 0 Q 50 26 100 0');
    expect(edgePath(edge('b', 'a', 1, 2), at)).toBe('M 100 0 Q 50 26 0 0');
  });

  test('is a loop at one that is paired with itself', () => {
    expect(edgePath(edge('b', 'b', 0, 1), at)).toBe('M 100 0 C 70 -30 130 -30 100 0');
  });
});
