import type { GraphEdge } from './graph';
import type { Point } from './layout';

/** How far lines between the same two are drawn apart, in the middle. */
const APART = 26;
const LOOP = 30;

/** A line, as the `d` of a path: several of the same two are bent apart, one with itself is a loop. */
export function edgePath({ from, to, place, of }: GraphEdge<unknown>, at: (node: string) => Point): string {
  const [a, b] = [at(from), at(to)];
  if (from === to) {
    const size = LOOP + place * APART;
    return `M ${a.x} ${a.y} C ${a.x - size} ${a.y - size} ${a.x + size} ${a.y - size} ${a.x} ${a.y}`;
  }
  // Bent to the same side whoever of the two began it.
  const turned = from < to ? 1 : -1;
  const bend = (place - (of - 1) / 2) * 2 * APART * turned;
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  const x = Math.round((a.x + b.x) / 2 - ((b.y - a.y) / length) * bend);
  const y = Math.round((a.y + b.y) / 2 + ((b.x - a.x) / length) * bend);
  return `M ${a.x} ${a.y} Q ${x} ${y} ${b.x} ${b.y}`;
}
