import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationNodeDatum,
} from 'd3-force';

import type { Graph } from './graph';

/** Room that a node takes, its name included: names never lie over each other. */
export const NODE_WIDTH = 104;
export const NODE_HEIGHT = 52;

const STEPS = 400;
/** Forces work on circles, and names are wide: so all is laid out narrow and drawn wide. */
const STRETCH = NODE_WIDTH / NODE_HEIGHT;
const RADIUS = NODE_HEIGHT * 0.62;
const LINK = NODE_HEIGHT * 1.5;

export interface Point {
  x: number;
  y: number;
}

export interface Layout {
  width: number;
  height: number;
  at: (node: string) => Point;
}

interface Body extends SimulationNodeDatum {
  key: string;
}

/**
 * Where each node of a graph is drawn. The same graph is laid out the same way each time: the simulation begins with the
 * nodes on a spiral, in order, and its own randomness is seeded.
 */
export function layout({ nodes, edges }: Graph<unknown>): Layout {
  const bodies: Body[] = nodes.map(({ key }) => ({ key }));
  const links = edges
    .filter(({ from, to, place }) => from !== to && place === 0)
    .map(({ from, to }) => ({ source: from, target: to }));
  forceSimulation(bodies)
    .force(
      'links',
      forceLink<Body, { source: string; target: string }>(links)
        .id(({ key }) => key)
        .distance(LINK),
    )
    .force(
      'apart',
      forceManyBody()
        .strength(-90)
        .distanceMax(LINK * 6),
    )
    .force('room', forceCollide(RADIUS).strength(1).iterations(3))
    .force('x', forceX(0).strength(0.06))
    .force('y', forceY(0).strength(0.09))
    .stop()
    .tick(STEPS);
  return placed(bodies);
}

/** Puts the upper left corner of all at the origin. */
function placed(bodies: readonly Body[]): Layout {
  const points = new Map(
    bodies.map(({ key, x = 0, y = 0 }) => [key, { x: Math.round(x * STRETCH), y: Math.round(y) }]),
  );
  const xs = [...points.values()].map(({ x }) => x);
  const ys = [...points.values()].map(({ y }) => y);
  const left = Math.min(...xs) - NODE_WIDTH / 2;
  const top = Math.min(...ys) - NODE_HEIGHT / 2;
  const at = (node: string): Point => {
    const { x, y } = points.get(node) ?? { x: left, y: top };
    return { x: x - left, y: y - top };
  };
  return bodies.length === 0
    ? { width: 0, height: 0, at }
    : {
        width: Math.max(...xs) - left + NODE_WIDTH / 2,
        height: Math.max(...ys) - top + NODE_HEIGHT / 2,
        at,
      };
}
